import { ClusterHandle, ClusterStore, KubeObject } from '../clusters';
import { instanceOf } from '../kinds';
import { at, condition, kindKey } from '../objects';
import { Guests, NO_AGENT } from './guests';
import { GuestInside } from './read';

const KUBEVIRT = 'kubevirt.io';

/** The instance that runs a VM, or that is one itself. */
function runningInstance(
  object: KubeObject,
  store: ClusterStore,
): KubeObject | undefined {
  const instances: Record<string, () => KubeObject | undefined> = {
    [`${KUBEVIRT}/VirtualMachine`]: () => instanceOf(object, store),
    [`${KUBEVIRT}/VirtualMachineInstance`]: () => object,
  };
  const instance = instances[kindKey(object)]?.();
  return at(instance, 'status', 'phase') === 'Running' ? instance : undefined;
}

/**
 * What the guest of a VM says of itself; undefined for what is none, and while it
 * is off. Where its instance says that no agent is connected, nobody is asked.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceAgentConnected`.
 *
 * @param store - as its viewer is shown it
 */
export async function guestInside(
  object: KubeObject,
  store: ClusterStore,
  {
    cluster,
    guests,
    caller,
  }: {
    cluster: Pick<ClusterHandle, 'name' | 'state' | 'clientFor'>;
    guests: Guests;
    caller: string;
  },
): Promise<GuestInside | undefined> {
  const instance = runningInstance(object, store);
  const namespace = instance?.metadata.namespace;
  if (!instance || namespace === undefined) {
    return undefined;
  }
  if (condition(instance, 'AgentConnected')?.status !== 'True') {
    return NO_AGENT;
  }
  const { name, uid } = instance.metadata;
  return guests.ask(cluster, { namespace, name, uid }, caller);
}
