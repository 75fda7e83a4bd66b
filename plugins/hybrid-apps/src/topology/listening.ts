import {
  Protocol,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The number of a port that a Service hands traffic on to. */
export function targetPort(
  port: number,
  service: TopologyNode,
  workload: TopologyNode,
): { port: number; protocol?: Protocol } {
  const entry = service.facts.ports?.find(({ port: own }) => own === port);
  const target = entry?.targetPort;
  if (!entry || !target) {
    return { port, protocol: entry?.protocol };
  }
  const named = workload.facts.ports?.find(({ name }) => name === target);
  return {
    port: named?.port ?? (Number(target) || port),
    protocol: entry.protocol,
  };
}

/** The ports that a workload names, and those that Services send it traffic on. */
export function listeningPorts(
  workload: string,
  { nodes, edges }: Topology,
): Array<{ port: number; protocol: Protocol }> {
  const node = nodes.find(({ id }) => id === workload);
  if (!node) {
    return [];
  }
  const services = edges
    .filter(({ target, relation }) => {
      return target === workload && relation === 'selects';
    })
    .flatMap(({ source }) => nodes.filter(({ id }) => id === source));
  const all = [
    ...(node.facts.ports ?? []),
    ...services.flatMap(service =>
      (service.facts.ports ?? []).map(({ port }) =>
        targetPort(port, service, node),
      ),
    ),
  ].map(({ port, protocol = 'TCP' as const }) => ({ port, protocol }));
  return [
    ...new Map(
      all.map(choice => [`${choice.protocol} ${choice.port}`, choice]),
    ).values(),
  ];
}
