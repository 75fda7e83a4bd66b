import fc from 'fast-check';
import { cluster } from '../__testUtils__/everyWord';
import { seesX, shop } from '../__testUtils__/shopOfParts';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
import { answerInPlace } from '../policy';
import { createAppViews } from '../views';
import { traceRequest } from './trace';

const NOW = new Date('2026-02-01T00:00:00Z');

/** The ways to all that requests come in by, without what policies say, which hangs on all that there is. */
async function traced(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const view = createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
    policies: answerInPlace(),
  }).of(shop, seesX);
  const { members, stores } = view;
  const entries = members.members.filter(({ object }) =>
    ['Service', 'Ingress', 'Gateway', 'HTTPRoute'].includes(object.kind),
  );
  const asked = ['http://shop.example', ...entries.map(({ id }) => id)];
  const answers = asked.map(to =>
    traceRequest(
      to,
      { members, stores, sight: seesX, knowledge: [] },
      {
        now: NOW,
        ask: {
          entries: async () => undefined,
          fromSource: async () => undefined,
        },
      },
    ),
  );
  return Promise.all(answers);
}

it('is told the same whatever there is in namespaces that are hidden', async () => {
  let ways = 0;
  await fc.assert(
    fc.asyncProperty(cluster, async objects => {
      const seen = objects.filter(({ metadata }) => metadata.namespace !== 'y');
      const told = await traced(objects);
      expect(told).toEqual(await traced(seen));
      ways += told.flatMap(trace => trace.ways).length;
    }),
  );
  expect(ways).toBeGreaterThan(0);
});
