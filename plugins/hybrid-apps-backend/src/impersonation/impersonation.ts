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
  /** Whether a cluster is written to in the name of who asks. */
  bears(cluster: string): boolean;
  /**
   * Who asks, also by way of another plugin, of a cluster that is written to in
   * their name; undefined of others.
   *
   * @throws NotAllowedError where it is nobody
   */
  personOf(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<Person | undefined>;
  /**
   * The name of somebody who asks, or asked.
   *
   * @throws NotAllowedError where they have no name there
   */
  ofPerson(cluster: string, person: Person): KubeIdentity | undefined;
  /**
   * The name that requests bear of who asks now; undefined where the cluster is
   * asked in that of the portal's account.
   *
   * @throws NotAllowedError where it is nobody, or they have no name there
   */
  identityFor(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<KubeIdentity | undefined>;
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

  const impersonation: Impersonation = {
    bears: cluster => byCluster.has(cluster),
    async personOf(cluster, credentials) {
      if (!byCluster.has(cluster)) {
        return undefined;
      }
      if (!isUser(credentials)) {
        throw new NotAllowedError(
          `Cluster '${cluster}' is written to in the name of a user (${IMPERSONATION_KEY} in app-config), and this is asked by ${nameOf(
            credentials,
          )} in the name of nobody. Start it as a user who has signed in, or have the portal's own account used for this cluster.`,
        );
      }
      return userInfo.getUserInfo(credentials);
    },
    ofPerson(cluster, person) {
      const entry = byCluster.get(cluster);
      return entry && identityOf(entry, person);
    },
    async identityFor(cluster, credentials) {
      const person = await impersonation.personOf(cluster, credentials);
      return person && impersonation.ofPerson(cluster, person);
    },
  };
  return impersonation;
}
