/**
 * policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy, after sigs.k8s.io/network-policy-api
 * `apis/v1alpha1`: what they say in the words of v1alpha2, which came of them.
 */
import type {
  Action,
  ClusterNetworkPolicy,
  Peer,
  Pods,
  ProtocolMatch,
  Rule,
} from './clusterNetworkPolicy';
import type { PolicyManifest, PortProtocol } from './world';

interface Port {
  portNumber?: { protocol: PortProtocol; port: number };
  portRange?: { protocol: PortProtocol; start: number; end: number };
  namedPort?: string;
}

interface AdminRule {
  action: 'Allow' | 'Deny' | 'Pass';
  from?: Peer[];
  to?: Peer[];
  ports?: Port[];
}

export type AdminNetworkPolicy = PolicyManifest<{
  /** AdminNetworkPolicy's; the one BaselineAdminNetworkPolicy has none. */
  priority?: number;
  subject: Pods;
  ingress?: AdminRule[];
  egress?: AdminRule[];
}>;

const FIELDS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

function protocolOf({ portNumber, portRange, namedPort }: Port): ProtocolMatch {
  if (portNumber) {
    const { protocol, port: number } = portNumber;
    return { [FIELDS[protocol]]: { destinationPort: { number } } };
  }
  if (portRange) {
    const { protocol, start, end } = portRange;
    return {
      [FIELDS[protocol]]: { destinationPort: { range: { start, end } } },
    };
  }
  return { destinationNamedPort: namedPort };
}

function ruleOf({ action, from, to, ports = [] }: AdminRule): Rule {
  const word: Action = action === 'Allow' ? 'Accept' : action;
  return { action: word, from, to, protocols: ports.map(protocolOf) };
}

export function toClusterNetworkPolicy({
  apiVersion,
  kind,
  metadata,
  spec: { priority = 0, subject, ingress = [], egress = [] },
}: AdminNetworkPolicy): ClusterNetworkPolicy {
  return {
    apiVersion,
    kind,
    metadata,
    spec: {
      tier: kind === 'AdminNetworkPolicy' ? 'Admin' : 'Baseline',
      priority,
      subject,
      ingress: ingress.map(ruleOf),
      egress: egress.map(ruleOf),
    },
  };
}
