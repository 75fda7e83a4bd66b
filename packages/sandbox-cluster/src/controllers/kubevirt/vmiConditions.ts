import { getCondition, isDeleting, setCondition } from '../meta';
import { Condition, Pod, View, VirtualMachineInstance } from '../shapes';
import { claimNames, isRunning } from './vmi';

/** Whether a VMI takes requests, and why not. */
export function readiness(
  vmi: VirtualMachineInstance,
  pod: Pod | undefined,
): Condition {
  const not = (reason?: string, message?: string): Condition => ({
    type: 'Ready',
    status: 'False',
    reason,
    message,
  });
  if (!pod) {
    return not('PodNotExists', 'virt-launcher pod has not yet been scheduled');
  }
  if (isDeleting(pod)) {
    return not('PodTerminating', 'virt-launcher pod is terminating');
  }
  if (!isRunning(vmi)) {
    return not('GuestNotRunning', 'Guest VM is not reported as running');
  }
  const ready = getCondition(pod, 'Ready');
  if (!ready) {
    return not(
      'PodConditionMissing',
      'virt-launcher pod is missing the Ready condition',
    );
  }
  return ready.status === 'True'
    ? { type: 'Ready', status: 'True', lastProbeTime: null }
    : not(ready.reason, ready.message);
}

/** The conditions by which a VMI says what keeps its Pod from running. */
export function podProblems(
  vmi: VirtualMachineInstance,
  pod: Pod,
  now: number,
): Condition[] {
  const scheduled = getCondition(pod, 'PodScheduled');
  const waiting = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ]
    .map(({ state }) => state.waiting)
    .find(
      state =>
        state?.reason === 'ErrImagePull' ||
        state?.reason === 'ImagePullBackOff',
    );
  const problems: Condition[] = [
    ...(scheduled?.status === 'False' ? [scheduled] : []),
    ...(waiting
      ? [
          {
            type: 'Synchronized',
            status: 'False' as const,
            lastProbeTime: null,
            reason: waiting.reason,
            message: waiting.message,
          },
        ]
      : []),
  ];
  // What no longer holds goes away.
  const kept = (vmi.status?.conditions ?? []).filter(
    ({ type }) =>
      !['PodScheduled', 'Synchronized'].includes(type) ||
      problems.some(problem => problem.type === type),
  );
  return problems.reduce<Condition[]>(
    (all, problem) => setCondition(all, problem, now),
    kept,
  );
}

/** Whether the guest can move while it runs: its disks have to be in both places. */
export function migratable(vmi: VirtualMachineInstance, view: View): Condition {
  const type = 'LiveMigratable';
  const unshared = claimNames(vmi.spec).find(name => {
    const claim = view.get(
      'PersistentVolumeClaim',
      name,
      vmi.metadata.namespace,
    );
    return claim && !claim.spec.accessModes?.includes('ReadWriteMany');
  });
  return unshared
    ? {
        type,
        status: 'False',
        lastProbeTime: null,
        reason: 'DisksNotLiveMigratable',
        message: `cannot migrate VMI: PVC ${unshared} is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)`,
      }
    : { type, status: 'True', lastProbeTime: null };
}

/** Whether a guest has an agent: its cloud-init installs one. */
const installsAgent = ({ spec }: VirtualMachineInstance): boolean =>
  (spec.volumes ?? []).some(({ cloudInitNoCloud, cloudInitConfigDrive }) =>
    JSON.stringify([cloudInitNoCloud, cloudInitConfigDrive]).includes(
      'qemu-guest-agent',
    ),
  );

/** The agent of a guest that runs; none has no such condition. */
export const agentConditions = (vmi: VirtualMachineInstance): Condition[] =>
  installsAgent(vmi)
    ? [{ type: 'AgentConnected', status: 'True', lastProbeTime: null }]
    : [];
