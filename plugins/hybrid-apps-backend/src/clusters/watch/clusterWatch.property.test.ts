import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../__testUtils__/eventually';
import {
  ScriptedApiServer,
  ScriptedKind,
  startScriptedApiServer,
} from '../../__testUtils__/scriptedApiServer';
import { createKubeClient } from '../client/kubeClient';
import { projectObject } from '../kinds/projection';
import { DEFAULT_SETTINGS } from '../settings';
import { ClusterChange, ClusterStore, KubeObject } from '../types';
import { watchCluster } from './clusterWatch';

const KINDS: ScriptedKind[] = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps' },
  { group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments' },
];
const PLURALS = KINDS.map(({ plural }) => plural);
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const LABELS = ['web', 'db'];
const OWNERS = ['owner-1', 'owner-2'];

/** What may happen to a cluster, its API server and the way there. */
type Step =
  | { do: 'put'; plural: string; name: string; label: string; owner: string }
  | { do: 'remove'; plural: string; name: string }
  | { do: 'forbid' | 'allow'; plural: string }
  | { do: 'cut'; lastBytes: string }
  | { do: 'compact'; as: 'status' | 'event' }
  | { do: 'fail'; times: number }
  | { do: 'crash' | 'recover' | 'bookmark' | 'end' }
  /** Until the other side has caught up, where it can. */
  | { do: 'settle' }
  /** Long enough for what came before to reach the other side, or not quite. */
  | { do: 'wait'; ms: number };

const plural = fc.constantFrom(...PLURALS);
const name = fc.constantFrom(...NAMES);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      plural,
      name,
      label: fc.constantFrom(...LABELS),
      owner: fc.constantFrom(...OWNERS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('remove' as const), plural, name }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('forbid' as const, 'allow' as const),
      plural,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cut' as const),
      lastBytes: fc.constantFrom('', '{"type":"DELETED","obj', 'garbage\n'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('compact' as const),
      as: fc.constantFrom('status' as const, 'event' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      times: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'crash' as const,
        'recover' as const,
        'recover' as const,
        'bookmark' as const,
        'end' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 0, max: 6 }),
    }),
  },
);

async function perform(
  server: ScriptedApiServer,
  action: Exclude<Step, { do: 'settle' }>,
) {
  switch (action.do) {
    case 'put':
      server.put(action.plural, {
        metadata: {
          name: action.name,
          namespace: 'shop',
          labels: { app: action.label },
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'Owner',
              name: action.owner,
              uid: action.owner,
            },
          ],
        },
        spec: { replicas: 1 },
        data: { key: 'value' },
      });
      break;
    case 'remove':
      server.remove(action.plural, { name: action.name, namespace: 'shop' });
      break;
    case 'forbid':
      server.forbid(action.plural);
      break;
    case 'allow':
      server.allow(action.plural);
      break;
    case 'cut':
      server.cutWatches(action.lastBytes);
      break;
    case 'compact':
      server.compact(action.as);
      break;
    case 'fail':
      server.fail(action.times);
      break;
    case 'crash':
      server.crash();
      break;
    case 'recover':
      server.recover();
      break;
    case 'bookmark':
      server.sendBookmarks();
      break;
    case 'end':
      server.endWatches();
      break;
    default:
      await sleep(action.ms);
  }
}

const byUid = (objects: Iterable<KubeObject>) =>
  [...objects].sort((a, b) => a.metadata.uid.localeCompare(b.metadata.uid));

/** What a fresh list would give, as the store would hold it. */
function expectedContents(server: ScriptedApiServer): KubeObject[] {
  return byUid(
    KINDS.flatMap(kind =>
      server.contents(kind.plural).flatMap(object => {
        const projected = projectObject(object, object);
        return projected ? [projected] : [];
      }),
    ),
  );
}

const contents = (store: ClusterStore) =>
  byUid(KINDS.flatMap(({ group, kind }) => store.list({ group, kind })));

describe('watchCluster', () => {
  it('has, after any changes and misfortunes, what a fresh list has, and has told all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80, size: 'max' }),
        async steps => {
          const server = await startScriptedApiServer({ kinds: KINDS });
          const client = createKubeClient({
            cluster: () => ({ name: 'hub', url: server.url, authMetadata: {} }),
            credential: async () => ({ type: 'anonymous' }),
          });
          /** What someone knows who only ever heard of changes. */
          const heard = new Map<string, KubeObject>();
          let lastRevision = 0;
          const watch = watchCluster({
            client,
            settings: {
              ...DEFAULT_SETTINGS,
              pageSize: 2,
              backoff: { baseMs: 1, maxMs: 4 },
              forbiddenRetryMs: 2,
              rediscoveryMs: 20,
              rediscoveryDelayMs: 1,
            },
            logger: mockServices.logger.mock(),
            onChange: ({ revision, objects }: ClusterChange) => {
              expect(revision).toBeGreaterThan(lastRevision);
              lastRevision = revision;
              for (const object of objects) {
                const { uid } = object.metadata;
                const now = watch.store.getByUid(uid);
                if (now) {
                  heard.set(uid, now);
                } else {
                  heard.delete(uid);
                }
              }
            },
          });

          const settle = () =>
            eventually(() => {
              expect(contents(watch.store)).toEqual(expectedContents(server));
              expect(byUid(heard.values())).toEqual(contents(watch.store));
              expect(watch.state).toEqual({ state: 'synced' });
            });
          /** What keeps the watch from catching up. */
          const troubles = new Set<string>();

          try {
            await settle();
            for (const action of steps) {
              if (action.do !== 'settle') {
                await perform(server, action);
              } else if (!troubles.size) {
                await settle();
              }
              if (action.do === 'forbid') {
                troubles.add(action.plural);
              } else if (action.do === 'allow') {
                troubles.delete(action.plural);
              } else if (action.do === 'crash') {
                troubles.add('crash');
              } else if (action.do === 'recover') {
                troubles.delete('crash');
              }
            }
            server.recover();
            server.fail(0);
            PLURALS.forEach(server.allow);
            await settle();
            for (const label of LABELS) {
              expect(byUid(watch.store.listByLabel('app', label))).toEqual(
                contents(watch.store).filter(
                  ({ metadata }) => metadata.labels?.app === label,
                ),
              );
            }

            for (const each of PLURALS) {
              for (const object of server.contents(each)) {
                server.remove(each, object.metadata);
              }
            }
            await settle();
            expect([...heard]).toEqual([]);
            expect(watch.store.listByLabel('app')).toEqual([]);
            for (const owner of OWNERS) {
              expect(watch.store.listOwnedBy(owner)).toEqual([]);
            }
          } finally {
            await watch.stop();
            await client.close();
            await server.stop();
          }
        },
      ),
      { numRuns: 50, endOnFailure: true },
    );
  }, 120_000);
});
