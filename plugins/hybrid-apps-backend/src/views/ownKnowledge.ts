import {
  KindKnowledge,
  placeName,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';
import { Sight } from '../namespaces';

/**
 * What is not known, as it may be told to who sees some namespaces: which others
 * the portal reads is theirs alone who may see them.
 */
export function toldWithin(
  knowledge: readonly KindKnowledge[],
  { sees }: Pick<Sight, 'sees'>,
): KindKnowledge[] {
  return knowledge.map(one => {
    if (!one.namespaces) {
      return one;
    }
    const { namespaces, ...rest } = one;
    const known = namespaces.filter(name => sees(one.cluster, name));
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

/**
 * The same as an app tells it, which names no namespace but those that it is in.
 *
 * @param membersOf - of the apps that are shown; asked where it matters alone
 */
export function ownKnowledge(
  knowledge: readonly KindKnowledge[],
  membersOf: () => readonly Member[],
): KindKnowledge[] {
  if (!knowledge.some(({ namespaces }) => namespaces)) {
    return [...knowledge];
  }
  const own = new Set(
    membersOf().map(({ cluster, object }) =>
      placeName(cluster, object.metadata.namespace ?? ''),
    ),
  );
  return toldWithin(knowledge, {
    sees: (cluster, namespace) => own.has(placeName(cluster, namespace)),
  });
}
