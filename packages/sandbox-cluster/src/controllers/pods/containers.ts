import { timestamp, msSince } from '../meta';
import { Container, ContainerState, ContainerStatus } from '../shapes';
import { Timings } from '../timings';
import {
  crashes,
  failsLiveness,
  failsReadiness,
  imageIsMissing,
  pullError,
} from './markers';

interface Happening {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

export interface ContainerStep {
  status: ContainerStatus;
  happened: Happening[];
  /** When this container next changes by itself. */
  dueInMs?: number;
}

export interface ContainerContext {
  /** `name_namespace(uid)`, as the kubelet names a pod in its messages. */
  pod: string;
  startTime: string;
  now: number;
  timings: Timings;
  restartPolicy: string;
  /** Whether the containers end by themselves, as a Job's do. */
  endsItself: boolean;
}

export function waitingStatus(
  container: Container,
  reason: string,
): ContainerStatus {
  return {
    name: container.name,
    state: { waiting: { reason } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: container.image,
    imageID: '',
    started: false,
  };
}

/** What the kubelet and the container runtime make of one container by `now`. */
export function stepContainer(
  container: Container,
  status: ContainerStatus,
  context: ContainerContext,
): ContainerStep {
  const { waiting, running } = status.state;
  if (running) {
    return stepRunning(container, status, running.startedAt, context);
  }
  if (waiting?.reason === 'CrashLoopBackOff') {
    return stepBackOff(container, status, context);
  }
  if (waiting) {
    return stepStarting(container, status, context);
  }
  return { status, happened: [] };
}

function stepStarting(
  container: Container,
  status: ContainerStatus,
  { startTime, now, timings }: ContainerContext,
): ContainerStep {
  const { image } = container;
  const elapsed = msSince(startTime, now);
  if (elapsed < timings.containerStart) {
    return { status, happened: [], dueInMs: timings.containerStart - elapsed };
  }
  if (!imageIsMissing(image)) {
    return start(container, status, now, [
      normal('Pulled', `Successfully pulled image "${image}"`),
    ]);
  }
  const error = `rpc error: code = NotFound desc = ${pullError(image)}`;
  const backOffAt = timings.containerStart + timings.backOff / 5;
  if (elapsed < backOffAt) {
    return {
      status: wait(status, 'ErrImagePull', error),
      happened:
        status.state.waiting?.reason === 'ErrImagePull'
          ? []
          : [
              warning('Failed', `Failed to pull image "${image}": ${error}`),
              warning('Failed', 'Error: ErrImagePull'),
            ],
      dueInMs: backOffAt - elapsed,
    };
  }
  const message = `Back-off pulling image "${image}"`;
  return {
    status: wait(
      status,
      'ImagePullBackOff',
      `${message}: ErrImagePull: ${error}`,
    ),
    happened:
      status.state.waiting?.reason === 'ImagePullBackOff'
        ? []
        : [
            normal('BackOff', message),
            warning('Failed', 'Error: ImagePullBackOff'),
          ],
  };
}

function stepRunning(
  container: Container,
  status: ContainerStatus,
  startedAt: string,
  context: ContainerContext,
): ContainerStep {
  const { now, timings, endsItself } = context;
  const { image, name, livenessProbe, readinessProbe } = container;
  const elapsed = msSince(startedAt, now);
  const killed = livenessProbe !== undefined && failsLiveness(image);
  if (crashes(image) || killed) {
    if (elapsed >= timings.crash) {
      return end(status, startedAt, killed ? 137 : 1, context, [
        ...(killed
          ? [
              warning(
                'Unhealthy',
                `Liveness probe failed: ${probeError(container, 500)}`,
              ),
              normal(
                'Killing',
                `Container ${name} failed liveness probe, will be restarted`,
              ),
            ]
          : []),
      ]);
    }
  } else if (endsItself && elapsed >= timings.jobRun) {
    return end(status, startedAt, 0, context, []);
  }
  const probed = readinessProbe === undefined || elapsed >= timings.readiness;
  const unready = readinessProbe !== undefined && failsReadiness(image);
  const dueAt = [
    crashes(image) || killed ? timings.crash : undefined,
    endsItself ? timings.jobRun : undefined,
    probed ? undefined : timings.readiness,
    probed && unready ? elapsed + timings.backOff : undefined,
  ].filter(at => at !== undefined);
  return {
    status: { ...status, ready: probed && !unready },
    happened:
      probed && unready
        ? [
            warning(
              'Unhealthy',
              `Readiness probe failed: ${probeError(container, 503)}`,
            ),
          ]
        : [],
    dueInMs: dueAt.length > 0 ? Math.min(...dueAt) - elapsed : undefined,
  };
}

/** The container has exited; it stays so, or waits for its restart. */
function end(
  status: ContainerStatus,
  startedAt: string,
  exitCode: number,
  context: ContainerContext,
  happened: Happening[],
): ContainerStep {
  const { pod, now, restartPolicy } = context;
  const terminated: ContainerState['terminated'] = {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt,
    finishedAt: timestamp(now),
    containerID: status.containerID,
  };
  const ended = { ...status, ready: false, started: false };
  const restarts =
    restartPolicy === 'Always' ||
    (restartPolicy === 'OnFailure' && exitCode !== 0);
  if (!restarts) {
    return { status: { ...ended, state: { terminated } }, happened };
  }
  const backOff = backOffOf(status, context);
  const message =
    `back-off ${formatSeconds(backOff)} restarting failed ` +
    `container=${status.name} pod=${pod}`;
  return {
    status: {
      ...ended,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated },
    },
    happened: [
      ...happened,
      warning(
        'BackOff',
        `Back-off restarting failed container ${status.name} in pod ${pod}`,
      ),
    ],
    dueInMs: backOff,
  };
}

function stepBackOff(
  container: Container,
  status: ContainerStatus,
  context: ContainerContext,
): ContainerStep {
  const { now } = context;
  const finishedAt = status.lastState.terminated?.finishedAt;
  const left = backOffOf(status, context) - msSince(finishedAt, now);
  if (left > 0) {
    return { status, happened: [], dueInMs: left };
  }
  return start(
    container,
    { ...status, restartCount: status.restartCount + 1 },
    now,
    [
      normal(
        'Pulled',
        `Container image "${container.image}" already present on machine`,
      ),
    ],
  );
}

function backOffOf(
  { restartCount }: ContainerStatus,
  { timings }: ContainerContext,
): number {
  return Math.min(timings.backOff * 2 ** restartCount, timings.maxBackOff);
}

/** As Go prints a duration: `40s`, `5m0s`. */
function formatSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function start(
  container: Container,
  status: ContainerStatus,
  now: number,
  before: Happening[],
): ContainerStep {
  const { name, image, readinessProbe } = container;
  return {
    status: {
      ...status,
      state: { running: { startedAt: timestamp(now) } },
      ready: readinessProbe === undefined,
      imageID: image,
      containerID: `containerd://${name}-${status.restartCount}`,
      started: true,
    },
    happened: [
      ...before,
      normal('Created', `Created container: ${name}`),
      normal('Started', `Started container ${name}`),
    ],
    // Looked at again at once: what comes next depends on the container.
    dueInMs: 1,
  };
}

function wait(
  status: ContainerStatus,
  reason: string,
  message: string,
): ContainerStatus {
  return { ...status, state: { waiting: { reason, message } } };
}

function probeError(
  { readinessProbe, livenessProbe }: Container,
  code: number,
) {
  const probe = code === 500 ? livenessProbe : readinessProbe;
  return probe?.tcpSocket
    ? `dial tcp: connect: connection refused`
    : `HTTP probe failed with statuscode: ${code}`;
}

function normal(reason: string, message: string): Happening {
  return { type: 'Normal', reason, message };
}

function warning(reason: string, message: string): Happening {
  return { type: 'Warning', reason, message };
}
