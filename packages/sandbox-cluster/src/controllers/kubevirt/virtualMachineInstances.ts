import { KubeObject } from '../../objects';
import {
  event,
  getCondition,
  isDeleting,
  isTrue,
  msSince,
  nameSuffix,
  setCondition,
} from '../meta';
import { hasEnded } from '../pods/schedule';
import {
  Condition,
  Outcome,
  Pod,
  reconciler,
  View,
  VirtualMachineInstance,
  VmiStatus,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler, Write } from '../types';
import { remove } from '../workloads/pods';
import { currentPod, launcherPod, UNPAUSED } from './launcherPod';
import {
  claimNames,
  isFinal,
  NODE_NAME,
  OBSERVED,
  phaseTransition,
} from './vmi';
import {
  agentConditions,
  migratable,
  podProblems,
  readiness,
} from './vmiConditions';
import { guestCrashes, interfaces, volumeStatus } from './vmiStatus';

/** virt-controller and virt-handler: a launcher Pod for each VMI, and the guest in it. */
export function virtualMachineInstances(timings: Timings): Reconciler {
  return reconciler({
    name: 'virtualmachine-controller',
    kind: 'VirtualMachineInstance',
    owns: ['Pod'],
    watches: {
      PersistentVolumeClaim: (claim, view) => usersOf(claim, view),
      DataVolume: (volume, view) => usersOf(volume, view),
    },
    reconcile(vmi, view, now) {
      const pods = view.list('Pod', {
        namespace: vmi.metadata.namespace,
        ownerUid: vmi.metadata.uid,
      });
      const pod = currentPod(vmi, pods);
      if (isDeleting(vmi)) {
        return stop(vmi, pods, pod, now);
      }
      if (!vmi.metadata.annotations?.[Object.keys(OBSERVED)[0]]) {
        return { writes: [annotate(vmi)] };
      }
      if (!vmi.status?.phase) {
        return {
          writes: [withStatus(vmi, phaseTransition(vmi, 'Pending', now))],
        };
      }
      if (isFinal(vmi)) {
        return { writes: [] };
      }
      return pod
        ? follow(vmi, vmi.status, pod, view, now, timings)
        : launch(vmi, vmi.status, view, now);
    },
  });
}

function usersOf({ metadata }: KubeObject, view: View) {
  return view
    .list('VirtualMachineInstance', { namespace: metadata.namespace })
    .filter(vmi => claimNames(vmi.spec).includes(metadata.name))
    .map(vmi => vmi.metadata);
}

/** A volume that waited for its first consumer is filled while the Pod holds it. */
function disksAreFilled(vmi: VirtualMachineInstance, view: View): boolean {
  return claimNames(vmi.spec).every(name => {
    const volume = view.get('DataVolume', name, vmi.metadata.namespace);
    return !volume || volume.status?.phase === 'Succeeded';
  });
}

function annotate(vmi: VirtualMachineInstance): Write {
  return {
    verb: 'update',
    object: {
      ...vmi,
      metadata: {
        ...vmi.metadata,
        annotations: { ...OBSERVED, ...vmi.metadata.annotations },
      },
    },
  };
}

function launch(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  view: View,
  now: number,
): Outcome {
  if (status.phase !== 'Pending') {
    // The launcher Pod is gone under a guest that had one.
    return {
      writes: [
        withStatus(vmi, {
          ...status,
          ...phaseTransition(vmi, 'Failed', now),
          activePods: {},
          conditions: setCondition(
            status.conditions,
            readiness(vmi, undefined),
            now,
          ),
        }),
      ],
    };
  }
  const absent = claimNames(vmi.spec).find(
    name => !view.get('PersistentVolumeClaim', name, vmi.metadata.namespace),
  );
  if (absent) {
    return {
      writes: unsynchronized(
        vmi,
        'FailedPvcNotFound',
        `failed to render launch manifest: didn't find PVC ${absent}`,
        now,
      ),
    };
  }
  const { name, uid } = vmi.metadata;
  const podName = `virt-launcher-${name}-${nameSuffix(uid)}`;
  return {
    writes: [
      { verb: 'create', object: launcherPod(vmi, podName) },
      event(
        vmi,
        'Normal',
        'SuccessfulCreate',
        `Created virtual machine pod ${podName}`,
      ),
    ],
  };
}

function unsynchronized(
  vmi: VirtualMachineInstance,
  reason: string,
  message: string,
  now: number,
): Write[] {
  const said = getCondition(vmi, 'Synchronized')?.reason === reason;
  const condition: Condition = {
    type: 'Synchronized',
    status: 'False',
    lastProbeTime: null,
    reason,
    message,
  };
  return [
    withStatus(vmi, {
      ...vmi.status,
      conditions: setCondition(vmi.status?.conditions, condition, now),
    }),
    ...(said ? [] : [event(vmi, 'Warning', reason, message)]),
  ];
}

/** Takes over what has become of the Pod, and lets the guest go on. */
function follow(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  pod: Pod,
  view: View,
  now: number,
  timings: Timings,
): Outcome {
  const ready = readiness(vmi, pod);
  const next: VmiStatus = {
    ...status,
    conditions: setCondition(podProblems(vmi, pod, now), ready, now),
  };
  const gate = podGate(vmi, pod, now);
  if (hasEnded(pod)) {
    return {
      writes: [
        ...gate,
        withStatus(vmi, {
          ...next,
          ...phaseTransition(vmi, pod.status?.phase ?? 'Failed', now),
          activePods: {},
        }),
      ],
    };
  }
  switch (status.phase) {
    case 'Pending':
      return {
        writes: [
          ...gate,
          withStatus(vmi, {
            ...next,
            ...phaseTransition(vmi, 'Scheduling', now),
            launcherContainerImageVersion: pod.spec.containers[0].image,
          }),
        ],
      };
    case 'Scheduling':
      return isTrue(pod, 'ContainersReady') && disksAreFilled(vmi, view)
        ? { writes: [...gate, ...handOver(vmi, next, pod, now)] }
        : { writes: [...gate, withStatus(vmi, next)] };
    case 'Scheduled':
      return boot(vmi, next, pod, view, now, timings, gate);
    default:
      return {
        writes: [...gate, withStatus(vmi, running(vmi, next, pod, view, now))],
      };
  }
}

/** virt-controller's readiness gate on the Pod: a paused guest takes no requests. */
function podGate(vmi: VirtualMachineInstance, pod: Pod, now: number): Write[] {
  const paused = isTrue(vmi, 'Paused');
  const wanted: Condition = {
    type: UNPAUSED,
    status: paused ? 'False' : 'True',
    reason: paused ? 'Paused' : 'NotPaused',
    message: paused
      ? 'the virtual machine is paused'
      : 'the virtual machine is not paused',
  };
  return getCondition(pod, UNPAUSED)?.status === wanted.status || hasEnded(pod)
    ? []
    : [
        withStatus(pod, {
          ...pod.status,
          conditions: setCondition(pod.status?.conditions, wanted, now),
        }),
      ];
}

function handOver(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  pod: Pod,
  now: number,
): Write[] {
  const nodeName = pod.spec.nodeName ?? '';
  const labelled = <T extends Pod | VirtualMachineInstance>(
    object: T,
  ): Write => ({
    verb: 'update',
    object: {
      ...object,
      metadata: {
        ...object.metadata,
        labels: { ...object.metadata.labels, [NODE_NAME]: nodeName },
      },
    },
  });
  return [
    labelled(vmi),
    withStatus(vmi, {
      ...status,
      ...phaseTransition(vmi, 'Scheduled', now),
      nodeName,
      activePods: { [pod.metadata.uid ?? '']: nodeName },
      interfaces: [
        { name: vmi.spec.networks?.[0]?.name, podInterfaceName: 'eth0' },
      ],
      migrationTransport: 'Unix',
      qosClass: pod.status?.qosClass,
      volumeStatus: volumeStatus(vmi),
    }),
    labelled(pod),
  ];
}

function boot(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  pod: Pod,
  view: View,
  now: number,
  timings: Timings,
  gate: Write[],
): Outcome {
  const scheduledAt = status.phaseTransitionTimestamps?.find(
    ({ phase }) => phase === 'Scheduled',
  )?.phaseTransitionTimestamp;
  const left = timings.guestBoot - msSince(scheduledAt, now);
  if (left > 0) {
    return { writes: [...gate, withStatus(vmi, status)], requeueAfterMs: left };
  }
  if (guestCrashes(vmi)) {
    return {
      writes: [
        withStatus(vmi, { ...status, ...phaseTransition(vmi, 'Failed', now) }),
        event(vmi, 'Warning', 'Stopped', 'The VirtualMachineInstance crashed.'),
      ],
    };
  }
  const started: VirtualMachineInstance = {
    ...vmi,
    status: { ...status, ...phaseTransition(vmi, 'Running', now) },
  };
  return {
    writes: [
      ...gate,
      withStatus(vmi, running(started, started.status ?? {}, pod, view, now)),
      event(vmi, 'Normal', 'Started', 'VirtualMachineInstance started.'),
    ],
  };
}

function running(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  pod: Pod,
  view: View,
  now: number,
): VmiStatus {
  return {
    ...status,
    interfaces: interfaces(vmi, pod),
    volumeStatus: volumeStatus(vmi),
    conditions: [
      readiness(vmi, pod),
      migratable(vmi, view),
      ...agentConditions(vmi),
    ].reduce<Condition[]>(
      (all, next) => setCondition(all, next, now),
      status.conditions ?? [],
    ),
  };
}

function stop(
  vmi: VirtualMachineInstance,
  pods: Pod[],
  pod: Pod | undefined,
  now: number,
): Outcome {
  const status = {
    ...vmi.status,
    conditions: setCondition(vmi.status?.conditions, readiness(vmi, pod), now),
  };
  if (pods.length > 0) {
    return {
      writes: [
        ...pods
          .filter(other => !isDeleting(other))
          .flatMap(other => [
            remove(other),
            event(
              vmi,
              'Normal',
              'SuccessfulDelete',
              `Deleted virtual machine pod ${other.metadata.name}`,
            ),
          ]),
        withStatus(vmi, status),
      ],
    };
  }
  if (!isFinal(vmi)) {
    return {
      writes: [
        withStatus(vmi, {
          ...status,
          activePods: {},
          // The recorded transitions leave the end of a stopped VMI out.
          phase: 'Failed',
        }),
      ],
    };
  }
  return {
    writes: [
      {
        verb: 'update',
        object: { ...vmi, metadata: { ...vmi.metadata, finalizers: [] } },
      },
    ],
  };
}
