import { canonical, getCondition } from '../meta';
import {
  Domain,
  View,
  VirtualMachine,
  VirtualMachineInstance,
  VmiSpec,
} from '../shapes';
import { parseQuantity } from '../../validation/quantity';
import { expand } from './instancetype';
import { completeSpec, guestMemory, isRunning } from './vmi';

/** A guest may get so many times the sockets and the memory that it booted with. Source: KubeVirt, user guide, "CPU Hotplug" and "Memory Hotplug". */
const MOST_TIMES = 4;

const socketsOf = ({ cpu }: Domain) => cpu?.sockets ?? 1;
const bytesOf = (memory: unknown) => Number(parseQuantity(memory)) || 0;

const isBetween = (value: number, least: number, most: number) =>
  value >= least && value <= most;

/** Without what may change while the guest runs. */
const theRest = ({ domain, ...spec }: VmiSpec): string => {
  const { cpu, memory, ...others } = domain;
  const { sockets: _sockets, ...topology } = cpu ?? {};
  const { guest: _guest, ...more } = memory ?? {};
  return canonical({ ...spec, domain: others, topology, more });
};

/**
 * The instance with the sockets and the memory that its VM has by now, where its
 * guest takes them while it runs: more of either, up to a bound, and if it can be
 * moved, as it takes them by being moved. No guest runs here, so nothing moves.
 * Source: kubevirt, `pkg/virt-controller/watch/vm/vm.go`, `handleCPUChangeRequest`
 * and `handleMemoryHotplugRequest`.
 */
export function liveUpdated(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance,
  view: View,
): VirtualMachineInstance | undefined {
  const expanded = expand(vm, view);
  if (
    'missing' in expanded ||
    !isRunning(vmi) ||
    getCondition(vmi, 'LiveMigratable')?.status !== 'True' ||
    getCondition(vm, 'RestartRequired')?.status === 'True'
  ) {
    return undefined;
  }
  const wanted = completeSpec(expanded.spec);
  const memory = vmi.status?.memory;
  const booted = bytesOf(
    memory && typeof memory === 'object' && 'guestAtBoot' in memory
      ? memory.guestAtBoot
      : guestMemory(vmi.spec),
  );
  const sockets = socketsOf(wanted.domain);
  const before = socketsOf(vmi.spec.domain);
  const isLive =
    theRest(wanted) === theRest(vmi.spec) &&
    canonical(wanted) !== canonical(vmi.spec) &&
    isBetween(sockets, before, before * MOST_TIMES) &&
    isBetween(bytesOf(guestMemory(wanted)), booted, booted * MOST_TIMES);
  if (!isLive) {
    return undefined;
  }
  const guest = guestMemory(wanted);
  return {
    ...vmi,
    spec: wanted,
    status: {
      ...vmi.status,
      currentCPUTopology: { cores: 1, ...wanted.domain.cpu, model: undefined },
      memory: {
        ...Object(memory),
        guestCurrent: guest,
        guestRequested: guest,
      },
    },
  };
}
