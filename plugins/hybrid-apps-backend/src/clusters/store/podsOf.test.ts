import { Selector } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import fc from 'fast-check';
import { cluster } from '../../__testUtils__/everyWord';
import { createStoreFromObjects } from '../../kinds';
import { meansPodsOf } from './podsOf';

const requirement = fc.record({
  key: fc.constantFrom(
    'app',
    'tier',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
  ),
  operator: fc.constantFrom('In' as const, 'In' as const, 'NotIn' as const),
  values: fc.array(
    fc.constantFrom('a', 'b', 'front', 'a-0', 'b-1', '0', 'a.b'),
    { minLength: 1, maxLength: 2 },
  ),
});

it('finds by its words all that a selector means, of whatever workload', () => {
  let found = 0;
  fc.assert(
    fc.property(
      cluster,
      fc.array(requirement, { maxLength: 3 }),
      fc.constantFrom('x', 'y'),
      (objects, selector: Selector, namespace) => {
        const store = createStoreFromObjects('onprem', objects);
        const all = Object.keys(store.kinds.templates).flatMap(key => {
          const [group, kind] = key.split('/');
          return store.list({ group, kind, namespace });
        });
        const meant = all.filter(object => meansPodsOf(selector, object));
        const told = store.matching(namespace, selector);
        expect(told).toHaveLength(meant.length);
        expect(new Set(told)).toEqual(new Set(meant));
        found += told.length;
      },
    ),
    { numRuns: 100 },
  );
  expect(found).toBeGreaterThan(0);
});
