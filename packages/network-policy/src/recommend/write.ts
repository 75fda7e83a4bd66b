import { MAX_PORT } from '../ports/connectionSet';
import type { ConnectionSet, PortRange } from '../ports/connectionSet';
import type { PlannedPeer, PlannedPolicy, PlannedRule } from './plan';
import type { PodSelector } from './selectors';

/** Writes planned policies in a dialect: manifests as one would put them into files. */

export type PolicyDialect =
  | 'NetworkPolicy'
  | 'CalicoNetworkPolicy'
  | 'ClusterNetworkPolicy';

export type Manifest = Readonly<Record<string, unknown>>;

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
const NAME_LABEL = 'kubernetes.io/metadata.name';

const isWhole = (ranges: readonly PortRange[]) =>
  ranges.length === 1 && ranges[0].from === 1 && ranges[0].to === MAX_PORT;

const isEverything = (set: ConnectionSet) =>
  PROTOCOLS.every(protocol => isWhole(set[protocol] ?? []));

const nonEmpty = (key: string, list: readonly unknown[]) =>
  list.length > 0 ? { [key]: list } : {};

function writeNetworkPolicy(policy: PlannedPolicy, name: string): Manifest {
  const peer = (each: PlannedPeer) =>
    'cidr' in each
      ? { ipBlock: { cidr: each.cidr } }
      : {
          podSelector: each.selector,
          ...(each.namespace === policy.namespace
            ? {}
            : {
                namespaceSelector: {
                  matchLabels: { [NAME_LABEL]: each.namespace },
                },
              }),
        };
  const ports = (set: ConnectionSet) =>
    isEverything(set)
      ? []
      : PROTOCOLS.flatMap(protocol => {
          const ranges = set[protocol] ?? [];
          return isWhole(ranges)
            ? [{ protocol }]
            : ranges.map(({ from, to }) => ({
                protocol,
                port: from,
                ...(to > from ? { endPort: to } : {}),
              }));
        });
  const rules = (planned: readonly PlannedRule[], key: 'from' | 'to') =>
    planned.map(rule => ({
      [key]: rule.peers.map(peer),
      ...nonEmpty('ports', ports(rule.connections)),
    }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: policy.namespace },
    spec: {
      podSelector: policy.selector,
      policyTypes: ['Ingress', 'Egress'],
      ...nonEmpty('ingress', rules(policy.ingress, 'from')),
      ...nonEmpty('egress', rules(policy.egress, 'to')),
    },
  };
}

/** A label selector in Calico's words. */
function calicoSelector({
  matchLabels,
  matchExpressions,
}: PodSelector): string {
  const quote = (value: string) => `'${value}'`;
  const parts = [
    ...Object.entries(matchLabels ?? {}).map(
      ([key, value]) => `${key} == ${quote(value)}`,
    ),
    ...(matchExpressions ?? []).map(({ key, operator, values = [] }) =>
      operator === 'In'
        ? `${key} in { ${values.map(quote).join(', ')} }`
        : `!has(${key})`,
    ),
  ];
  return parts.join(' && ') || 'all()';
}

function writeCalicoPolicy(policy: PlannedPolicy, name: string): Manifest {
  const entity = (each: PlannedPeer) =>
    'cidr' in each
      ? { nets: [each.cidr] }
      : {
          selector: calicoSelector(each.selector),
          ...(each.namespace === policy.namespace
            ? {}
            : {
                namespaceSelector: `projectcalico.org/name == '${each.namespace}'`,
              }),
        };
  interface Traffic {
    readonly protocol?: string;
    readonly ports?: readonly (number | string)[];
  }
  const traffic = (set: ConnectionSet): Traffic[] =>
    isEverything(set)
      ? [{}]
      : PROTOCOLS.flatMap(protocol => {
          const ranges = set[protocol] ?? [];
          if (ranges.length === 0) {
            return [];
          }
          const ports = ranges.map(({ from, to }) =>
            from === to ? from : `${from}:${to}`,
          );
          return [{ protocol, ...(isWhole(ranges) ? {} : { ports }) }];
        });
  const rules = (
    planned: readonly PlannedRule[],
    side: 'source' | 'destination',
  ) =>
    planned.flatMap(rule =>
      rule.peers.flatMap(peer =>
        traffic(rule.connections).map(({ protocol, ports }) => {
          const destination = {
            ...(side === 'destination' ? entity(peer) : {}),
            ...(ports ? { ports } : {}),
          };
          return {
            action: 'Allow',
            ...(protocol ? { protocol } : {}),
            ...(side === 'source' ? { source: entity(peer) } : {}),
            ...(Object.keys(destination).length > 0 ? { destination } : {}),
          };
        }),
      ),
    );
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: policy.namespace },
    spec: {
      order: 1000,
      selector: calicoSelector(policy.selector),
      types: ['Ingress', 'Egress'],
      ...nonEmpty('ingress', rules(policy.ingress, 'source')),
      ...nonEmpty('egress', rules(policy.egress, 'destination')),
    },
  };
}

function writeClusterPolicy(
  policy: PlannedPolicy,
  name: string,
  index: number,
): Manifest {
  const pods = (namespace: string, podSelector: PodSelector) => ({
    pods: {
      namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } },
      podSelector,
    },
  });
  const peer = (each: PlannedPeer) =>
    'cidr' in each
      ? { networks: [each.cidr] }
      : pods(each.namespace, each.selector);
  const protocols = (set: ConnectionSet) =>
    isEverything(set)
      ? []
      : PROTOCOLS.flatMap(protocol => {
          const key = protocol.toLowerCase();
          // A protocol without destinationPort is refused: all ports are a range.
          return (set[protocol] ?? []).map(({ from, to }) => ({
            [key]: {
              destinationPort:
                from === to
                  ? { number: from }
                  : { range: { start: from, end: to } },
            },
          }));
        });
  const accept = (planned: readonly PlannedRule[], key: 'from' | 'to') =>
    planned.flatMap(rule => {
      const peers = rule.peers.filter(
        each => key === 'to' || !('cidr' in each),
      );
      return peers.length > 0
        ? [
            {
              action: 'Accept',
              [key]: peers.map(peer),
              ...nonEmpty('protocols', protocols(rule.connections)),
            },
          ]
        : [];
    });
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: {
      tier: 'Admin',
      priority: index,
      subject: pods(policy.namespace, policy.selector),
      ingress: [
        ...accept(policy.ingress, 'from'),
        { action: 'Deny', from: [{ namespaces: {} }] },
      ],
      egress: [
        ...accept(policy.egress, 'to'),
        {
          action: 'Deny',
          to: [{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }],
        },
      ],
    },
  };
}

/** Of names that are taken, the next ones get a number behind them. */
function createNames(): (scope: string, name: string) => string {
  const taken = new Set<string>();
  return (scope, name) => {
    let own = name;
    for (let count = 2; taken.has(`${scope}/${own}`); count++) {
      own = `${name}-${count}`;
    }
    taken.add(`${scope}/${own}`);
    return own;
  };
}

export function writePolicies(
  policies: readonly PlannedPolicy[],
  dialect: PolicyDialect,
): Manifest[] {
  const nameIn = createNames();
  return policies.map((policy, index) => {
    const { namespace, name } = policy;
    switch (dialect) {
      case 'CalicoNetworkPolicy':
        return writeCalicoPolicy(policy, nameIn(namespace, name));
      case 'ClusterNetworkPolicy':
        return writeClusterPolicy(
          policy,
          nameIn('', `${namespace}-${name}`),
          index,
        );
      default:
        return writeNetworkPolicy(policy, nameIn(namespace, name));
    }
  });
}
