import { ClusterStore, groupResource, isKnownIn } from '../clusters';
import { parseNodeId } from './identity';

/**
 * Whether a store knows all objects of the kind that a topology id names, in
 * its namespace. All kinds of workloads have the regular plural.
 */
export function knowsKindOf(
  id: string,
  stores: readonly Pick<ClusterStore, 'name' | 'knowledge'>[],
): boolean {
  const { cluster, namespace, group, kind } = parseNodeId(id);
  const resource = groupResource(group, `${kind.toLocaleLowerCase('en-US')}s`);
  const known = stores
    .find(({ name }) => name === cluster)
    ?.knowledge()
    .find(entry => entry.kind === resource || entry.kind === '*');
  return (
    known !== undefined &&
    (known.state === 'absent' || isKnownIn(known, namespace))
  );
}
