import { KubeObject } from '../../clusters';
import { at, declaredPorts, list, number } from '../../objects';

/** A port of a Service. */
export interface ServicePort {
  port: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
  /** A number, or the name of a port of each Pod, as text. */
  target: string;
}

/** Source: k8s.io/api/core/v1, ServicePort. */
export function servicePorts(service: object): ServicePort[] {
  return list(at(service, 'spec', 'ports')).flatMap(one => {
    const port = number(at(one, 'port'));
    const protocol = at(one, 'protocol');
    return port === undefined
      ? []
      : [
          {
            port,
            protocol:
              protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
            target: String(at(one, 'targetPort') ?? port),
          },
        ];
  });
}

/** As people write them: `80→http`, `53/UDP`. */
export const formatPorts = (service: KubeObject): string =>
  servicePorts(service)
    .map(({ port, protocol, target }) => {
      const suffix = protocol === 'TCP' ? '' : `/${protocol}`;
      return target === String(port)
        ? `${port}${suffix}`
        : `${port}→${target}${suffix}`;
    })
    .join(', ');

/** The ports of a workload by their names, as Services mean them; of two of one name the first. */
export const namedPorts = (workload: KubeObject): ReadonlyMap<string, number> =>
  new Map(
    declaredPorts(workload)
      .reverse()
      .flatMap(
        ({ name, port }): Array<[string, number]> =>
          name ? [[name, port]] : [],
      ),
  );
