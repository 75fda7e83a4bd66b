import { asSentence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../../clusters';
import { ContainerStatus, pod as podShape, Pod } from './shapes';
import { failed, progressing, Standing } from './standing';

const told = (message?: string) => (message ? `: ${message}` : '');

/** Why a pull failed: the container runtime's words say the name many times over. */
function pullReason(message: string | undefined): string | undefined {
  if (/not found|manifest unknown/i.test(message ?? '')) {
    return 'its registry does not know it';
  }
  if (/unauthorized|denied|forbidden/i.test(message ?? '')) {
    return 'its registry does not let the cluster have it';
  }
  return message;
}

/** The sentence for an image that a node could not pull. */
export function pullFailure(image: string, message?: string): string {
  return `Image '${image}' cannot be pulled${told(
    pullReason(message),
  )}. Check its name and tag, and that the cluster may pull it.`;
}

/** The sentence for what no node has room for, or suits. */
export function noNodeTakes(
  what: string,
  why: string | undefined,
  cluster: string,
): string {
  return `No node of cluster '${cluster}' takes ${what}${told(
    why?.replace(/\.$/, ''),
  )}. Ask for less, choose another cluster, or have nodes added.`;
}

/**
 * How an object stands whose pods the API server does not take: for a quota or
 * by Pod Security, waiting helps no more than for an admission policy.
 */
export function refusedPods(
  what: string,
  message: string,
  cluster: string,
): Standing {
  const text = `${what} gets no pods on cluster '${cluster}': ${message}`;
  return /is forbidden|denied the request/.test(message)
    ? failed(
        `${asSentence(
          text,
        )} Ask for less or change what is objected to, choose another namespace, or ask the cluster's administrators.`,
      )
    : progressing(text);
}

function containerStanding(
  { name, ready, restartCount, state, lastState }: ContainerStatus,
  podName: string,
  image: string,
): Standing | undefined {
  const { reason, message } = state.waiting ?? {};
  const doesNotStart = `Container '${name}' of pod '${podName}' does not start: ${reason}${told(
    message,
  )}`;
  switch (reason) {
    case undefined:
      return state.running && ready === false
        ? progressing(
            `Container '${name}' of pod '${podName}' runs, but is not ready yet: does it listen on its port?`,
          )
        : undefined;
    case 'ContainerCreating':
    case 'PodInitializing':
      return undefined;
    case 'ErrImagePull':
      return progressing(
        `Image '${image}' was not pulled yet${told(pullReason(message))}`,
      );
    case 'ImagePullBackOff':
      return failed(pullFailure(image, message));
    case 'InvalidImageName':
      return failed(
        `'${image}' is not the name of an image. Correct it and try again.`,
      );
    case 'CrashLoopBackOff': {
      const exitCode = lastState.terminated?.exitCode;
      const exit = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
      return progressing(
        `Container '${name}' of pod '${podName}' keeps ending${exit}, ${
          restartCount ?? 0
        } restarts so far. Its log tells why`,
      );
    }
    case 'CreateContainerConfigError':
      // Kubelet's words for runAsNonRoot, which the template asks for.
      if (/runAsNonRoot/.test(message ?? '')) {
        return failed(
          `Image '${image}' may not run${told(
            message,
          )}. Build it with a USER that is a number other than 0.`,
        );
      }
      return failed(doesNotStart);
    case 'ErrImageNeverPull':
      return failed(doesNotStart);
    default:
      return progressing(doesNotStart);
  }
}

/** What keeps a pod from being ready; undefined where nothing special does. */
function podTrouble(
  name: string,
  { spec, status }: Pod,
  cluster: string,
): Standing | undefined {
  const statuses = [
    ...status.initContainerStatuses,
    ...status.containerStatuses,
  ];
  const images = new Map(
    [...spec.initContainers, ...spec.containers].map(container => [
      container.name,
      container.image,
    ]),
  );
  const standings = statuses.flatMap(
    container =>
      containerStanding(container, name, images.get(container.name) ?? '') ??
      [],
  );
  const unschedulable = status.conditions.find(
    ({ type, status: value, reason }) =>
      type === 'PodScheduled' &&
      value === 'False' &&
      reason === 'Unschedulable',
  );
  return (
    standings.find(({ state }) => state === 'failed') ??
    standings[0] ??
    (unschedulable &&
      progressing(noNodeTakes(`pod '${name}'`, unschedulable.message, cluster)))
  );
}

export function podStanding(object: KubeObject, store: ClusterStore): Standing {
  const { name } = object.metadata;
  const pod = podShape.parse(object);
  const { phase, conditions, message } = pod.status;
  if (phase === 'Failed') {
    return failed(`Pod '${name}' failed${told(message)}. Its log tells why.`);
  }
  const ready = conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  if (phase === 'Succeeded' || ready) {
    return { state: 'ready' };
  }
  return (
    podTrouble(name, pod, store.name) ??
    progressing(`Pod '${name}' is starting`)
  );
}

/** The pods that an object owns, by way of a ReplicaSet or directly. */
function podsOf(store: ClusterStore, owner: KubeObject): KubeObject[] {
  return store.listOwnedBy(owner.metadata.uid).flatMap(owned => {
    switch (owned.kind) {
      case 'Pod':
        return [owned];
      case 'ReplicaSet':
        return podsOf(store, owned);
      default:
        return [];
    }
  });
}

/** What is wrong with the pods of a workload that is not ready, the worst of it. */
export function troubleOfPods(
  store: ClusterStore,
  owner: KubeObject,
): Standing | undefined {
  const troubles = podsOf(store, owner)
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .flatMap(
      object =>
        podTrouble(object.metadata.name, podShape.parse(object), store.name) ??
        [],
    );
  return troubles.find(({ state }) => state === 'failed') ?? troubles[0];
}
