import { KubeObject } from '../../clusters';
import { at, list, number, text } from '../../objects';
import { Health, World } from '../types';
import { failuresOf, Probe, probeWords } from './probes';
import { pullFailure, pullReason, told } from './words';

/** A container as its Pod declares it, and how it is. */
export interface Container {
  name: string;
  /** A sidecar is an init container that runs on (KEP-753). */
  role: 'app' | 'init' | 'sidecar';
  spec: unknown;
  status: unknown;
}

const ROLE_WORDS = {
  app: 'Container',
  init: 'Init container',
  sidecar: 'Sidecar',
} as const;

/** Containers that a Pod has a status of. */
export const containersOf = (pod: KubeObject): Container[] =>
  [
    ['initContainers', 'initContainerStatuses'],
    ['containers', 'containerStatuses'],
  ].flatMap(([specs, statuses]) =>
    list(at(pod, 'status', statuses)).flatMap((status): Container[] => {
      const name = text(at(status, 'name'));
      const spec = list(at(pod, 'spec', specs)).find(
        one => at(one, 'name') === name,
      );
      const starter =
        at(spec, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
      return name
        ? [
            {
              name,
              role: specs === 'containers' ? 'app' : starter,
              spec,
              status,
            },
          ]
        : [];
    }),
  );

const timesRestarted = ({ status }: Container): string => {
  const count = number(at(status, 'restartCount')) ?? 0;
  return `${count} ${count === 1 ? 'restart' : 'restarts'} so far`;
};

/** How a container ended, by its state's field. */
interface End {
  exitCode?: number;
  reason?: string;
}

function endOf(status: unknown, field: 'state' | 'lastState'): End | undefined {
  const ended = at(status, field, 'terminated');
  return ended === undefined
    ? undefined
    : {
        exitCode: number(at(ended, 'exitCode')),
        reason: text(at(ended, 'reason')),
      };
}

/** What to do about how a container ended. */
function afterEnd(
  { name, spec }: Container,
  { exitCode, reason }: End,
  pod: KubeObject,
  world: World,
): string {
  const liveness = probeWords(spec, 'liveness');
  if (reason === 'OOMKilled') {
    const limit = text(at(spec, 'resources', 'limits', 'memory'));
    return `It takes more memory than ${
      limit ? `its limit of ${limit}` : 'there is'
    } (OOMKilled). Raise the limit, or have it take less`;
  }
  if (exitCode === 0) {
    return 'It ends by itself; what runs to an end is the work of a Job';
  }
  // 128 and the number of SIGKILL or SIGTERM: what the kubelet ends it with.
  if (!liveness || (exitCode !== 137 && exitCode !== 143)) {
    return 'Its log tells why';
  }
  const failures = failuresOf(pod, name, 'liveness', world);
  return failures
    ? `Its ${liveness} failed ${failures}, for which it is ended. Its log tells why`
    : `It may have been ended as its ${liveness} failed. Its log tells why`;
}

const withExitCode = ({ exitCode }: End): string =>
  exitCode === undefined ? '' : ` with exit code ${exitCode}`;

/** `Container 'web' of pod 'web-1-a' ended with exit code 1. Its log tells why.` */
export const endSentence = (
  container: Container,
  pod: KubeObject,
  world: World,
): string => {
  const end = endOf(container.status, 'state') ?? {};
  return `${calledIn(container, pod.metadata.name)} ended${withExitCode(
    end,
  )}. ${afterEnd(container, end, pod, world)}.`;
};

/** Whether a container ended with an error. */
export const hasFailed = ({ status }: Container): boolean =>
  (endOf(status, 'state')?.exitCode ?? 0) !== 0;

/** Whether there is nothing more to come of an init container: it is done, or runs along. */
export const isThrough = ({ role, status }: Container): boolean =>
  role === 'sidecar'
    ? at(status, 'started') === true
    : endOf(status, 'state')?.exitCode === 0;

function calledIn({ role, name }: Container, pod: string): string {
  return `${ROLE_WORDS[role]} '${name}' of pod '${pod}'`;
}

/**
 * What kubelet's message of a reference says that is not there.
 * Source: kubernetes, `pkg/kubelet/kubelet_pods.go`, `makeEnvironmentVariables`.
 */
function missingReference(
  message: string,
  namespace: string | undefined,
): string | undefined {
  const kinds: Record<string, string> = {
    configmap: 'ConfigMap',
    secret: 'Secret',
  };
  const [, kind, name] =
    message.match(/^(configmap|secret) "([^"]+)" not found$/) ?? [];
  if (kind) {
    return `${kinds[kind]} '${name}' does not exist in namespace '${namespace}'. Create it, or mark the reference to it as optional.`;
  }
  const [, key, place, holder] =
    message.match(
      /^couldn't find key (\S+) in (ConfigMap|Secret) [^/]*\/(\S+)$/,
    ) ?? [];
  return (
    key &&
    `${place} '${holder}' has no key '${key}'. Add it, or mark the reference to it as optional.`
  );
}

/**
 * What a container that waits is at fault for; undefined on its way.
 * Source: kubernetes, `pkg/kubelet/images/types.go` and
 * `pkg/kubelet/container/sync_result.go`.
 */
function waitingHealth(
  container: Container,
  reason: string,
  pod: KubeObject,
  world: World,
): Health | undefined {
  const { status, spec } = container;
  const image = text(at(spec, 'image')) ?? '';
  const message = text(at(status, 'state', 'waiting', 'message'));
  const called = calledIn(container, pod.metadata.name);
  const notStarting = `${called} does not start: ${reason}${told(message)}`;
  const fault = (words: string, reasonWord = reason): Health => ({
    state: 'degraded',
    reason: reasonWord,
    message: words,
  });
  const settled = (words: string): Health => ({
    ...fault(words),
    settled: true,
  });
  switch (reason) {
    case 'ContainerCreating':
    case 'PodInitializing':
      return undefined;
    case 'ErrImagePull':
    case 'RegistryUnavailable':
      return fault(
        `Image '${image}' was not pulled yet${told(pullReason(message))}`,
      );
    case 'ImagePullBackOff':
      return settled(pullFailure(image, message));
    case 'InvalidImageName':
      return settled(
        `'${image}' is not the name of an image. Correct it and try again.`,
      );
    case 'CrashLoopBackOff': {
      const end = endOf(status, 'lastState') ?? {};
      return fault(
        `${called} keeps ending${withExitCode(end)}, ${timesRestarted(
          container,
        )}. ${afterEnd(container, end, pod, world)}`,
        end.reason === 'OOMKilled' ? end.reason : reason,
      );
    }
    case 'CreateContainerConfigError': {
      // Kubelet's words for runAsNonRoot, which the template asks for.
      if (/runAsNonRoot/.test(message ?? '')) {
        return settled(
          `Image '${image}' may not run${told(
            message,
          )}. Build it with a USER that is a number other than 0.`,
        );
      }
      const missing = missingReference(message ?? '', pod.metadata.namespace);
      return settled(
        missing ? `${called} does not start: ${missing}` : notStarting,
      );
    }
    case 'ErrImageNeverPull':
      return settled(notStarting);
    default:
      return fault(notStarting);
  }
}

/** What a container that runs waits for, until it is ready. */
function runningHealth(
  container: Container,
  pod: KubeObject,
  world: World,
): Health {
  const { role, name, spec, status } = container;
  const called = calledIn(container, pod.metadata.name);
  const end = endOf(status, 'lastState');
  const before = end
    ? `. It ended${withExitCode(end)} before, ${timesRestarted(container)}`
    : '';
  const onTheWay = (words: string, reason = 'NotReady'): Health => ({
    state: 'progressing',
    reason,
    message: `${called} ${words}${before}`,
  });
  if (role === 'init') {
    return onTheWay('is running', initReason(pod));
  }
  const failed = (probe: Probe) => {
    const failures = failuresOf(pod, name, probe, world);
    return failures ? `: it failed ${failures}` : '';
  };
  const startup = probeWords(spec, 'startup');
  if (startup && at(status, 'started') !== true) {
    return onTheWay(
      `runs, but its ${startup} has not succeeded yet${failed('startup')}`,
    );
  }
  const readiness = probeWords(spec, 'readiness');
  return onTheWay(
    readiness
      ? `runs, but its ${readiness} does not succeed${failed('readiness')}`
      : 'runs, but is not ready yet: does it listen on its port?',
  );
}

/**
 * `Init:1/2`, as `kubectl get pods` has it.
 * Source: kubernetes, `pkg/printers/internalversion/printers.go`, `printPod`.
 */
function initReason(pod: KubeObject): string {
  const through = containersOf(pod).filter(
    one => one.role !== 'app' && isThrough(one),
  );
  const all = list(at(pod, 'spec', 'initContainers'));
  return `Init:${through.length}/${all.length}`;
}

/** What keeps a container from being ready; undefined where nothing special does. */
export function containerTrouble(
  container: Container,
  pod: KubeObject,
  world: World,
): Health | undefined {
  const { role, status } = container;
  const reason = text(at(status, 'state', 'waiting', 'reason'));
  if (reason) {
    return waitingHealth(container, reason, pod, world);
  }
  const end = endOf(status, 'state');
  if (end) {
    return hasFailed(container)
      ? {
          state: 'degraded',
          reason: end.reason ?? 'Error',
          message: endSentence(container, pod, world),
        }
      : undefined;
  }
  const runs = at(status, 'state', 'running') !== undefined;
  return runs && (role === 'init' || at(status, 'ready') === false)
    ? runningHealth(container, pod, world)
    : undefined;
}
