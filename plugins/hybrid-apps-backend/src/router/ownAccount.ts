import { NotImplementedError } from '@backstage/errors';
import { ClusterHandle } from '../clusters';

/**
 * That the portal does something in a cluster by an account of its own: with each
 * user's own token it only reads as yet.
 *
 * @throws NotImplementedError
 */
export function requireOwnAccount({
  name,
  state,
}: Pick<ClusterHandle, 'name' | 'state'>): void {
  if (state === 'per-user') {
    throw new NotImplementedError(
      `Cluster '${name}' takes each user's own token, with which the portal shows it and does nothing more yet. Use the cluster's own tools, or another cluster.`,
    );
  }
}
