import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, ObjectKey } from '../clusters';

/** What is known of the kind of an owner that nobody described. */
export const knowledgeOfOwner = (
  knowledge: readonly KindKnowledge[],
  { group, kind }: Pick<ObjectKey, 'group' | 'kind'>,
): KindKnowledge | undefined =>
  knowledge.find(
    known => known.ownerKind === kind && known.kind.endsWith(`.${group}`),
  );

/**
 * What an app's picture may lack: kinds that are not in step, of the clusters
 * that the app may be on. A kind that a cluster does not serve is not lacking;
 * what a caller may not see is told by who cuts it. A kind of owners is lacking
 * where one of them is drawn that could not be read.
 *
 * @param isDrawn - whether such an owner is
 */
export function unknownOf(
  stores: ReadonlyArray<Pick<ClusterStore, 'knowledge'>>,
  isDrawn: (known: KindKnowledge) => boolean = () => false,
): KindKnowledge[] {
  return stores
    .flatMap(store => store.knowledge())
    .filter(({ state }) => !['synced', 'absent', 'hidden'].includes(state))
    .filter(known => known.ownerKind === undefined || isDrawn(known))
    .sort((a, b) =>
      `${a.cluster} ${a.kind}` < `${b.cluster} ${b.kind}` ? -1 : 1,
    );
}
