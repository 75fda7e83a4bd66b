import { toError } from '@backstage/errors';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import pLimit from 'p-limit';
import { KubeStatusError } from '../client/errors';
import { KubeClient } from '../client/types';
import { discover } from '../kinds/discovery';
import { choose } from '../kinds/selection';
import { WATCHED_KINDS } from '../kinds/watchedKinds';
import { ClusterSettings } from '../settings';
import { createObjectStore } from '../store/objectStore';
import { groupResource } from '../store/storeFromObjects';
import { ClusterStore } from '../types';
import { KindState } from './reflector';
import { listPages } from './list';

/**
 * Lists namespaces of a cluster now, with the rights of whoever the client
 * speaks for. Kinds without a namespace are listed as a whole. What the user
 * may not see is `forbidden` in the store's knowledge.
 *
 * @throws KubeStatusError, KubeConnectionError where not even discovery answers.
 */
export async function listIntoStore(options: {
  client: KubeClient;
  settings: ClusterSettings;
  namespaces: readonly string[];
  signal?: AbortSignal;
}): Promise<ClusterStore> {
  const { client, settings, namespaces, signal } = options;
  const cluster = client.cluster;
  const discovery = await discover(client, signal);
  const knowledge: KindKnowledge[] = [];
  const store = createObjectStore({
    name: cluster,
    knowledge: () => knowledge,
  });
  const limit = pLimit(settings.concurrentLists);

  async function listKind(watched: (typeof WATCHED_KINDS)[number]) {
    const choice = choose(watched, discovery);
    if (!('watch' in choice)) {
      const state: KindState =
        'silent' in choice
          ? { state: 'unreachable', message: choice.silent }
          : { state: 'absent' };
      return { group: watched.groups[0], state };
    }
    const kind = choice.watch;
    try {
      for (const namespace of kind.namespaced ? namespaces : [undefined]) {
        await listPages({
          client,
          target: { kind, namespace, metadataOnly: watched.metadataOnly },
          pageSize: settings.pageSize,
          timeoutMs: settings.requestTimeoutMs,
          signal,
          onPage: objects => objects.forEach(store.put),
        });
      }
      const state: KindState = { state: 'synced' };
      return { group: kind.group, state };
    } catch (error) {
      signal?.throwIfAborted();
      const refused = error instanceof KubeStatusError && error.code === 403;
      const state: KindState = {
        state: refused ? 'forbidden' : 'unreachable',
        message: toError(error).message,
      };
      return { group: kind.group, state };
    }
  }

  await Promise.all(
    WATCHED_KINDS.filter(
      ({ groups, resource }) =>
        !settings.exclude.includes(groupResource(groups[0], resource)),
    ).map(watched =>
      limit(async () => {
        const { group, state } = await listKind(watched);
        knowledge.push({
          cluster,
          kind: groupResource(group, watched.resource),
          since: new Date().toISOString(),
          ...state,
        });
      }),
    ),
  );
  return store;
}
