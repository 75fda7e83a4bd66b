import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';

/**
 * What is not known, as apps may tell it: who views them may not know which
 * other namespaces the portal reads. All of it is told with the cluster, to who
 * may read clusters.
 */
export function ownKnowledge(
  knowledge: readonly KindKnowledge[],
  members: readonly Member[],
): KindKnowledge[] {
  return knowledge.map(one => {
    if (!one.namespaces) {
      return one;
    }
    const own = new Set(
      members
        .filter(({ cluster }) => cluster === one.cluster)
        .flatMap(({ object }) => object.metadata.namespace ?? []),
    );
    const { namespaces, ...rest } = one;
    const known = namespaces.filter(name => own.has(name));
    return {
      ...rest,
      ...(known.length > 0 && { namespaces: known }),
      message:
        known.length > 0
          ? `Known in ${known.join(
              ', ',
            )}. What there is in other namespaces of the cluster is not known.`
          : 'Not known in the namespaces that are shown here. The page of the cluster tells why.',
    };
  });
}
