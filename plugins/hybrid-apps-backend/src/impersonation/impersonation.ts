import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { KubeIdentity } from '../clusters';
import { at } from '../objects';
import { identityOf, Person } from './identityOf';
import { IMPERSONATION_KEY, ImpersonationSettings } from './settings';

/** In whose name clusters are written to; undefined means in that of the portal's account. */
export interface Impersonation {
  /**
   * The name of who asks, also by way of another plugin.
   *
   * @throws NotAllowedError where it is nobody, or nobody that has a name there
   */
  ofCaller(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<KubeIdentity | undefined>;
  /**
   * The name of somebody who is known to have asked, earlier.
   *
   * @throws NotAllowedError where they have no name there
   */
  ofPerson(cluster: string, person: Person): KubeIdentity | undefined;
}

function isUser(
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageUserPrincipal> {
  return at(credentials, 'principal', 'type') === 'user';
}

function nameOf({ principal }: BackstageCredentials): string {
  const subject = at(principal, 'subject');
  return typeof subject === 'string'
    ? `the service '${subject}'`
    : 'somebody who has not signed in';
}

export function createImpersonation(
  settings: readonly ImpersonationSettings[],
  userInfo: Pick<UserInfoService, 'getUserInfo'>,
): Impersonation {
  const byCluster = new Map(settings.map(entry => [entry.cluster, entry]));

  return {
    async ofCaller(cluster, credentials) {
      const entry = byCluster.get(cluster);
      if (!entry) {
        return undefined;
      }
      if (!isUser(credentials)) {
        throw new NotAllowedError(
          `Cluster '${cluster}' is written to in the name of a user (${IMPERSONATION_KEY} in app-config), and this is asked by ${nameOf(
            credentials,
          )} in the name of nobody. Start it as a user who has signed in, or have the portal's own account used for this cluster.`,
        );
      }
      return identityOf(entry, await userInfo.getUserInfo(credentials));
    },
    ofPerson(cluster, person) {
      const entry = byCluster.get(cluster);
      return entry && identityOf(entry, person);
    },
  };
}
