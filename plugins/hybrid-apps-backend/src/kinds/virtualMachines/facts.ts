import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import {
  at,
  declaredPorts,
  kindKey,
  list,
  number,
  podTemplateOf,
  text,
  texts,
} from '../../objects';
import { ownedBy } from '../parts';
import { present, unique } from '../presentFacts';
import { FactsRule } from '../types';

/** `4Gi` as people write it: `4 GiB`. */
const readable = (quantity: string | undefined): string | undefined =>
  quantity?.replace(/^(\d+(?:\.\d+)?)([KMGT]i)$/, '$1 $2B');

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

/** Of a VM: what it is made of, and where it runs. */
export const vmFacts: FactsRule = (vm, world, { coveredNetworks }) => {
  const spec = podTemplateOf(vm)?.spec;
  const instance = ownedBy(vm, world).find(
    owned => kindKey(owned) === 'kubevirt.io/VirtualMachineInstance',
  );
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
  return present({
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
  });
};
