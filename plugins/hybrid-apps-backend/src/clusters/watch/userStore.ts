import { toError } from '@backstage/errors';
import {
  KindKnowledge,
  KUBERNETES_ANNOTATIONS,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import pLimit from 'p-limit';
import { Clock } from '../../clock';
import { KubeClient } from '../client/types';
import { discover } from '../kinds/discovery';
import { choose } from '../kinds/selection';
import { KindTable, WatchedKind } from '../kinds/kindTable';
import { ClusterSettings, excludedState } from '../settings';
import { createObjectStore } from '../store/objectStore';
import { groupResource } from '../store/storeFromObjects';
import { LiveStore, ServedKind } from '../types';
import { isStatus, KindState } from './inStep';
import { createKeeper } from './keeper';
import { joinStates } from './joinStates';
import { listPages, ListTarget } from './list';
import { createNamespaceScope, isScoped } from './namespaceScope';
import { getNamespace } from './readNamespace';

/** Namespaces in which the user's rights are asked for: somebody waits. */
const MAX_ASKED = 100;

/**
 * Lists a cluster now, in whole or some of its namespaces, with the rights of
 * whoever the client speaks for. Kinds without a namespace are listed as a
 * whole. What the user may not list as a whole is listed in the namespaces that
 * a watch would read one by one; what the user may not see at all is
 * `forbidden` in the store's knowledge.
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
}): Promise<LiveStore> {
  const { client, kinds, settings, clock, namespaces } = options;
  const { project } = kinds;
  const cluster = client.cluster;
  const discovery = await discover(client);
  const knowledge: KindKnowledge[] = [];
  const store = createObjectStore({
    name: cluster,
    kinds,
    knowledge: () => knowledge,
  });
  const keeper = createKeeper({ store, kinds, clock });
  const limit = pLimit(settings.concurrentLists);
  const scope = createNamespaceScope({
    client,
    settings,
    listed: () =>
      store
        .list({ group: '', kind: 'Namespace' })
        .map(({ metadata }) => metadata.name),
    maxAsked: MAX_ASKED,
    limit,
  });
  /** What is left to be listed in the namespaces of the scope. */
  const refused: Array<{
    watched: WatchedKind;
    kind: ServedKind;
    message: string;
  }> = [];

  function tell(watched: WatchedKind, group: string, state: KindState) {
    knowledge.push({
      cluster,
      kind: groupResource(group, watched.resource),
      since: clock().toISOString(),
      ...state,
    });
  }

  async function list(target: ListTarget): Promise<KindState> {
    const { kind, namespace } = target;
    try {
      if (namespace !== undefined && !kind.namespaced) {
        await getNamespace({
          client,
          project,
          kind,
          namespace,
          store: keeper,
          settings,
        });
      } else {
        await listPages({
          client,
          project,
          target,
          pageSize: settings.pageSize,
          timeoutMs: settings.requestTimeoutMs,
          onObjects: objects => objects.forEach(keeper.put),
        });
      }
      return { state: 'synced' };
    } catch (error) {
      return {
        state: isStatus(error, 403) ? 'forbidden' : 'unreachable',
        message: toError(error).message,
      };
    }
  }

  /** By namespace. */
  async function listEach(
    { metadataOnly, fieldSelector }: WatchedKind,
    kind: ServedKind,
    names: readonly string[],
  ): Promise<Map<string, KindState>> {
    const states = new Map<string, KindState>();
    for (const namespace of names) {
      states.set(
        namespace,
        await list({ kind, namespace, metadataOnly, fieldSelector }),
      );
    }
    return states;
  }

  async function listKind(
    watched: WatchedKind,
    kind: ServedKind,
  ): Promise<KindState | undefined> {
    if (kind.namespaced && namespaces) {
      const states = await listEach(watched, kind, namespaces);
      const problem = [...states.values()].find(
        ({ state }) => state !== 'synced',
      );
      return problem
        ? joinStates(states, `${problem.message}.`)
        : { state: 'synced' };
    }
    const { metadataOnly, fieldSelector } = watched;
    const whole = await list({ kind, metadataOnly, fieldSelector });
    if (whole.state !== 'forbidden' || !isScoped(kind)) {
      return whole;
    }
    refused.push({
      watched,
      kind,
      message:
        `${whole.message}. Namespaces that hybridApps.watch.namespaces names, ` +
        `or the entity's annotation ${KUBERNETES_ANNOTATIONS.namespace}, are listed one by one.`,
    });
    return undefined;
  }

  async function readKind(watched: WatchedKind): Promise<void> {
    const [group] = watched.groups;
    const resource = groupResource(group, watched.resource);
    if (settings.exclude.includes(resource)) {
      tell(watched, group, excludedState(resource));
      return;
    }
    const choice = choose(watched, discovery);
    if (!('watch' in choice)) {
      tell(
        watched,
        group,
        'silent' in choice
          ? { state: 'unreachable', message: choice.silent }
          : { state: 'absent' },
      );
      return;
    }
    const kind = choice.watch;
    const state = await listKind(watched, kind);
    if (state) {
      tell(watched, kind.group, state);
    }
  }

  await Promise.all(
    kinds.watched.map(watched => limit(() => readKind(watched))),
  );
  refused.forEach(({ kind }) => scope.refuse(kind));
  await scope.settled();
  await Promise.all(
    refused.map(({ watched, kind, message }) =>
      limit(async () => {
        const { names, left } = scope.of(kind);
        const states = await listEach(watched, kind, namespaces ?? names);
        tell(watched, kind.group, joinStates(states, message, left));
      }),
    ),
  );
  return store;
}
