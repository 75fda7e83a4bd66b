import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { KubernetesRequestAuth } from '@backstage/plugin-kubernetes-common';
import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';

/**
 * The clusters and credentials of the portal's kubernetes plugin.
 *
 * @public
 */
export interface ClusterAccess {
  /** The clusters that the caller may know of. */
  getClusters(options: {
    credentials: BackstageCredentials;
  }): Promise<ClusterDetails[]>;
  /**
   * The credential to talk to a cluster with. `userToken` is needed by the auth
   * providers that act as the user (oidc, google, aks), and by no other.
   */
  getCredential(
    cluster: ClusterDetails,
    userToken?: KubernetesRequestAuth,
  ): Promise<KubernetesCredential>;
}
