import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
// Not by the folder's index: a preview's thread reads this file too.
import { isKnownIn } from '../clusters/knownIn';

/**
 * Kinds whose objects policies of other namespaces may name, and so have a say
 * there: a rule with a namespaceSelector takes NetworkSets from anywhere.
 *
 * Source: Calico, NetworkPolicy, EntityRule.namespaceSelector.
 */
const NAMED_FROM_ELSEWHERE = new Set([
  'networksets.projectcalico.org',
  'networksets.crd.projectcalico.org',
]);

/**
 * The gaps that a verdict on workloads hangs on which are in these namespaces.
 * What decides on them is in their own namespaces or in none, so that a kind
 * which is known there is none, however little is known of others. An address
 * may be that of a Pod anywhere: where one has a part, all gaps count.
 */
export const gapsIn = (
  gaps: readonly KindKnowledge[],
  namespaces: Iterable<string>,
): KindKnowledge[] => {
  const names = [...new Set(namespaces)];
  return gaps.filter(
    gap =>
      NAMED_FROM_ELSEWHERE.has(gap.kind) ||
      names.length === 0 ||
      !names.every(name => isKnownIn(gap, name)),
  );
};

/**
 * Why a verdict on a cluster is not sure, for people. Of what is known in some
 * namespaces the message names these, and is for who reads clusters.
 */
export function explainGaps(gaps: readonly KindKnowledge[]): string {
  return gaps
    .map(({ cluster, kind, state, namespaces, message }) => {
      const what =
        kind === '*' ? `Cluster ${cluster}` : `${kind} of cluster ${cluster}`;
      const why = namespaces ? 'known in some namespaces alone' : message;
      return `${what}: ${state}${why ? ` (${why})` : ''}.`;
    })
    .join(' ');
}
