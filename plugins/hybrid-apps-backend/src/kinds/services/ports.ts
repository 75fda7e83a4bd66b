import { KubeObject } from '../../clusters';
import { at, declaredPorts, list, number, text } from '../../objects';

/** A port of a Service. */
export interface ServicePort {
  /** By it, slices tell the ports apart; `''` for one without a name. */
  name: string;
  port: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
  /** What it is on the Pods: a number, or a name that a container declares, as text. */
  target: string;
  /** Where the Service says so. */
  fieldPath: string;
}

/** Source: k8s.io/api/core/v1, ServicePort. */
export function servicePorts(service: object): ServicePort[] {
  return list(at(service, 'spec', 'ports')).flatMap((one, index) => {
    const port = number(at(one, 'port'));
    const protocol = at(one, 'protocol');
    return port === undefined
      ? []
      : [
          {
            name: text(at(one, 'name')) ?? '',
            port,
            protocol:
              protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
            target: String(at(one, 'targetPort') ?? port),
            fieldPath: `spec.ports[${index}]`,
          },
        ];
  });
}

/**
 * The port of a Service that a backend means by its number or name.
 * Source: k8s.io/api/networking/v1, ServiceBackendPort; Gateway API,
 * BackendObjectReference.Port.
 */
export const portMeant = (
  service: object,
  meant: unknown,
): ServicePort | undefined =>
  servicePorts(service).find(
    ({ port, name }) => port === meant || (name !== '' && name === meant),
  );

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
