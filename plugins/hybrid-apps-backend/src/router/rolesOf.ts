import { toError } from '@backstage/errors';
import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, KubeStatusError, resourcePath } from '../clusters';
import { keepBriefly } from '../keepBriefly';
import { readAllows, Right, rightsFindings, RoleAllows } from '../kinds';

/** So many roles are asked for by one request; of more it is said that they are not. */
const MOST_ROLES = 20;

const TIMEOUT_MS = 5_000;

/** A page that is open asks again and again, and several ask at once. */
const KEPT = { ms: 10_000, most: 500 };

const GROUP = 'rbac.authorization.k8s.io';

/** What the API server takes for the name of an object: a segment of a path. */
const isName = (name: string) => !/^\.{1,2}$|[/%]/.test(name);

/** Who asks, and of whom. */
export interface RolesAsked {
  cluster: Pick<ClusterHandle, 'name' | 'state' | 'clientFor'>;
  caller: string;
  /** Whether the caller may be told what is in no namespace. */
  readsClusters: boolean;
}

/** What the API server did not tell, in words. */
function failed(error: unknown, resource: string): RoleAllows {
  const { message } = toError(error);
  if (error instanceof KubeStatusError && error.code === 404) {
    return { state: 'absent' };
  }
  return error instanceof KubeStatusError && error.code === 403
    ? {
        state: 'forbidden',
        message: `${message}. Grant the portal's account the verb get on ${resource}.${GROUP} to have told what they allow.`,
      }
    : { state: 'unknown', message };
}

/**
 * Adds to a ServiceAccount what the roles allow that it has: each is read by its
 * name as somebody asks, with the portal's account, and is never watched.
 */
export function createRoles(now: () => number = () => performance.now()) {
  const keep = keepBriefly<RoleAllows>({ ...KEPT, now });

  async function read(
    { cluster, caller }: RolesAsked,
    { binding, role }: Right,
  ): Promise<RoleAllows> {
    const plural = role.kind === 'Role' ? 'roles' : 'clusterroles';
    const namespace = role.kind === 'Role' ? binding.namespace : undefined;
    const path = resourcePath(
      { group: GROUP, version: 'v1', plural },
      { namespace, name: role.name },
    );
    return keep(`${cluster.name} ${path}`, async () => {
      try {
        const { body } = await cluster
          .clientFor(caller)
          .request({ method: 'GET', path, timeoutMs: TIMEOUT_MS });
        return readAllows(body);
      } catch (error) {
        return failed(error, plural);
      }
    });
  }

  const keyOf = ({ binding, role }: Right) =>
    `${role.kind} ${role.kind === 'Role' ? binding.namespace : ''} ${
      role.name
    }`;

  return async (
    details: ObjectDetails,
    asked: RolesAsked,
  ): Promise<ObjectDetails> => {
    const { inside, object } = details;
    if (!inside?.rights || inside.rights.length === 0) {
      return details;
    }
    const { cluster, readsClusters } = asked;
    const answers = new Map<string, Promise<RoleAllows>>();
    function allowsOf(right: Right): Promise<RoleAllows> | RoleAllows {
      const { role } = right;
      if (role.kind === 'ClusterRole' && !readsClusters) {
        return { state: 'hidden' };
      }
      if (cluster.state === 'per-user' || !isName(role.name)) {
        return { state: 'unasked' };
      }
      const key = keyOf(right);
      const known = answers.get(key);
      if (known) {
        return known;
      }
      if (answers.size >= MOST_ROLES) {
        return { state: 'unasked' };
      }
      const answer = read(asked, right);
      answers.set(key, answer);
      return answer;
    }
    const rights = await Promise.all(
      inside.rights.map(async right => ({
        ...right,
        allows: await allowsOf(right),
      })),
    );
    const findings = [
      ...(inside.findings ?? []),
      ...rightsFindings(String(object.metadata.name), rights),
    ];
    return {
      ...details,
      inside: { ...inside, rights, ...(findings.length > 0 && { findings }) },
    };
  };
}
