import {
  controllerOf,
  event,
  isDeleting,
  isTrue,
  keyOf,
  msSince,
  setCondition,
  timestamp,
} from '../meta';
import {
  Condition,
  ContainerStatus,
  Outcome,
  Pod,
  PodStatus,
  reconciler,
  View,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler, Write } from '../types';
import { freePodAddress, networkStatus, nodeAddress } from './addresses';
import { ContainerContext, stepContainer, waitingStatus } from './containers';
import { whatIsMissing } from './mounts';
import { qosClass } from './qos';
import { hasEnded } from './schedule';

/** How soon a pod whose volumes cannot be mounted is tried again. */
const MOUNT_RETRY_MS = 10_000;

/** The kubelet of every node: runs the pods that are bound to it. */
export function kubelet(timings: Timings): Reconciler {
  return reconciler({
    name: 'kubelet',
    kind: 'Pod',
    reconcile(pod, view, now) {
      if (!pod.spec.nodeName) {
        return { writes: [] };
      }
      if (isDeleting(pod)) {
        return terminate(pod, now, timings);
      }
      if (hasEnded(pod)) {
        return { writes: [] };
      }
      return pod.status?.startTime
        ? run(pod, pod.status, pod.status.startTime, view, now, timings)
        : accept(pod, view, now);
    },
  });
}

/** The pod has come to its node: its containers are being created. */
function accept(pod: Pod, view: View, now: number): Outcome {
  const node = view.get('Node', pod.spec.nodeName ?? '');
  const hostIP = nodeAddress(node);
  const inits = pod.spec.initContainers ?? [];
  const waiting = inits.length > 0 ? 'PodInitializing' : 'ContainerCreating';
  const status: PodStatus = {
    ...pod.status,
    phase: 'Pending',
    qosClass: qosClass(pod.spec),
    hostIP,
    hostIPs: hostIP ? [{ ip: hostIP }] : undefined,
    startTime: timestamp(now),
    ...(inits.length > 0 && {
      initContainerStatuses: inits.map(container =>
        waitingStatus(container, 'PodInitializing'),
      ),
    }),
    containerStatuses: pod.spec.containers.map(container =>
      waitingStatus(container, waiting),
    ),
  };
  const conditions = podConditions(pod, status, now);
  return {
    writes: [
      withStatus(pod, { ...status, conditions }),
      ...pod.spec.containers.map(({ image }) =>
        event(pod, 'Normal', 'Pulling', `Pulling image "${image}"`),
      ),
    ],
  };
}

function run(
  pod: Pod,
  status: PodStatus,
  startTime: string,
  view: View,
  now: number,
  timings: Timings,
): Outcome {
  const missing = whatIsMissing(pod, view);
  if (missing && status.phase === 'Pending') {
    const waiting = (status.containerStatuses ?? []).map(container =>
      missing.reason
        ? {
            ...container,
            state: {
              waiting: { reason: missing.reason, message: missing.message },
            },
          }
        : container,
    );
    return {
      writes: [
        withStatus(pod, { ...status, containerStatuses: waiting }),
        event(pod, 'Warning', missing.event, missing.eventMessage),
      ],
      requeueAfterMs: MOUNT_RETRY_MS,
    };
  }
  const { namespace, name, uid } = pod.metadata;
  const context: ContainerContext = {
    pod: `${name}_${namespace}(${uid})`,
    startTime,
    now,
    timings,
    restartPolicy: pod.spec.restartPolicy ?? 'Always',
    endsItself: controllerOf(pod)?.kind === 'Job',
  };
  const inits = initialise(pod, status, context);
  const steps = inits.done
    ? pod.spec.containers.map((container, i) =>
        stepContainer(
          container,
          status.containerStatuses?.[i] ??
            waitingStatus(container, 'ContainerCreating'),
          context,
        ),
      )
    : [];
  const containerStatuses = inits.done
    ? steps.map(step => step.status)
    : status.containerStatuses;
  const phase = phaseOf(containerStatuses ?? []);
  const next: PodStatus = {
    ...status,
    phase,
    ...(inits.statuses && { initContainerStatuses: inits.statuses }),
    containerStatuses,
    ...(phase === 'Running' && !status.podIP && address(pod, status, view)),
  };
  const due = [inits, ...steps]
    .map(step => step.dueInMs)
    .filter(ms => ms !== undefined);
  const happened = [inits, ...steps].flatMap(step => step.happened);
  const attached = next.podIP && networkStatus(pod, next.podIP);
  return {
    writes: [
      ...(attached ? [annotated(pod, attached)] : []),
      withStatus(pod, { ...next, conditions: podConditions(pod, next, now) }),
      ...happened.map(({ type, reason, message }) =>
        event(pod, type, reason, message),
      ),
    ],
    requeueAfterMs: due.length > 0 ? Math.min(...due) : undefined,
  };
}

function annotated(pod: Pod, annotations: Record<string, string>): Write {
  const { metadata } = pod;
  return {
    verb: 'update',
    object: {
      ...pod,
      metadata: {
        ...metadata,
        annotations: { ...metadata.annotations, ...annotations },
      },
    },
  };
}

/** Init containers do their work at once when their images are there; sidecars go on. */
function initialise(pod: Pod, status: PodStatus, context: ContainerContext) {
  const { now } = context;
  let done = true;
  let dueInMs: number | undefined;
  const happened: ReturnType<typeof stepContainer>['happened'] = [];
  const statuses = pod.spec.initContainers?.map((container, i) => {
    const before =
      status.initContainerStatuses?.[i] ??
      waitingStatus(container, 'PodInitializing');
    if (!done || !before.state.waiting) {
      return before;
    }
    const step = stepContainer(container, before, context);
    const { running } = step.status.state;
    if (!running) {
      done = false;
      dueInMs = step.dueInMs;
    }
    happened.push(...step.happened);
    return running && container.restartPolicy !== 'Always'
      ? completed(step.status, now)
      : { ...step.status, ready: running !== undefined };
  });
  return { statuses, done, dueInMs, happened };
}

function completed(status: ContainerStatus, now: number): ContainerStatus {
  const at = timestamp(now);
  return {
    ...status,
    ready: true,
    started: false,
    state: {
      terminated: {
        exitCode: 0,
        reason: 'Completed',
        startedAt: at,
        finishedAt: at,
        containerID: status.containerID,
      },
    },
  };
}

function address(pod: Pod, status: PodStatus, view: View): Partial<PodStatus> {
  const node = view.get('Node', pod.spec.nodeName ?? '');
  const ip = pod.spec.hostNetwork ? status.hostIP : freePodAddress(node, view);
  return ip ? { podIP: ip, podIPs: [{ ip }] } : {};
}

function phaseOf(containers: ContainerStatus[]): string {
  const ended = containers.map(container => container.state.terminated);
  if (ended.length > 0 && ended.every(end => end !== undefined)) {
    return ended.some(end => end.exitCode !== 0) ? 'Failed' : 'Succeeded';
  }
  const started = containers.every(
    ({ state, lastState }) =>
      state.running ?? state.terminated ?? lastState.terminated,
  );
  return started ? 'Running' : 'Pending';
}

function podConditions(pod: Pod, status: PodStatus, now: number): Condition[] {
  const containers = status.containerStatuses ?? [];
  const unready = containers.filter(c => !c.ready).map(c => c.name);
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed';
  const initialised = (status.initContainerStatuses ?? []).every(c => c.ready);
  let because: Pick<Condition, 'reason' | 'message'> | undefined;
  if (ended) {
    because = {
      reason: status.phase === 'Failed' ? 'PodFailed' : 'PodCompleted',
    };
  } else if (unready.length > 0) {
    because = {
      reason: 'ContainersNotReady',
      message: `containers with unready status: [${unready.join(' ')}]`,
    };
  }
  const gate = pod.spec.readinessGates?.find(
    ({ conditionType }) => !isTrue({ status }, conditionType),
  );
  const gated = gate && {
    reason: 'ReadinessGatesNotReady',
    message: `corresponding condition of pod readiness gate "${gate.conditionType}" does not exist or is not "True".`,
  };
  const conditions: Condition[] = [
    condition('PodReadyToStartContainers', !ended && unready.length === 0),
    condition(
      'Initialized',
      initialised,
      initialised
        ? undefined
        : {
            reason: 'ContainersNotInitialized',
            message: `containers with incomplete status: [${(
              status.initContainerStatuses ?? []
            )
              .filter(c => !c.ready)
              .map(c => c.name)
              .join(' ')}]`,
          },
    ),
    condition('Ready', !because && !gated, because ?? gated),
    condition('ContainersReady', !because, because),
    condition('PodScheduled', true),
  ];
  return conditions.reduce<Condition[]>(
    (all, next) => setCondition(all, next, now),
    status.conditions ?? [],
  );
}

function condition(
  type: string,
  holds: boolean,
  because: Pick<Condition, 'reason' | 'message'> = {},
): Condition {
  return {
    type,
    status: holds ? 'True' : 'False',
    lastProbeTime: null,
    ...because,
  };
}

/** Stops the containers, says so, and lets the pod go. */
function terminate(pod: Pod, now: number, timings: Timings): Outcome {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  const gone: Write = {
    verb: 'delete',
    key: keyOf(pod),
    gracePeriodSeconds: 0,
  };
  const running = (pod.status?.containerStatuses ?? []).filter(
    container => container.state.running,
  );
  if (running.length === 0 || !pod.status) {
    return { writes: [gone] };
  }
  // deletionTimestamp is when the grace period ends.
  const elapsed = msSince(
    deletionTimestamp,
    now + deletionGracePeriodSeconds * 1000,
  );
  const left =
    Math.min(timings.termination, deletionGracePeriodSeconds * 1000) - elapsed;
  if (left > 0) {
    return {
      writes: [],
      requeueAfterMs: left,
    };
  }
  const containerStatuses = (pod.status.containerStatuses ?? []).map(
    container =>
      container.state.running
        ? {
            ...container,
            ready: false,
            started: false,
            state: {
              terminated: {
                exitCode: 0,
                reason: 'Completed',
                startedAt: container.state.running.startedAt,
                finishedAt: timestamp(now),
                containerID: container.containerID,
              },
            },
          }
        : container,
  );
  const next: PodStatus = {
    ...pod.status,
    phase: 'Succeeded',
    containerStatuses,
  };
  return {
    writes: [
      ...running.map(({ name }) =>
        event(pod, 'Normal', 'Killing', `Stopping container ${name}`),
      ),
      withStatus(pod, { ...next, conditions: podConditions(pod, next, now) }),
      gone,
    ],
  };
}
