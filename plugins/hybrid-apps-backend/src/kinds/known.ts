import { groupResource, isKnownIn, KubeObject } from '../clusters';
import { InsideWorld } from './types';

/** A kind by its resource, as it is watched. */
interface Resource {
  group: string;
  resource: string;
}

/** The names of some kinds, of those of which this is so. */
const tellOf = (
  kinds: readonly Resource[],
  { knowledge }: Pick<InsideWorld, 'knowledge'>,
  isUnknown: (known: Parameters<typeof isKnownIn>[0]) => boolean,
): string[] => {
  const wanted = new Set(
    kinds.map(({ group, resource }) => groupResource(group, resource)),
  );
  return knowledge()
    .filter(known => wanted.has(known.kind) && known.state !== 'absent')
    .filter(isUnknown)
    .map(({ kind }) => kind);
};

/**
 * The kinds of some of which not all is known where an object is, as the answer
 * tells them; none where a cluster does not have them at all.
 */
export const unknownTo = (
  { metadata: { namespace } }: KubeObject,
  world: Pick<InsideWorld, 'knowledge'>,
  ...kinds: readonly Resource[]
): string[] => tellOf(kinds, world, known => !isKnownIn(known, namespace));

/** The same of kinds that are in no namespace, which only some readers are told of. */
export const unknownOfCluster = (
  world: Pick<InsideWorld, 'knowledge' | 'readsClusters'>,
  ...kinds: readonly Resource[]
): string[] =>
  tellOf(
    kinds,
    world,
    known => !world.readsClusters || !isKnownIn(known, undefined),
  );

/** The same of kinds of which one may matter wherever it is. */
export const unknownAnywhere = (
  world: Pick<InsideWorld, 'knowledge'>,
  ...kinds: readonly Resource[]
): string[] => tellOf(kinds, world, ({ state }) => state !== 'synced');
