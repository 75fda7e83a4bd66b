import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Why a verdict on a cluster is not sure, for people. */
export function explainGaps(gaps: readonly KindKnowledge[]): string {
  return gaps
    .map(({ cluster, kind, state, message }) => {
      const what =
        kind === '*' ? `Cluster ${cluster}` : `${kind} of cluster ${cluster}`;
      return `${what}: ${state}${message ? ` (${message})` : ''}.`;
    })
    .join(' ');
}
