/**
 * metrics.k8s.io: what pods and nodes use. Nothing runs here, so it is worked
 * out from the pods' requests, with a slow and steady swing.
 */
import { containerLoad } from '../load';
import { Json, KubeObject, recordsAt, textAt, timestamp } from '../objects';
import { notFound } from '../status';
import { selectionOf } from './list';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';

export const METRICS = 'metrics.k8s.io';

interface Usage {
  /** Cores. */
  cpu: number;
  /** Bytes. */
  memory: number;
}

const add = (a: Usage, b: Usage): Usage => ({
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
});

const write = ({ cpu, memory }: Usage): Json => ({
  cpu: `${Math.round(cpu * 1e9)}n`,
  memory: `${Math.round(memory / 1024)}Ki`,
});

function runningPods({ store }: ApiContext, namespace?: string): KubeObject[] {
  return store
    .list('', 'Pod', { namespace })
    .filter(pod => textAt(pod, 'status', 'phase') === 'Running');
}

function podUsage(pod: KubeObject, now: number): Usage {
  return recordsAt(pod, 'spec', 'containers')
    .map(container => containerLoad(pod, container, now))
    .reduce(add, { cpu: 0, memory: 0 });
}

function podMetrics(context: ApiContext, namespace?: string): KubeObject[] {
  const now = context.clock.now();
  return runningPods(context, namespace).map(pod => ({
    ...asMetrics('PodMetrics', pod, now),
    containers: recordsAt(pod, 'spec', 'containers').map(container => ({
      name: container.name,
      usage: write(containerLoad(pod, container, now)),
    })),
  }));
}

function nodeMetrics(context: ApiContext): KubeObject[] {
  const now = context.clock.now();
  const pods = runningPods(context);
  return context.store.list('', 'Node').map(node => ({
    ...asMetrics('NodeMetrics', node, now),
    usage: write(
      pods
        .filter(pod => textAt(pod, 'spec', 'nodeName') === node.metadata.name)
        .map(pod => podUsage(pod, now))
        // The node's own daemons.
        .reduce(add, { cpu: 0.1, memory: 512 * 1024 * 1024 }),
    ),
  }));
}

function asMetrics(kind: string, source: KubeObject, now: number): KubeObject {
  const { name, namespace, labels } = source.metadata;
  return {
    kind,
    apiVersion: `${METRICS}/v1beta1`,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      creationTimestamp: timestamp(now),
      ...(labels ? { labels } : {}),
    },
    timestamp: timestamp(now),
    window: '30s',
  };
}

/** GET of one or of all; there is nothing to watch. */
export function metrics(
  context: ApiContext,
  target: ResourceTarget,
  { query }: ApiRequest,
): Reply {
  const { def, namespace, name } = target;
  const all =
    def.kind === 'NodeMetrics'
      ? nodeMetrics(context)
      : podMetrics(context, namespace);
  const found = all.filter(selectionOf(target, query));
  if (name === undefined) {
    return {
      status: 200,
      json: {
        kind: `${def.kind}List`,
        apiVersion: `${METRICS}/v1beta1`,
        metadata: {},
        items: found,
      },
    };
  }
  if (found.length === 0) {
    throw notFound(def, name);
  }
  return { status: 200, json: found[0] };
}
