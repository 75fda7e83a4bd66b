import { groupResource, isKnownIn, KubeObject } from '../clusters';
import { World } from './types';

/** A kind by its resource, as it is watched. */
interface Resource {
  group: string;
  resource: string;
}

/**
 * The kinds of some of which not all is known where an object is, as the answer
 * tells them; none where a cluster does not have them at all.
 */
export const unknownTo = (
  { metadata: { namespace } }: KubeObject,
  world: World,
  ...kinds: readonly Resource[]
): string[] => {
  const wanted = new Set(
    kinds.map(({ group, resource }) => groupResource(group, resource)),
  );
  return world
    .knowledge()
    .filter(
      known =>
        wanted.has(known.kind) &&
        known.state !== 'absent' &&
        !isKnownIn(known, namespace),
    )
    .map(({ kind }) => kind);
};
