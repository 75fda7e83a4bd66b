import {
  Enforcement,
  Finding,
  TopologyNode,
  WorkloadPolicy,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Problem } from '@hybrid-apps/network-policy';
import { groupOf, nodeId } from '../objects';

const SEVERITIES: Finding['severity'][] = ['error', 'warning', 'info'];

const called = ({ kind, name }: { kind: string; name: string }) =>
  `${kind} ${name}`;

/** Workloads that anyone reaches, beside others that are isolated. */
function openBesideIsolated(workloads: readonly WorkloadPolicy[]): Finding[] {
  if (!workloads.some(({ posture }) => posture.ingress === 'isolated')) {
    return [];
  }
  return workloads
    .filter(({ posture }) => posture.ingress === 'open')
    .map(workload => ({
      code: 'open-beside-isolated',
      severity: 'warning',
      title: `${called(workload)} is open to everyone`,
      message: `Other workloads of the app are isolated for ingress; ${called(
        workload,
      )} takes connections from every Pod of the cluster, and may be the way around.`,
      fix: `Add a NetworkPolicy in namespace ${workload.namespace} that selects its Pods and lists who may connect.`,
      objects: [
        {
          id: workload.id,
          apiVersion: '',
          kind: workload.kind,
          namespace: workload.namespace,
          name: workload.name,
        },
      ],
    }));
}

/** Interfaces beside the Pod network, which NetworkPolicy does not reach. */
function uncoveredInterfaces(nodes: readonly TopologyNode[]): Finding[] {
  return nodes.flatMap(node =>
    (node.facts.interfaces ?? [])
      .filter(({ policyCoverage }) => policyCoverage === 'uncovered')
      .map(({ name, network }) => ({
        code: 'interface-not-covered',
        severity: 'warning' as const,
        title: `Interface ${name} of ${called(node)} is covered by no policy`,
        message: `NetworkPolicy covers the Pod network alone. Whoever is on network ${network} reaches ${called(
          node,
        )} there, whatever the policies say.`,
        fix: `Add a MultiNetworkPolicy for ${network}, or take the interface away.`,
        objects: [
          {
            id: node.id,
            apiVersion: node.apiVersion,
            kind: node.kind,
            namespace: node.namespace,
            name: node.name,
          },
        ],
        fieldPath: 'spec.template.spec.networks',
      })),
  );
}

function notEnforced(
  enforcement: readonly Enforcement[],
  hasPolicies: boolean,
): Finding[] {
  return enforcement
    .filter(({ enforced }) => enforced === 'no' && hasPolicies)
    .map(({ cluster, plugin, message }) => ({
      code: 'not-enforced',
      severity: 'error',
      title: `Policies on ${cluster} are not enforced`,
      message: message ?? `${plugin} enforces no network policies.`,
      fix: 'Install a network plugin that enforces them, like Calico or Cilium.',
      objects: [],
    }));
}

/** Policies that the engine cannot take as they stand. */
function unreadable(
  cluster: string,
  problems: readonly Problem[],
  namespaces: ReadonlySet<string>,
): Finding[] {
  return problems
    .filter(
      ({ object }) =>
        object.namespace === undefined || namespaces.has(object.namespace),
    )
    .map(({ kind, object, path, message }) => ({
      code: `${kind}-policy`,
      severity: kind === 'invalid' ? 'error' : 'info',
      title: `${called(object)} cannot be taken as it stands`,
      message,
      objects: [
        {
          ...object,
          id: nodeId(cluster, {
            ...object,
            group: groupOf(object.apiVersion),
          }),
        },
      ],
      ...(path && { fieldPath: path }),
    }));
}

/** What to act on in an app, the worst first. */
export function findingsOf(input: {
  workloads: readonly WorkloadPolicy[];
  nodes: readonly TopologyNode[];
  enforcement: readonly Enforcement[];
  hasPolicies: boolean;
  problems: ReadonlyMap<string, readonly Problem[]>;
}): Finding[] {
  const namespaces = new Set(input.workloads.map(one => one.namespace));
  const found = [
    ...notEnforced(input.enforcement, input.hasPolicies),
    ...[...input.problems].flatMap(([cluster, problems]) =>
      unreadable(cluster, problems, namespaces),
    ),
    ...openBesideIsolated(input.workloads),
    ...uncoveredInterfaces(input.nodes),
  ];
  return found.sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}
