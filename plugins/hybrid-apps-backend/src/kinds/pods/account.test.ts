import { createStoreFromObjects } from '..';

/** What the Pods of a Deployment act as, where it is a part of what they are made of. */
function actsAs(spec: object) {
  const store = createStoreFromObjects('onprem', [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { template: { spec } },
    },
  ]);
  const [web] = store.list({ group: 'apps', kind: 'Deployment' });
  return store
    .namesOf(web)
    .map(({ relation, to, fieldPath }) => [relation, to.name, fieldPath]);
}

describe('the account that Pods act as', () => {
  it.each([
    [
      'by its name',
      { serviceAccountName: 'web', serviceAccount: 'web' },
      'serviceAccountName',
    ],
    ['by the older field', { serviceAccount: 'web' }, 'serviceAccount'],
  ])('is used, %s', (_, spec, field) => {
    expect(actsAs(spec)).toEqual([
      ['uses', 'web', `spec.template.spec.${field}`],
    ]);
  });

  it('is no part of an app where it is the one that every namespace has', () => {
    expect(actsAs({ serviceAccountName: 'default' })).toEqual([]);
    expect(actsAs({})).toEqual([]);
  });
});
