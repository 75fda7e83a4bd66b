import { isJson, Json, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import {
  duplicate,
  duplicates,
  forbidden,
  invalid,
  notFound,
  required,
  unsupported,
  wrongType,
} from './causes';
import { dnsLabel, labels, portName, portNumber, portReference } from './names';
import { parseQuantity } from './quantity';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const QUANTITY_FORMAT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/**
 * A pod template of a workload.
 *
 * @param restartPolicies - those that the workload takes
 * @param claims - names of the volumes that the workload brings to each pod
 */
export function podTemplate(
  template: unknown,
  field: string,
  restartPolicies = ['Always'],
  claims: unknown[] = [],
): Cause[] {
  if (!isJson(template)) {
    return [required(field)];
  }
  const { restartPolicy } = recordAt(template, 'spec');
  return [
    ...labels(
      recordAt(template, 'metadata', 'labels'),
      `${field}.metadata.labels`,
    ),
    ...podSpec(template.spec, `${field}.spec`, claims),
    ...(restartPolicy && !restartPolicies.includes(String(restartPolicy))
      ? [
          unsupported(
            `${field}.spec.restartPolicy`,
            restartPolicy,
            restartPolicies,
          ),
        ]
      : []),
  ];
}

export function podSpec(
  spec: unknown,
  field: string,
  claims: unknown[] = [],
): Cause[] {
  if (!isJson(spec)) {
    return [required(field)];
  }
  const volumes = recordsAt(spec, 'volumes');
  const volumeNames = [...volumes.map(({ name }) => name), ...claims];
  const containers = (list: 'initContainers' | 'containers') =>
    recordsAt(spec, list).flatMap((value, i) =>
      container(value, `${field}.${list}[${i}]`, volumeNames),
    );
  return [
    ...volumes.flatMap(({ name }, i) =>
      dnsLabel(name, `${field}.volumes[${i}].name`),
    ),
    ...duplicates(volumes, `${field}.volumes`),
    ...(spec.containers !== undefined && !Array.isArray(spec.containers)
      ? [wrongType(`${field}.containers`, 'array')]
      : []),
    ...(recordsAt(spec, 'containers').length === 0
      ? [required(`${field}.containers`)]
      : []),
    ...containers('initContainers'),
    ...containers('containers'),
    ...duplicates(recordsAt(spec, 'initContainers'), `${field}.initContainers`),
    ...duplicates(recordsAt(spec, 'containers'), `${field}.containers`),
  ];
}

function container(
  value: Json,
  field: string,
  volumeNames: unknown[],
): Cause[] {
  return [
    ...dnsLabel(value.name, `${field}.name`),
    ...(value.image ? [] : [required(`${field}.image`)]),
    ...containerPorts(recordsAt(value, 'ports'), `${field}.ports`),
    ...recordsAt(value, 'env').flatMap(({ name }, i) =>
      name ? [] : [required(`${field}.env[${i}].name`)],
    ),
    ...recordsAt(value, 'volumeMounts').flatMap((mount, i) => [
      ...(volumeNames.includes(mount.name)
        ? []
        : [notFound(`${field}.volumeMounts[${i}].name`, mount.name)]),
      ...(mount.mountPath
        ? []
        : [required(`${field}.volumeMounts[${i}].mountPath`)]),
    ]),
    ...probe(value.livenessProbe, `${field}.livenessProbe`),
    ...probe(value.readinessProbe, `${field}.readinessProbe`),
    ...resources(recordAt(value, 'resources'), `${field}.resources`),
  ];
}

function containerPorts(ports: Json[], field: string): Cause[] {
  const names = new Set<unknown>();
  return ports.flatMap(({ name, containerPort, protocol }, i) => {
    const causes = [
      ...(name ? portName(String(name), `${field}[${i}].name`) : []),
      ...(name && names.has(name)
        ? [duplicate(`${field}[${i}].name`, name)]
        : []),
      ...(containerPort === undefined
        ? [required(`${field}[${i}].containerPort`)]
        : portNumber(containerPort, `${field}[${i}].containerPort`)),
      ...(protocol && !PROTOCOLS.includes(String(protocol))
        ? [unsupported(`${field}[${i}].protocol`, protocol, PROTOCOLS)]
        : []),
    ];
    names.add(name);
    return causes;
  });
}

function probe(value: unknown, field: string): Cause[] {
  if (!isJson(value)) {
    return [];
  }
  const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'].filter(
    handler => value[handler],
  );
  if (handlers.length === 0) {
    return [required(field, 'must specify a handler type')];
  }
  const { port } = recordAt(value, handlers[0]);
  return [
    ...(handlers.length > 1
      ? [
          forbidden(
            `${field}.${handlers[1]}`,
            'may not specify more than 1 handler type',
          ),
        ]
      : []),
    ...(handlers[0] === 'exec'
      ? []
      : portReference(port, `${field}.${handlers[0]}.port`)),
  ];
}

function resources({ requests, limits }: Json, field: string): Cause[] {
  const most = isJson(limits) ? limits : {};
  const asked = isJson(requests) ? requests : {};
  return [
    ...quantities(most, `${field}.limits`),
    ...quantities(asked, `${field}.requests`),
    ...Object.entries(asked).flatMap(([name, value]) => {
      const limit = parseQuantity(most[name]);
      const request = parseQuantity(value);
      return limit !== undefined && request !== undefined && request > limit
        ? [
            invalid(
              `${field}.requests`,
              value,
              `must be less than or equal to ${name} limit of ${most[name]}`,
            ),
          ]
        : [];
    }),
  ];
}

export function quantities(values: Json, field: string): Cause[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const number = parseQuantity(value);
    if (number === undefined) {
      return [invalid(`${field}[${name}]`, value, QUANTITY_FORMAT)];
    }
    return number < 0
      ? [
          invalid(
            `${field}[${name}]`,
            value,
            'must be greater than or equal to 0',
          ),
        ]
      : [];
  });
}
