import { toError } from '@backstage/errors';
import { ClusterHandle, KubeStatusError, resourcePath } from '../clusters';
import { keepBriefly } from '../keepBriefly';
import { GuestInside, readFileSystems, readInfo, readUsers } from './read';

type AskedCluster = Pick<ClusterHandle, 'name' | 'state' | 'clientFor'>;

/** A running instance of a VM. */
export interface Instance {
  namespace: string;
  name: string;
  /** Of which there is another one after a restart. */
  uid: string;
}

/**
 * Asks the agents in guests, in the portal's own name: whoever calls sees to it
 * that who is told may see the VM.
 */
export interface Guests {
  /** @param caller - for whom, like `user:default/ana` */
  ask(
    cluster: AskedCluster,
    instance: Instance,
    caller: string,
  ): Promise<GuestInside>;
}

/** KubeVirt polls the agents every ten seconds and more, and answers of what it knows. Source: kubevirt, pkg/virt-launcher/virtwrap/agent-poller. */
const KEPT_MS = 10_000;
const KEPT = 500;

/** virt-api asks virt-handler, and that virt-launcher; a page waits no longer. */
const TIMEOUT_MS = 4_000;

/** More than any guest has to tell; what a guest tells is up to whoever is in it. */
const MAX_BYTES = 2 ** 20;

const SUBRESOURCES = {
  group: 'subresources.kubevirt.io',
  version: 'v1',
  plural: 'virtualmachineinstances',
};

export const NO_AGENT: GuestInside = {
  state: 'no-agent',
  message:
    'No agent is connected. Install qemu-guest-agent in the guest and start its service; on Windows it comes with the VirtIO drivers. Source: https://kubevirt.io/user-guide/user_workloads/guest_agent_information',
};

/**
 * What virt-api says where the condition is behind: 500 in plain text, 409 in
 * versions before. Source: kubevirt, pkg/virt-api/rest, `VMI does not have guest
 * agent connected`.
 */
const saysNoAgent = (error: unknown): boolean =>
  error instanceof KubeStatusError &&
  error.serverMessage.includes('guest agent');

function whyNot(error: unknown, cluster: string): GuestInside {
  if (saysNoAgent(error)) {
    return NO_AGENT;
  }
  const isRefused =
    error instanceof KubeStatusError && [401, 403].includes(error.code);
  return isRefused
    ? {
        state: 'forbidden',
        message: `The portal's account may not ask guests on cluster '${cluster}': it needs get of virtualmachineinstances/guestosinfo, /filesystemlist and /userlist of the API group subresources.kubevirt.io, as deploy/rbac.yaml gives it.`,
      }
    : { state: 'unknown', message: toError(error).message };
}

/**
 * Asks once for all who want to know the same in ten seconds. What one of the
 * three answers lacks costs nothing of the others.
 *
 * @param ticks - in milliseconds
 */
export function createGuests(
  ticks: () => number = () => performance.now(),
): Guests {
  const kept = keepBriefly<GuestInside>({
    ms: KEPT_MS,
    most: KEPT,
    now: ticks,
  });

  async function askNow(
    cluster: AskedCluster,
    { namespace, name }: Instance,
    caller: string,
  ): Promise<GuestInside> {
    const client = cluster.clientFor(caller);
    const ask = async (subresource: string) => {
      const { body } = await client.request({
        method: 'GET',
        path: resourcePath(SUBRESOURCES, { namespace, name, subresource }),
        accept: '*/*',
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
      });
      return body;
    };
    const [info, users, fileSystems] = await Promise.allSettled([
      ask('guestosinfo'),
      ask('userlist'),
      ask('filesystemlist'),
    ]);
    const failed = [info, users, fileSystems].flatMap(one =>
      one.status === 'rejected' ? [whyNot(one.reason, cluster.name)] : [],
    );
    if (failed.length === 3) {
      return failed[0];
    }
    return {
      state: 'told',
      ...(failed.length > 0 && { message: failed[0].message }),
      ...(info.status === 'fulfilled' && readInfo(info.value)),
      ...(users.status === 'fulfilled' && { users: readUsers(users.value) }),
      ...(fileSystems.status === 'fulfilled' && {
        fileSystems: readFileSystems(fileSystems.value),
      }),
    };
  }

  return {
    async ask(cluster, instance, caller) {
      if (cluster.state === 'per-user') {
        return {
          state: 'unknown',
          message: `Cluster '${cluster.name}' takes each user's own token, and the portal asks guests in its own name alone.`,
        };
      }
      const { namespace, name, uid } = instance;
      return kept(JSON.stringify([cluster.name, namespace, name, uid]), () =>
        askNow(cluster, instance, caller),
      );
    },
  };
}
