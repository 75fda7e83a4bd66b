import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnownIn } from '../clusters';

/**
 * What keeps a store from telling whether objects of a resource are in a
 * namespace; undefined where it can tell.
 */
export function gapIn(
  store: ClusterStore,
  resource: string,
  namespace: string | undefined,
): KindKnowledge | undefined {
  const knowledge = store
    .knowledge()
    .find(({ kind }) => kind === resource || kind === '*');
  return knowledge && !isKnownIn(knowledge, namespace) ? knowledge : undefined;
}
