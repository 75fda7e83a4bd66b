import { VirtualMachine, VirtualMachineInstance, VmStatus } from '../shapes';
import { isFinal, isGoing } from './vmi';

export type Intention = 'start' | 'stop' | 'none';

/** `running` is the older way to say Always or Halted. */
export function runStrategyOf({ spec }: VirtualMachine): string {
  return spec.runStrategy ?? (spec.running ? 'Always' : 'Halted');
}

/** What the VM's strategy, and what was asked of it, make of its VMI now. */
export function intention(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
): Intention {
  const strategy = runStrategyOf(vm);
  const [request] = vm.status?.stateChangeRequests ?? [];
  const stopAsked =
    request?.action === 'Stop' && vmi?.metadata.uid === request.uid;
  const startAsked = request?.action === 'Start';
  if (vmi) {
    if (isGoing(vmi)) {
      return 'none';
    }
    const failed = vmi.status?.phase === 'Failed';
    const restarts =
      (strategy === 'Always' && isFinal(vmi)) ||
      (strategy === 'RerunOnFailure' && failed);
    return strategy === 'Halted' || stopAsked || restarts ? 'stop' : 'none';
  }
  switch (strategy) {
    case 'Always':
      return 'start';
    case 'RerunOnFailure':
    case 'Once':
      // At first, and when asked again; after a success it stays down.
      return startAsked || vm.status?.runStrategy !== strategy
        ? 'start'
        : 'none';
    case 'Manual':
      return startAsked ? 'start' : 'none';
    default:
      return 'none';
  }
}

/** The requests without the first one, once that has been met. */
export function openRequests(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
): VmStatus['stateChangeRequests'] {
  const requests = vm.status?.stateChangeRequests ?? [];
  const [first] = requests;
  const met =
    first?.action === 'Stop'
      ? vmi?.metadata.uid !== first.uid
      : vmi !== undefined && !isGoing(vmi) && !isFinal(vmi);
  const open = met ? requests.slice(1) : requests;
  return open.length > 0 ? open : undefined;
}
