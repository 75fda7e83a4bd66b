import { KubeObject } from '../../clusters';
import { World } from '../types';

/**
 * The instance of a VM, while there is one. It always has the VM's name.
 * Source: kubevirt, `pkg/virt-controller/watch/vm/vm.go`, `setupVMIFromVM`.
 */
export function instanceOf(
  { metadata: { namespace, name } }: KubeObject,
  world: World,
): KubeObject | undefined {
  return world.get({
    group: 'kubevirt.io',
    kind: 'VirtualMachineInstance',
    namespace,
    name,
  });
}
