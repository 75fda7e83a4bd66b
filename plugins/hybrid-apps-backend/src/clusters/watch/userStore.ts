import { toError } from '@backstage/errors';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import pLimit from 'p-limit';
import { Clock } from '../../clock';
import { KubeStatusError } from '../client/errors';
import { KubeClient } from '../client/types';
import { discover } from '../kinds/discovery';
import { choose } from '../kinds/selection';
import { KindTable, WatchedKind } from '../kinds/kindTable';
import { ClusterSettings, excludedState } from '../settings';
import { createObjectStore } from '../store/objectStore';
import { groupResource } from '../store/storeFromObjects';
import { ClusterStore } from '../types';
import { KindState } from './reflector';
import { listPages } from './list';

/**
 * Lists a cluster now, in whole or some of its namespaces, with the rights of
 * whoever the client speaks for. Kinds without a namespace are listed as a whole. What the user
 * may not see is `forbidden` in the store's knowledge.
 *
 * @throws KubeStatusError, KubeConnectionError where not even discovery answers.
 */
export async function listIntoStore(options: {
  client: KubeClient;
  kinds: KindTable;
  settings: ClusterSettings;
  clock: Clock;
  /** All where there are none. */
  namespaces?: readonly string[];
}): Promise<ClusterStore> {
  const { client, kinds, settings, clock, namespaces = [undefined] } = options;
  const cluster = client.cluster;
  const discovery = await discover(client);
  const knowledge: KindKnowledge[] = [];
  const store = createObjectStore({
    name: cluster,
    kinds,
    knowledge: () => knowledge,
  });
  const limit = pLimit(settings.concurrentLists);

  async function listKind(
    watched: WatchedKind,
  ): Promise<{ group: string; state: KindState }> {
    const resource = groupResource(watched.groups[0], watched.resource);
    if (settings.exclude.includes(resource)) {
      return { group: watched.groups[0], state: excludedState(resource) };
    }
    const choice = choose(watched, discovery);
    if (!('watch' in choice)) {
      return {
        group: watched.groups[0],
        state:
          'silent' in choice
            ? { state: 'unreachable', message: choice.silent }
            : { state: 'absent' },
      };
    }
    const kind = choice.watch;
    try {
      for (const namespace of kind.namespaced ? namespaces : [undefined]) {
        await listPages({
          client,
          project: kinds.project,
          target: { kind, namespace, metadataOnly: watched.metadataOnly },
          pageSize: settings.pageSize,
          timeoutMs: settings.requestTimeoutMs,
          onPage: objects => objects.forEach(store.put),
        });
      }
      return { group: kind.group, state: { state: 'synced' } };
    } catch (error) {
      const refused = error instanceof KubeStatusError && error.code === 403;
      return {
        group: kind.group,
        state: {
          state: refused ? 'forbidden' : 'unreachable',
          message: toError(error).message,
        },
      };
    }
  }

  await Promise.all(
    kinds.watched.map(watched =>
      limit(async () => {
        const { group, state } = await listKind(watched);
        knowledge.push({
          cluster,
          kind: groupResource(group, watched.resource),
          since: clock().toISOString(),
          ...state,
        });
      }),
    ),
  );
  return store;
}
