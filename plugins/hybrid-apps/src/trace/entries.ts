import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The kinds that requests come in by, of any group that has them. */
const ENTRIES = [
  'Service',
  'Ingress',
  'Route',
  'Gateway',
  'ListenerSet',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
];

/** Whether a request may go there whose way can be asked for. */
export const isEntry = ({
  category,
  kind,
}: Pick<TopologyNode, 'category' | 'kind'>): boolean =>
  category === 'network' && ENTRIES.includes(kind);
