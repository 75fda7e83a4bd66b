import { createStoreFromObjects, insideOf } from '..';
import { insideCases } from '../__testUtils__/cases';

describe('the rights of a ServiceAccount', () => {
  it.each(insideCases(__dirname, 'inside.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );

  it('are told up to a bound, and how many more there are', () => {
    const account = { name: 'web', namespace: 'shop' };
    const store = createStoreFromObjects('onprem', [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
      ...Array.from({ length: 60 }, (_, index) => ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: `b${index}`, namespace: 'shop' },
        roleRef: { kind: 'Role', name: 'edit' },
        subjects: [{ kind: 'ServiceAccount', ...account }],
      })),
    ]);
    const [object] = store.list({ group: '', kind: 'ServiceAccount' });
    const told = insideOf(object, store, { readsClusters: true });
    expect(told?.rights).toHaveLength(50);
    expect(told?.rightsLeft).toBe(10);
  });
});
