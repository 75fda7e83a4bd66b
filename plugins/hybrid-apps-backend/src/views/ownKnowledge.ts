import {
  KindKnowledge,
  placeName,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';
import { once } from '../once';

/**
 * What is not known, as apps may tell it: who views them may not know which
 * other namespaces the portal reads. All of it is told with the cluster, to who
 * may read clusters.
 *
 * @param membersOf - of the apps that are shown; asked where it matters alone
 */
export function ownKnowledge(
  knowledge: readonly KindKnowledge[],
  membersOf: () => readonly Member[],
): KindKnowledge[] {
  const own = once(
    () =>
      new Set(
        membersOf().map(({ cluster, object }) =>
          placeName(cluster, object.metadata.namespace ?? ''),
        ),
      ),
  );
  return knowledge.map(one => {
    if (!one.namespaces) {
      return one;
    }
    const { namespaces, ...rest } = one;
    const known = namespaces.filter(name =>
      own().has(placeName(one.cluster, name)),
    );
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
