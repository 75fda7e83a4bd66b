import {
  Health,
  NodeFacts,
  NodeStatus,
  PolicyRule,
  Posture,
  Postures,
  TopologyEdge,
  TopologyNode,
  WorkloadPolicy,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The moment at which the fixtures were taken. */
export const NOW = '2026-11-20T12:00:00Z';

/** The moment at which whoever tests reads them. */
export const READ_AT = '2026-11-20T12:10:00Z';

export const before = (minutes: number) =>
  new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

const API_VERSIONS: Record<string, string> = {
  VirtualMachine: 'kubevirt.io/v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  GlobalNetworkPolicy: 'projectcalico.org/v3',
  DataVolume: 'cdi.kubevirt.io/v1beta1',
  NetworkAttachmentDefinition: 'k8s.cni.cncf.io/v1',
};

const CATEGORIES: Record<string, TopologyNode['category']> = {
  VirtualMachine: 'vm',
  Deployment: 'container',
  StatefulSet: 'container',
  DaemonSet: 'container',
  CronJob: 'container',
  Ingress: 'network',
  HTTPRoute: 'network',
  Service: 'network',
  NetworkAttachmentDefinition: 'network',
  PersistentVolumeClaim: 'storage',
  DataVolume: 'storage',
  ConfigMap: 'config',
  Secret: 'config',
  NetworkPolicy: 'policy',
  GlobalNetworkPolicy: 'policy',
  External: 'external',
};

export const apiVersionOf = (kind: string) => API_VERSIONS[kind] ?? 'v1';

export function idOf(
  cluster: string,
  namespace: string,
  kind: string,
  name: string,
) {
  const [group, version] = apiVersionOf(kind).split('/');
  return `${cluster}/${namespace}/${version ? group : ''}/${kind}/${name}`;
}

export interface NodeOptions {
  health?: Health;
  reason?: string;
  message?: string;
  since?: string;
  ingress?: Posture;
  egress?: Posture;
  facts?: NodeFacts;
  members?: TopologyNode['members'];
  why?: string;
}

/** Makes nodes of one namespace; `place` is like `onprem/inventory`. */
export function nodesOf(place: string) {
  const [cluster, namespace] = place.split('/');
  return (
    kind: string,
    name: string,
    options: NodeOptions = {},
  ): TopologyNode => {
    const { health = 'healthy', ingress, egress = 'open' } = options;
    const status: NodeStatus = { health };
    for (const key of ['reason', 'message', 'since'] as const) {
      if (options[key]) {
        status[key] = options[key];
      }
    }
    return {
      id: idOf(cluster, namespace, kind, name),
      cluster,
      namespace,
      apiVersion: apiVersionOf(kind),
      kind,
      name,
      category: CATEGORIES[kind] ?? 'config',
      status,
      ...(ingress && { posture: { ingress, egress } }),
      facts: options.facts ?? {},
      members: options.members ?? [],
      reason: {
        text:
          options.why ??
          `${kind} ${name} carries the label app.kubernetes.io/part-of.`,
        object: { apiVersion: apiVersionOf(kind), kind, namespace, name },
        fieldPath: 'metadata.labels',
      },
    };
  };
}

export const OUTSIDE: TopologyNode = {
  id: 'outside/0.0.0.0/0',
  cluster: '',
  namespace: '',
  apiVersion: '',
  kind: 'External',
  name: 'Internet',
  category: 'external',
  status: { health: 'unknown' },
  facts: { addresses: ['0.0.0.0/0'] },
  members: [],
  reason: { text: 'An Ingress takes requests from outside of the cluster.' },
};

export function edge(
  source: TopologyNode,
  target: TopologyNode,
  relation: TopologyEdge['relation'],
  text: string,
  options: Partial<Pick<TopologyEdge, 'ports' | 'verdict'>> & {
    fieldPath?: string;
    value?: string;
  } = {},
): TopologyEdge {
  const { fieldPath, value, ...rest } = options;
  return {
    id: `${source.id}|${relation}|${target.id}`,
    source: source.id,
    target: target.id,
    relation,
    ...rest,
    evidence: {
      text,
      object: {
        id: source.id,
        apiVersion: source.apiVersion,
        kind: source.kind,
        namespace: source.namespace,
        name: source.name,
      },
      ...(fieldPath && { fieldPath }),
      ...(value && { value }),
    },
  };
}

/** A member of a node, like the launcher Pod of a VM. */
export function member(
  of: { cluster: string; namespace: string },
  kind: string,
  name: string,
  status: NodeStatus,
  facts?: NodeFacts,
): TopologyNode['members'][number] {
  return {
    id: idOf(of.cluster, of.namespace, kind, name),
    apiVersion:
      kind === 'VirtualMachineInstance' ? 'kubevirt.io/v1' : apiVersionOf(kind),
    kind,
    namespace: of.namespace,
    name,
    status,
    ...(facts && { facts }),
  };
}

export function workloadPolicy(
  node: TopologyNode,
  policies: TopologyNode[],
  reachableFrom: string[],
): WorkloadPolicy {
  const unknown: Postures = { ingress: 'unknown', egress: 'unknown' };
  return {
    id: node.id,
    cluster: node.cluster,
    namespace: node.namespace,
    kind: node.kind,
    name: node.name,
    category: node.category === 'vm' ? 'vm' : 'container',
    posture: node.posture ?? unknown,
    policies: policies.map(policy => policy.id),
    reachableFrom,
  };
}

export function policyRule(
  policy: TopologyNode,
  path: string | undefined,
  rule: PolicyRule['rule'],
  action = 'Allow',
): PolicyRule {
  return {
    tier: policy.kind === 'NetworkPolicy' ? 'NetworkPolicy' : 'default',
    policy: {
      id: policy.id,
      apiVersion: policy.apiVersion,
      kind: policy.kind,
      namespace: policy.namespace,
      name: policy.name,
    },
    action,
    ...(path && { path }),
    ...(rule && { rule }),
  };
}
