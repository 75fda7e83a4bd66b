import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  at,
  declaredPorts,
  isVm,
  kindKey,
  list,
  number,
  podTemplateOf,
  text,
  texts,
} from '../objects';
import { importProgress } from './health';

/** Leaves out what is undefined or empty, so that a fact that is there says something. */
function present(facts: NodeFacts): NodeFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) =>
        value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const find = (parts: readonly KubeObject[], key: string) =>
  parts.find(part => kindKey(part) === key);

/** `4Gi` as people write it: `4 GiB`. */
const readable = (quantity: string | undefined): string | undefined =>
  quantity?.replace(/^(\d+(?:\.\d+)?)([KMGT]i)$/, '$1 $2B');

const unique = (values: string[]) => [...new Set(values)];

function containerFacts(
  object: KubeObject,
  parts: readonly KubeObject[],
): NodeFacts {
  const spec = podTemplateOf(object)?.spec;
  const pods =
    kindKey(object) === '/Pod'
      ? [object]
      : parts.filter(part => kindKey(part) === '/Pod');
  const desired =
    object.kind === 'DaemonSet'
      ? number(at(object, 'status', 'desiredNumberScheduled'))
      : number(at(object, 'spec', 'replicas'));
  const ready =
    number(
      at(
        object,
        'status',
        object.kind === 'DaemonSet' ? 'numberReady' : 'readyReplicas',
      ),
    ) ?? 0;
  const restarts = pods
    .flatMap(pod => list(at(pod, 'status', 'containerStatuses')))
    .reduce<number>(
      (sum, status) => sum + (number(at(status, 'restartCount')) ?? 0),
      0,
    );
  return {
    replicas: desired === undefined ? undefined : { ready, desired },
    images: unique(
      list(at(spec, 'containers')).flatMap(
        container => text(at(container, 'image')) ?? [],
      ),
    ),
    ports: declaredPorts(object),
    addresses: pods
      .flatMap(pod => text(at(pod, 'status', 'podIP')) ?? [])
      .sort(),
    node: pods.length === 1 ? text(at(pods[0], 'spec', 'nodeName')) : undefined,
    restarts: restarts > 0 ? restarts : undefined,
  };
}

function vmInterfaces(
  spec: unknown,
  instance: KubeObject | undefined,
  coveredNetworks: ReadonlySet<string> | undefined,
): NodeFacts['interfaces'] {
  const networks = list(at(spec, 'networks'));
  const reported = list(at(instance, 'status', 'interfaces'));
  return list(at(spec, 'domain', 'devices', 'interfaces')).flatMap(device => {
    const name = text(at(device, 'name'));
    if (!name) {
      return [];
    }
    const network = networks.find(one => at(one, 'name') === name);
    const secondary = text(at(network, 'multus', 'networkName'));
    const binding = ['masquerade', 'bridge', 'sriov', 'passt', 'macvtap'].find(
      type => at(device, type) !== undefined,
    );
    const seen = reported.find(one => at(one, 'name') === name);
    const coverage = () => {
      if (!secondary) {
        return 'covered' as const;
      }
      if (!coveredNetworks) {
        return 'unknown' as const;
      }
      return coveredNetworks.has(secondary)
        ? ('covered' as const)
        : ('uncovered' as const);
    };
    return [
      {
        name,
        network: secondary ?? 'pod',
        ...(binding && { binding }),
        addresses: texts(at(seen, 'ipAddresses')),
        policyCoverage: coverage(),
      },
    ];
  });
}

function vmFacts(
  vm: KubeObject,
  parts: readonly KubeObject[],
  coveredNetworks: ReadonlySet<string> | undefined,
): NodeFacts {
  const spec = podTemplateOf(vm)?.spec;
  const instance = find(parts, 'kubevirt.io/VirtualMachineInstance');
  const domain = at(spec, 'domain');
  const cores = number(at(domain, 'cpu', 'cores')) ?? 1;
  const sockets = number(at(domain, 'cpu', 'sockets')) ?? 1;
  const threads = number(at(domain, 'cpu', 'threads')) ?? 1;
  const cpu =
    at(domain, 'cpu') === undefined
      ? text(at(domain, 'resources', 'requests', 'cpu'))
      : String(cores * sockets * threads);
  const memory =
    text(at(domain, 'memory', 'guest')) ??
    text(at(domain, 'resources', 'requests', 'memory'));
  const volumes = list(at(spec, 'volumes'));
  const templates = list(at(vm, 'spec', 'dataVolumeTemplates'));
  return {
    cpu: cpu && `${cpu} vCPU`,
    memory: readable(memory),
    guestOs: text(at(instance, 'status', 'guestOSInfo', 'prettyName')),
    runStrategy: text(at(vm, 'spec', 'runStrategy')),
    instancetype: text(at(vm, 'spec', 'instancetype', 'name')),
    preference: text(at(vm, 'spec', 'preference', 'name')),
    node: text(at(instance, 'status', 'nodeName')),
    addresses: unique(
      list(at(instance, 'status', 'interfaces')).flatMap(
        one => text(at(one, 'ipAddress')) ?? [],
      ),
    ),
    ports: declaredPorts(vm),
    interfaces: vmInterfaces(spec, instance, coveredNetworks),
    disks: list(at(domain, 'devices', 'disks')).flatMap(disk => {
      const name = text(at(disk, 'name'));
      const volume = volumes.find(one => at(one, 'name') === name);
      const dataVolume = text(at(volume, 'dataVolume', 'name'));
      const claim = text(at(volume, 'persistentVolumeClaim', 'claimName'));
      const image = text(at(volume, 'containerDisk', 'image'));
      const template = templates.find(
        one => at(one, 'metadata', 'name') === dataVolume,
      );
      const size =
        text(
          at(template, 'spec', 'storage', 'resources', 'requests', 'storage'),
        ) ??
        text(at(template, 'spec', 'pvc', 'resources', 'requests', 'storage'));
      const source =
        (dataVolume && `DataVolume ${dataVolume}`) ??
        (claim && `PersistentVolumeClaim ${claim}`) ??
        (image && `container disk ${image}`) ??
        (at(volume, 'cloudInitNoCloud') ?? at(volume, 'cloudInitConfigDrive')
          ? 'cloud-init'
          : undefined);
      return name
        ? [{ name, ...(source && { source }), ...(size && { size }) }]
        : [];
    }),
  };
}

function serviceFacts(service: KubeObject): NodeFacts {
  return {
    serviceType: text(at(service, 'spec', 'type')) ?? 'ClusterIP',
    addresses: texts(at(service, 'spec', 'clusterIPs')),
    ports: list(at(service, 'spec', 'ports')).flatMap(one => {
      const port = number(at(one, 'port'));
      const name = text(at(one, 'name'));
      const targetPort = at(one, 'targetPort');
      const protocol = at(one, 'protocol');
      return port === undefined
        ? []
        : [
            {
              ...(name && { name }),
              port,
              ...(targetPort !== undefined && {
                targetPort: String(targetPort),
              }),
              protocol:
                protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
            },
          ];
    }),
  };
}

function routeFacts(route: KubeObject): NodeFacts {
  return {
    hosts: [
      ...list(at(route, 'spec', 'rules')).flatMap(
        rule => text(at(rule, 'host')) ?? [],
      ),
      ...texts(at(route, 'spec', 'hostnames')),
    ],
    addresses: list(at(route, 'status', 'loadBalancer', 'ingress')).flatMap(
      one => text(at(one, 'ip')) ?? text(at(one, 'hostname')) ?? [],
    ),
  };
}

function storageFacts(
  object: KubeObject,
  parts: readonly KubeObject[],
): NodeFacts {
  const claim =
    object.kind === 'PersistentVolumeClaim'
      ? object
      : find(parts, '/PersistentVolumeClaim');
  const wanted = at(object, 'spec', 'storage') ?? at(object, 'spec', 'pvc');
  return {
    size:
      text(at(claim, 'status', 'capacity', 'storage')) ??
      text(at(claim, 'spec', 'resources', 'requests', 'storage')) ??
      text(at(wanted, 'resources', 'requests', 'storage')),
    storageClass:
      text(at(claim, 'spec', 'storageClassName')) ??
      text(at(wanted, 'storageClassName')),
    progress:
      at(object, 'status', 'phase') === 'Succeeded'
        ? undefined
        : importProgress(object),
  };
}

/**
 * What a person wants to know of an object at one glance.
 *
 * @param coveredNetworks - names of secondary networks that MultiNetworkPolicies
 * cover; undefined where that is not known
 */
export function factsOf(
  object: KubeObject,
  parts: readonly KubeObject[],
  coveredNetworks: ReadonlySet<string> | undefined,
): NodeFacts {
  if (isVm(object)) {
    return present(vmFacts(object, parts, coveredNetworks));
  }
  switch (kindKey(object)) {
    case '/Service':
      return present(serviceFacts(object));
    case '/PersistentVolumeClaim':
    case 'cdi.kubevirt.io/DataVolume':
      return present(storageFacts(object, parts));
    case 'networking.k8s.io/NetworkPolicy':
      return present({ policyTypes: texts(at(object, 'spec', 'policyTypes')) });
    case 'projectcalico.org/NetworkPolicy':
    case 'projectcalico.org/GlobalNetworkPolicy':
    case 'crd.projectcalico.org/NetworkPolicy':
    case 'crd.projectcalico.org/GlobalNetworkPolicy':
      return present({ policyTypes: texts(at(object, 'spec', 'types')) });
    case 'networking.k8s.io/Ingress':
    case 'gateway.networking.k8s.io/HTTPRoute':
    case 'gateway.networking.k8s.io/GRPCRoute':
    case 'gateway.networking.k8s.io/TLSRoute':
      return present(routeFacts(object));
    default:
      return podTemplateOf(object)
        ? present(containerFacts(object, parts))
        : {};
  }
}
