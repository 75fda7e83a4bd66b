import fc from 'fast-check';
import { cluster } from '../__testUtils__/everyWord';
import { shop } from '../__testUtils__/shopOfParts';
import { resolveApp } from '../apps';
import { createStoreFromObjects } from '../kinds';
import { EVERYTHING } from '../namespaces';
import { atOnce, inSteps, Steps } from '../unhurried';
import { createBudget } from './budget';
import { entriesOf } from './entries';
import { Front } from './scene';
import { waysBy, waysToName } from './ways';

/** What is asked for is worked out anew for each, so that none has the other's budget. */
async function bothOf(steps: () => Steps<Front[]>) {
  const told = ({ scene, to, ...front }: Front) => ({
    ...front,
    key: to?.key,
    port: to?.port,
    left: scene.budget.left,
  });
  const now = jest.spyOn(performance, 'now');
  let time = 0;
  // Each step is as long as a turn.
  now.mockImplementation(() => (time += 1_000));
  try {
    return [atOnce(steps()), await inSteps(steps())].map(some =>
      some.map(told),
    );
  } finally {
    now.mockRestore();
  }
}

it('finds the same ways with turns for others at each step as at once', async () => {
  let ways = 0;
  await fc.assert(
    fc.asyncProperty(
      cluster,
      fc.constantFrom(Infinity, 3),
      async (objects, rules) => {
        const store = createStoreFromObjects('onprem', objects);
        const { members } = resolveApp(shop, [store]);
        const entries = () =>
          atOnce(
            entriesOf(
              {
                store,
                sees: () => true,
                readsClusters: EVERYTHING.readsClusters,
                now: new Date('2026-02-01T00:00:00Z'),
                budget: createBudget(rules),
              },
              members,
            ),
          );
        for (const steps of [
          () => waysToName(entries(), { host: 'shop.example', path: '/' }),
          () => waysBy(entries(), () => true),
        ]) {
          const [one, other] = await bothOf(steps);
          expect(other).toEqual(one);
          ways += one.length;
        }
      },
    ),
    { numRuns: 30 },
  );
  expect(ways).toBeGreaterThan(0);
});
