import {
  ObjectInside,
  UseFinding,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { at, list, quantity, text } from '../objects';
import { NEAR_LIMIT } from './overTime';

type PodUse = NonNullable<ObjectInside['use']>['pods'][number];

const MOST_FINDINGS = 20;

/**
 * Containers that were ended the last time as they took more memory than they
 * may. Health tells it of those that keep ending; here it is told as long as the
 * Pod remembers. Source: k8s.io/api/core/v1, `ContainerStateTerminated`.
 */
function endedForMemory(pod: KubeObject): UseFinding[] {
  const specs = list(at(pod, 'spec', 'containers'));
  return list(at(pod, 'status', 'containerStatuses')).flatMap(status => {
    const ended =
      at(status, 'state', 'terminated') ??
      at(status, 'lastState', 'terminated');
    const container = text(at(status, 'name'));
    if (at(ended, 'reason') !== 'OOMKilled' || container === undefined) {
      return [];
    }
    const spec = specs.find(one => at(one, 'name') === container);
    const limit = quantity(at(spec, 'resources', 'limits', 'memory'));
    const time = Date.parse(text(at(ended, 'finishedAt')) ?? '');
    return [
      {
        code: 'out-of-memory',
        pod: pod.metadata.name,
        container,
        ...(limit !== undefined && { limit }),
        ...(!Number.isNaN(time) && { at: new Date(time).toISOString() }),
      },
    ];
  });
}

/**
 * Containers that use most of the memory they may. One that takes more is ended.
 * Source: kubernetes.io/docs/concepts/configuration/manage-resources-containers.
 */
const nearLimit = ({ name: pod, containers }: PodUse): UseFinding[] =>
  containers.flatMap(({ name: container, used, limit }) => {
    const share =
      used.memory !== undefined && limit?.memory
        ? used.memory / limit.memory
        : 0;
    return share >= NEAR_LIMIT
      ? [
          {
            code: 'memory-near-limit',
            pod,
            container,
            share,
            used: used.memory,
            limit: limit?.memory,
          },
        ]
      : [];
  });

/** What is to be acted on, of Pods and what they use now. */
export const findingsNow = (
  pods: readonly KubeObject[],
  uses: readonly PodUse[],
): UseFinding[] =>
  [...pods.flatMap(endedForMemory), ...uses.flatMap(nearLimit)].slice(
    0,
    MOST_FINDINGS,
  );
