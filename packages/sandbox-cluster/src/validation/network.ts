import { BlockList, isIP } from 'net';
import { isJson, Json, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import {
  duplicates,
  forbidden,
  invalid,
  required,
  unsupported,
} from './causes';
import { dnsSubdomain, labels, portNumber, portReference } from './names';
import { selector } from './selectors';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export function networkPolicy(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  const types = Array.isArray(spec.policyTypes) ? spec.policyTypes : [];
  const rules = (direction: 'ingress' | 'egress', peers: 'from' | 'to') =>
    recordsAt(spec, direction).flatMap((rule, i) => [
      ...recordsAt(rule, 'ports').flatMap((port, j) =>
        policyPort(port, `spec.${direction}[${i}].ports[${j}]`),
      ),
      ...recordsAt(rule, peers).flatMap((peer, j) =>
        policyPeer(peer, `spec.${direction}[${i}].${peers}[${j}]`),
      ),
    ]);
  return [
    ...selector(spec.podSelector, 'spec.podSelector'),
    ...rules('ingress', 'from'),
    ...rules('egress', 'to'),
    ...(types.length > 2
      ? [
          invalid(
            'spec.policyTypes',
            types,
            'may not specify more than two policyTypes',
          ),
        ]
      : []),
    ...types.flatMap((type, i) =>
      type === 'Ingress' || type === 'Egress'
        ? []
        : [unsupported(`spec.policyTypes[${i}]`, type, ['Egress', 'Ingress'])],
    ),
  ];
}

function policyPort({ protocol, port, endPort }: Json, field: string): Cause[] {
  const causes =
    protocol && !PROTOCOLS.includes(String(protocol))
      ? [unsupported(`${field}.protocol`, protocol, PROTOCOLS)]
      : [];
  if (port === undefined) {
    return endPort === undefined
      ? causes
      : [
          ...causes,
          invalid(
            `${field}.endPort`,
            endPort,
            'may not be specified when `port` is not specified',
          ),
        ];
  }
  causes.push(...portReference(port, `${field}.port`));
  if (endPort === undefined) {
    return causes;
  }
  if (typeof port !== 'number') {
    return [
      ...causes,
      invalid(
        `${field}.endPort`,
        endPort,
        'may not be specified when `port` is non-numeric',
      ),
    ];
  }
  return [
    ...causes,
    ...portNumber(endPort, `${field}.endPort`),
    ...(Number(endPort) < port
      ? [
          // The real server names the port here, not the endPort.
          invalid(
            `${field}.endPort`,
            port,
            'must be greater than or equal to `port`',
          ),
        ]
      : []),
  ];
}

function policyPeer(peer: Json, field: string): Cause[] {
  const kinds = ['podSelector', 'namespaceSelector', 'ipBlock'].filter(kind =>
    isJson(peer[kind]),
  );
  if (kinds.length === 0) {
    return [required(field, 'must specify a peer')];
  }
  return [
    ...selector(peer.podSelector, `${field}.podSelector`),
    ...selector(peer.namespaceSelector, `${field}.namespaceSelector`),
    ...(isJson(peer.ipBlock) ? ipBlock(peer.ipBlock, `${field}.ipBlock`) : []),
    ...(kinds.length > 1 && kinds.includes('ipBlock')
      ? [forbidden(field, 'may not specify both ipBlock and another peer')]
      : []),
  ];
}

const CIDR_FORMAT =
  'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

interface Cidr {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

function parseCidr(value: unknown): Cidr | undefined {
  const [, address, digits] = /^(.+)\/(\d{1,3})$/.exec(String(value)) ?? [];
  const version = isIP(address ?? '');
  const prefix = Number(digits);
  return version && prefix <= (version === 4 ? 32 : 128)
    ? { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' }
    : undefined;
}

function ipBlock({ cidr, except }: Json, field: string): Cause[] {
  if (!cidr) {
    return [required(`${field}.cidr`)];
  }
  const block = parseCidr(cidr);
  if (!block) {
    return [invalid(`${field}.cidr`, cidr, CIDR_FORMAT)];
  }
  return (Array.isArray(except) ? except : []).flatMap((value, i) => {
    const hole = parseCidr(value);
    if (!hole) {
      return [invalid(`${field}.except[${i}]`, value, CIDR_FORMAT)];
    }
    const range = new BlockList();
    range.addSubnet(block.address, block.prefix, block.family);
    const isInside =
      hole.prefix > block.prefix && range.check(hole.address, hole.family);
    return isInside
      ? []
      : [
          invalid(
            `${field}.except[${i}]`,
            value,
            'must be a strict subset of `cidr`',
          ),
        ];
  });
}

const SERVICE_TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function service(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  const ports = recordsAt(spec, 'ports');
  const { type, clusterIP, externalName } = spec;
  if (type === 'ExternalName') {
    return dnsSubdomain(externalName, 'spec.externalName');
  }
  return [
    ...(ports.length === 0 && clusterIP !== 'None'
      ? [required('spec.ports')]
      : []),
    ...(type && !SERVICE_TYPES.includes(String(type))
      ? [unsupported('spec.type', type, SERVICE_TYPES)]
      : []),
    ...labels(recordAt(spec, 'selector'), 'spec.selector'),
    ...ports.flatMap((port, i) =>
      servicePort(port, `spec.ports[${i}]`, ports.length > 1),
    ),
    ...duplicates(ports, 'spec.ports'),
  ];
}

function servicePort(
  { name, port, targetPort, protocol, nodePort }: Json,
  field: string,
  isNameRequired: boolean,
): Cause[] {
  return [
    ...(isNameRequired && !name ? [required(`${field}.name`)] : []),
    ...portNumber(port, `${field}.port`),
    ...(protocol && !PROTOCOLS.includes(String(protocol))
      ? [unsupported(`${field}.protocol`, protocol, PROTOCOLS)]
      : []),
    ...(targetPort === undefined
      ? []
      : portReference(targetPort, `${field}.targetPort`)),
    ...(typeof nodePort === 'number' && (nodePort < 30_000 || nodePort > 32_767)
      ? [
          invalid(
            `${field}.nodePort`,
            nodePort,
            'provided port is not in the valid range. The range of valid ports is 30000-32767',
          ),
        ]
      : []),
  ];
}

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

export function ingress(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  if (!isJson(spec.defaultBackend) && recordsAt(spec, 'rules').length === 0) {
    return [
      invalid(
        'spec',
        [],
        'either `defaultBackend` or `rules` must be specified',
      ),
    ];
  }
  return recordsAt(spec, 'rules').flatMap((rule, i) => [
    ...(rule.host
      ? dnsSubdomain(
          String(rule.host).replace(/^\*\./, ''),
          `spec.rules[${i}].host`,
        )
      : []),
    ...recordsAt(rule, 'http', 'paths').flatMap((path, j) =>
      ingressPath(path, `spec.rules[${i}].http.paths[${j}]`),
    ),
  ]);
}

function ingressPath(path: Json, field: string): Cause[] {
  const backend = recordAt(path, 'backend', 'service');
  const port = recordAt(backend, 'port');
  const isService = !isJson(recordAt(path, 'backend').resource);
  return [
    ...(path.pathType
      ? []
      : [required(`${field}.pathType`, 'pathType must be specified')]),
    ...(path.pathType && !PATH_TYPES.includes(String(path.pathType))
      ? [unsupported(`${field}.pathType`, path.pathType, PATH_TYPES)]
      : []),
    ...(path.pathType !== 'ImplementationSpecific' &&
    !String(path.path ?? '').startsWith('/')
      ? [invalid(`${field}.path`, path.path ?? '', 'must be an absolute path')]
      : []),
    ...(isService && !backend.name
      ? [required(`${field}.backend.service.name`)]
      : []),
    ...(isService && backend.name && !port.name && !port.number
      ? [
          required(
            `${field}.backend.service`,
            'port name or number is required',
          ),
        ]
      : []),
  ];
}
