import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';

/**
 * What an app's picture may lack: kinds that are not in step, of the clusters
 * that the app may be on. A kind that a cluster does not serve is not lacking;
 * what a caller may not see is told by who cuts it.
 */
export function unknownOf(
  stores: ReadonlyArray<Pick<ClusterStore, 'knowledge'>>,
): KindKnowledge[] {
  return stores
    .flatMap(store => store.knowledge())
    .filter(({ state }) => !['synced', 'absent', 'hidden'].includes(state))
    .sort((a, b) =>
      `${a.cluster} ${a.kind}` < `${b.cluster} ${b.kind}` ? -1 : 1,
    );
}
