import fc from 'fast-check';
import { beginning, follow } from '../../__testUtils__/followed';
import { aPolicyStep } from '../../__testUtils__/policySteps';
import { shop } from '../../__testUtils__/shopOfParts';
import { resolveApp } from '../../apps';
import { EVERYTHING, Sight } from '../../namespaces';
import { idOf } from '../../objects';
import { structureSteps } from '../../topology';
import { atOnce } from '../../unhurried';
import { createClusterPolicies } from '../clusterPolicy';
import { entriesOn } from '../entries';
import { policyOverlay } from '../overlay';
import { policyStatus } from '../policyStatus';
import { checkReachability } from '../reachability';
import { createReader, readerAsOfNow, READS_ALL } from '../reader';

jest.setTimeout(120_000);

const stepsOf = (index: number) =>
  aPolicyStep.map(step => ({ cluster: index, step }));

const seesX: Sight = {
  sees: (_, namespace) => namespace === 'x',
  readsClusters: false,
};
const none = new Set<string>();

/** Of which a rule decides, and twice, so that nothing changes: other steps come to both by luck alone. */
const known = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', namespace: 'x', labels: { app: 'a' } },
    spec: {
      template: {
        metadata: { labels: { app: 'a' } },
        spec: { containers: [{ name: 'main', image: 'web' }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'x', labels: { app: 'x' } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a', namespace: 'x' },
    spec: {
      podSelector: {},
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    },
  },
].map(put => ({ cluster: 0, step: { put } }));

/** What it comes to, an error too. */
async function settled(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    return { thrown: (error as Error).name, says: (error as Error).message };
  }
}

describe('answers of the thread', () => {
  const world = follow();
  afterAll(() => world.answers.close());

  it('are those that are worked out in place, after any changes', async () => {
    const seen = { verdicts: 0, refused: 0, shown: 0, same: 0, entries: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(stepsOf(0), stepsOf(1)), {
          minLength: 5,
          maxLength: 30,
          size: 'max',
        }),
        fc.record({
          source: fc.constantFrom('a', 'b', 'c'),
          destination: fc.constantFrom('a', 'b', '10.0.0.1', 'no address'),
          cluster: fc.constantFrom('onprem', 'cloud', 'nowhere'),
        }),
        async (steps, asked) => {
          const clusters = world.use('onprem', 'cloud');
          const stores = clusters.map(({ store }) => store);
          clusters.forEach(one => one.take(...beginning));
          const { answers } = world;
          const query = {
            source: {
              cluster: 'onprem',
              namespace: 'x',
              kind: 'Deployment',
              name: asked.source,
            },
            destination: /[. ]/.test(asked.destination)
              ? { ip: asked.destination }
              : {
                  cluster: asked.cluster,
                  namespace: 'x',
                  kind: 'Pod',
                  name: asked.destination,
                },
            protocol: 'TCP' as const,
            port: 80,
          };
          let before:
            | { versions: string; asks: string; told: string }
            | undefined;
          for (const [index, { cluster, step }] of steps.entries()) {
            clusters[cluster].take(step);
            if (index % 3 !== 2) {
              continue;
            }
            const policies = createClusterPolicies();
            const app = resolveApp(shop, stores);
            const structure = atOnce(structureSteps(app, stores));
            const ids = new Set(app.members.map(({ id }) => id));
            const versions = stores.map(answers.version).join();
            const overlay = await answers.overlay(app, structure, stores);
            expect(overlay).toEqual(
              policyOverlay(app, structure, stores, policies),
            );
            expect(await answers.postures([...ids], stores)).toEqual(
              overlay.postures,
            );
            const told: unknown[] = [
              overlay.applies,
              [...overlay.postures],
              [...overlay.verdicts],
            ];
            for (const reader of [
              READS_ALL,
              createReader({ only: ids }, seesX),
              createReader({ allBut: ids }, seesX),
              createReader({ only: none }, { ...EVERYTHING }),
            ]) {
              const status = await answers.status(app, stores, reader);
              const byReader =
                reader === READS_ALL ? reader : readerAsOfNow(reader, stores);
              expect(status).toEqual(
                policyStatus(app, stores, policies, byReader),
              );
              const reached = await settled(() =>
                answers.reachability(query, stores, reader),
              );
              expect(reached).toEqual(
                await settled(() =>
                  checkReachability(query, stores, policies, byReader),
                ),
              );
              const routes = stores[0]
                .list({ group: '', kind: 'Service' })
                .map(object => idOf(stores[0].name, object));
              const entries = await answers.entries(routes, stores[0], reader);
              expect(entries).toEqual(
                entriesOn(routes, policies(stores[0]), byReader),
              );
              told.push(status, reached, entries);
              seen.entries += entries.length;
              seen.verdicts += status.connections.length;
              seen.refused += Number(
                JSON.stringify(reached).includes('thrown'),
              );
              seen.shown += Number(JSON.stringify(reached).includes('"rule"'));
            }
            // Of other members, or of another picture, it is another question.
            const asks = JSON.stringify([[...ids], structure.edges]);
            const now = { versions, asks, told: JSON.stringify(told) };
            const isSame =
              before?.versions === versions && before.asks === asks;
            expect(isSame ? before?.told : now.told).toBe(now.told);
            seen.same += Number(isSame);
            before = now;
          }
        },
      ),
      {
        numRuns: 60,
        examples: [
          [
            [...known, ...known],
            { source: 'a', destination: '10.0.0.1', cluster: 'onprem' },
          ],
        ],
      },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});
