import { parseQuantity } from '../../validation/quantity';
import { matchesRequirement, matchesSelector } from '../meta';
import { Node, Pod, PodSpec, Toleration, View } from '../shapes';

type Fit = { node: Node } | { reasons: Map<string, number>; nodes: number };

/** The node that a pod goes to: of those that it fits, the one with the fewest pods. */
export function findNode(pod: Pod, view: View): Fit {
  const nodes = view.list('Node');
  const placed = view
    .list('Pod')
    .filter(other => other.spec.nodeName && !hasEnded(other));
  const reasons = new Map<string, number>();
  let best: { node: Node; pods: number } | undefined;
  for (const node of nodes) {
    const here = placed.filter(
      other => other.spec.nodeName === node.metadata.name,
    );
    const unfit = whyUnfit(pod, node, here);
    if (unfit.length > 0) {
      unfit.forEach(reason =>
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
      );
    } else if (!best || here.length < best.pods) {
      best = { node, pods: here.length };
    }
  }
  return best ? { node: best.node } : { reasons, nodes: nodes.length };
}

export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** The scheduler's sentence on a pod that no node takes. */
export function unschedulableMessage(
  reasons: Map<string, number>,
  nodes: number,
): string {
  if (nodes === 0) {
    return 'no nodes available to schedule pods';
  }
  const parts = [...reasons]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort();
  return (
    `0/${nodes} nodes are available: ${parts.join(', ')}. preemption: ` +
    `0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`
  );
}

/** The filters in the scheduler's order; the first that fails names the reason, as there. */
function whyUnfit(pod: Pod, node: Node, here: Pod[]): string[] {
  const unsuited = whyUnsuited(pod.spec, node);
  if (unsuited) {
    return [unsuited];
  }
  const antiAffinity =
    pod.spec.affinity?.podAntiAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const repelled = antiAffinity.some(
    term =>
      term.topologyKey === 'kubernetes.io/hostname' &&
      here.some(
        other =>
          other.metadata.namespace === pod.metadata.namespace &&
          matchesSelector(term.labelSelector, other.metadata.labels),
      ),
  );
  if (repelled) {
    return ["node(s) didn't match pod anti-affinity rules"];
  }
  return whatIsShort(pod, node, here);
}

/** Whether a node takes such pods, as long as it has room. */
export function mayRunOn(spec: PodSpec, node: Node): boolean {
  return whyUnsuited(spec, node) === undefined;
}

function whyUnsuited(spec: PodSpec, node: Node): string | undefined {
  if (
    node.spec?.unschedulable &&
    !tolerates(spec.tolerations, {
      key: 'node.kubernetes.io/unschedulable',
      effect: 'NoSchedule',
    })
  ) {
    return 'node(s) were unschedulable';
  }
  const taint = node.spec?.taints?.find(
    t => t.effect !== 'PreferNoSchedule' && !tolerates(spec.tolerations, t),
  );
  if (taint) {
    return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  }
  return matchesNode(spec, node)
    ? undefined
    : "node(s) didn't match Pod's node affinity/selector";
}

function tolerates(
  tolerations: Toleration[] = [],
  taint: { key: string; value?: string; effect: string },
): boolean {
  return tolerations.some(
    t =>
      (!t.effect || t.effect === taint.effect) &&
      (!t.key || t.key === taint.key) &&
      (t.operator === 'Exists' || (t.value ?? '') === (taint.value ?? '')),
  );
}

function matchesNode(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return (
    selected &&
    (!terms ||
      terms.some(
        term =>
          (term.matchExpressions ?? []).every(
            ({ key, operator, values = [] }) =>
              matchesRequirement(labels[key], operator, values),
          ) &&
          // metadata.name is the one field that nodes can be matched by.
          (term.matchFields ?? []).every(({ operator, values = [] }) =>
            matchesRequirement(node.metadata.name, operator, values),
          ),
      ))
  );
}

function whatIsShort(pod: Pod, node: Node, here: Pod[]): string[] {
  const allocatable = node.status?.allocatable ?? {};
  const wanted = requests(pod);
  const short = [...wanted]
    .filter(([resource, amount]) => {
      const used = here.reduce(
        (sum, other) => sum + (requests(other).get(resource) ?? 0),
        0,
      );
      return used + amount > (parseQuantity(allocatable[resource]) ?? 0);
    })
    .map(([resource]) => `Insufficient ${resource}`);
  const pods = parseQuantity(allocatable.pods);
  return pods !== undefined && here.length >= pods
    ? ['Too many pods', ...short]
    : short;
}

/** What a pod asks of its node: its containers' requests, summed. */
export function requests(pod: Pod): Map<string, number> {
  const total = new Map<string, number>();
  for (const container of pod.spec.containers) {
    const { requests: asked, limits } = container.resources ?? {};
    for (const [resource, quantity] of Object.entries({
      ...limits,
      ...asked,
    })) {
      const amount = parseQuantity(quantity) ?? 0;
      if (amount > 0) {
        total.set(resource, (total.get(resource) ?? 0) + amount);
      }
    }
  }
  return total;
}
