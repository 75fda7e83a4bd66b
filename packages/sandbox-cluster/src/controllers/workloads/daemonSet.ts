import { event, isDeleting, nameSuffix, nonZero, templateHash } from '../meta';
import { mayRunOn } from '../pods/schedule';
import {
  DaemonSet,
  Pod,
  PodSpec,
  reconciler,
  View,
  withStatus,
} from '../shapes';
import { Write } from '../types';
import { isActive, isReady, podFromTemplate, remove } from './pods';

const REVISION = 'controller-revision-hash';
/** What a daemon puts up with, added to each of its pods. */
const TOLERATIONS = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
].map(([key, effect]) => ({ key, operator: 'Exists', effect }));

/** Keeps one pod on each node that takes it. */
export const daemonSets = reconciler({
  name: 'daemonset-controller',
  kind: 'DaemonSet',
  owns: ['Pod'],
  watches: {
    Node: (_node, view) => view.list('DaemonSet').map(set => set.metadata),
  },
  reconcile(set, view, now) {
    const { name, namespace, uid } = set.metadata;
    const revision = templateHash(set.spec.template);
    const pods = view.list('Pod', { namespace, ownerUid: uid });
    const nodes = eligibleNodes(set, view);
    const writes: Write[] = [];
    for (const node of isDeleting(set) ? [] : nodes) {
      if (!pods.some(pod => targetOf(pod) === node)) {
        const podName = `${name}-${nameSuffix(uid, node, now)}`;
        writes.push(
          { verb: 'create', object: podOn(set, node, podName, revision) },
          event(set, 'Normal', 'SuccessfulCreate', `Created pod: ${podName}`),
        );
      }
    }
    const surplus = pods.filter(
      pod => !isDeleting(pod) && !nodes.includes(targetOf(pod) ?? ''),
    );
    const ended = pods.filter(pod => !isActive(pod) && !isDeleting(pod));
    const outdated = isDeleting(set) ? [] : roll(set, pods, revision);
    const going = [...new Set([...surplus, ...ended, ...outdated])];
    return {
      writes: [
        ...writes,
        ...going.flatMap(pod => [
          remove(pod),
          event(
            set,
            'Normal',
            'SuccessfulDelete',
            `Deleted pod: ${pod.metadata.name}`,
          ),
        ]),
        withStatus(set, statusOf(set, pods, nodes, revision)),
      ],
    };
  },
});

function withTolerations(spec: PodSpec): PodSpec {
  return {
    ...spec,
    tolerations: [...(spec.tolerations ?? []), ...TOLERATIONS],
  };
}

function eligibleNodes(set: DaemonSet, view: View): string[] {
  const spec = withTolerations(set.spec.template.spec);
  return view
    .list('Node')
    .filter(node => mayRunOn(spec, node))
    .map(node => node.metadata.name);
}

/** A daemon's pod names its node in its affinity before it is bound. */
function targetOf(pod: Pod): string | undefined {
  const [term] =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return term?.matchFields?.[0]?.values?.[0];
}

function podOn(
  set: DaemonSet,
  node: string,
  name: string,
  revision: string,
): Pod {
  const { spec } = set.spec.template;
  const wanted = spec.affinity?.nodeAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [{}];
  const matchFields = [
    { key: 'metadata.name', operator: 'In', values: [node] },
  ];
  return podFromTemplate(set, set.spec.template, name, {
    labels: { [REVISION]: revision, 'pod-template-generation': '1' },
    spec: {
      tolerations: withTolerations(spec).tolerations,
      affinity: {
        ...spec.affinity,
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: wanted.map(term => ({ ...term, matchFields })),
          },
        },
      },
    },
  });
}

/** One pod of an older template, once all others are well. */
function roll(set: DaemonSet, pods: Pod[], revision: string): Pod[] {
  if (
    set.spec.updateStrategy?.type === 'OnDelete' ||
    !pods.every(pod => isReady(pod) && isActive(pod))
  ) {
    return [];
  }
  return pods
    .filter(pod => pod.metadata.labels?.[REVISION] !== revision)
    .slice(0, 1);
}

function statusOf(
  set: DaemonSet,
  pods: Pod[],
  nodes: string[],
  revision: string,
) {
  const placed = pods.filter(isActive);
  const ready = placed.filter(isReady).length;
  const unavailable = nodes.length - ready;
  return {
    currentNumberScheduled: placed.length,
    desiredNumberScheduled: nodes.length,
    numberMisscheduled: 0,
    numberReady: ready,
    ...nonZero({
      numberAvailable: ready,
      numberUnavailable: Math.max(0, unavailable),
      updatedNumberScheduled: placed.filter(
        pod => pod.metadata.labels?.[REVISION] === revision,
      ).length,
    }),
    observedGeneration: set.metadata.generation,
  };
}
