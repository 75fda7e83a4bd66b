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
import {
  availability,
  isActive,
  isReady,
  podFromTemplate,
  remove,
  scaled,
} from './pods';

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
    const { available, dueInMs } = availability(
      pods.filter(isActive),
      set,
      now,
    );
    const rolling = isDeleting(set)
      ? { outdated: [], surging: [] }
      : roll(set, { pods, available, nodes, revision });
    const empty = nodes.filter(
      node => !pods.some(pod => targetOf(pod) === node),
    );
    const missing = isDeleting(set) ? [] : [...empty, ...rolling.surging];
    const created = missing.flatMap((node): Write[] => {
      const podName = `${name}-${nameSuffix(uid, node, now)}`;
      return [
        { verb: 'create', object: podOn(set, node, podName, revision) },
        event(set, 'Normal', 'SuccessfulCreate', `Created pod: ${podName}`),
      ];
    });
    const surplus = pods.filter(
      pod => !isDeleting(pod) && !nodes.includes(targetOf(pod) ?? ''),
    );
    const ended = pods.filter(pod => !isActive(pod) && !isDeleting(pod));
    const going = [...new Set([...surplus, ...ended, ...rolling.outdated])];
    return {
      writes: [
        ...going.flatMap(pod => [
          remove(pod),
          event(
            set,
            'Normal',
            'SuccessfulDelete',
            `Deleted pod: ${pod.metadata.name}`,
          ),
        ]),
        ...created,
        withStatus(set, statusOf(set, { pods, available, nodes, revision })),
      ],
      requeueAfterMs: dueInMs,
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

/** What a DaemonSet has, and where it is to have it. */
interface Standing {
  pods: Pod[];
  available: Pod[];
  nodes: string[];
  revision: string;
}

/** What goes, and the nodes that get another pod beside the one they have. */
interface Rolling {
  outdated: Pod[];
  surging: string[];
}

const isUpdated = (pod: Pod, revision: string) =>
  pod.metadata.labels?.[REVISION] === revision;

const age = ({ metadata }: Pod) => Date.parse(metadata.creationTimestamp ?? '');

/** A node's pods that are to stay, the oldest first. */
const podsAt = (node: string, pods: Pod[]) =>
  pods
    .filter(pod => targetOf(pod) === node && isActive(pod))
    .sort((a, b) => age(a) - age(b));

/** What no strategy has on a node: two pods, or with a surge two of the same age. */
function extraPods(
  node: string,
  pods: Pod[],
  surge: number,
  revision: string,
): Pod[] {
  const here = podsAt(node, pods);
  return surge === 0
    ? here.slice(1)
    : [true, false].flatMap(updated =>
        here.filter(pod => isUpdated(pod, revision) === updated).slice(1),
      );
}

/**
 * Pods of an older template: those that are not available go at once, others
 * as far as so many may be missing, or may be there twice.
 * Source: kubernetes, `pkg/controller/daemon/update.go`, `rollingUpdate`.
 */
function roll(
  set: DaemonSet,
  { pods, available, nodes, revision }: Standing,
): Rolling {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const isRolling = type !== 'OnDelete';
  const limit = (value: number | string | undefined) =>
    scaled(value, nodes.length, Math.ceil);
  const surge = isRolling ? limit(rollingUpdate?.maxSurge) : 0;
  const extra = nodes.flatMap(node => extraPods(node, pods, surge, revision));
  if (!isRolling || extra.length > 0) {
    return { outdated: extra, surging: [] };
  }
  const places = nodes.map(node => {
    const here = podsAt(node, pods);
    return {
      node,
      updated: here.find(pod => isUpdated(pod, revision)),
      old: here.find(pod => !isUpdated(pod, revision)),
    };
  });
  const isWell = (pod: Pod | undefined) =>
    pod !== undefined && available.includes(pod);
  if (surge > 0) {
    const open = places.filter(({ old, updated }) => old && !updated);
    const under = places.filter(
      ({ old, updated }) => old && updated && !isWell(updated),
    );
    const free = open.filter(({ old }) => isWell(old));
    return {
      outdated: places.flatMap(({ old, updated }) =>
        old && isWell(updated) ? [old] : [],
      ),
      surging: [
        ...open.filter(({ old }) => !isWell(old)),
        ...free.slice(0, Math.max(0, surge - under.length)),
      ].map(({ node }) => node),
    };
  }
  const most = Math.max(1, limit(rollingUpdate?.maxUnavailable ?? 1));
  const down = places.filter(
    ({ old, updated }) => !isWell(updated) && !isWell(old),
  );
  const olds = places.flatMap(({ old }) => (old ? [old] : []));
  return {
    outdated: [
      ...olds.filter(pod => !isWell(pod)),
      ...olds.filter(isWell).slice(0, Math.max(0, most - down.length)),
    ],
    surging: [],
  };
}

/** Of two on a node, the older one counts. */
function statusOf(
  set: DaemonSet,
  { pods, available, nodes, revision }: Standing,
) {
  const placed = nodes.flatMap(node => podsAt(node, pods).slice(0, 1));
  const numberAvailable = placed.filter(pod => available.includes(pod)).length;
  return {
    currentNumberScheduled: placed.length,
    desiredNumberScheduled: nodes.length,
    numberMisscheduled: 0,
    numberReady: placed.filter(isReady).length,
    ...nonZero({
      numberAvailable,
      numberUnavailable: nodes.length - numberAvailable,
      updatedNumberScheduled: placed.filter(pod => isUpdated(pod, revision))
        .length,
    }),
    observedGeneration: set.metadata.generation,
  };
}
