import { Json, listAt, recordAt, recordsAt, textAt } from '../../objects';
import { ageColumn, column, labelText } from './column';

/** The `status` of a condition, for a READY column and the like. */
export const conditionColumn = (
  name: string,
  type: string,
  options: { wide?: boolean } = {},
) =>
  column(
    name,
    object =>
      textAt(
        recordsAt(object, 'status', 'conditions').find(c => c.type === type),
        'status',
      ),
    options,
  );

function nodeStatus(node: Json): string {
  const ready = recordsAt(node, 'status', 'conditions').find(
    c => c.type === 'Ready',
  );
  const words = [ready ? 'NotReady' : 'Unknown'];
  if (ready?.status === 'True') {
    words[0] = 'Ready';
  }
  if (textAt(node, 'spec', 'unschedulable') === 'true') {
    words.push('SchedulingDisabled');
  }
  return words.join(',');
}

const address = (type: string) => (node: Json) =>
  textAt(
    recordsAt(node, 'status', 'addresses').find(a => a.type === type),
    'address',
  );

const ROLE = 'node-role.kubernetes.io/';

export const nodeColumns = [
  column('Status', nodeStatus),
  column(
    'Roles',
    node =>
      Object.keys(recordAt(node, 'metadata', 'labels'))
        .filter(label => label.startsWith(ROLE))
        .map(label => label.slice(ROLE.length))
        .sort()
        .join(','),
    { none: '<none>' },
  ),
  column('Version', 'status.nodeInfo.kubeletVersion'),
  column('Internal-IP', address('InternalIP'), { wide: true, none: '<none>' }),
  column('External-IP', address('ExternalIP'), { wide: true, none: '<none>' }),
  column('OS-Image', 'status.nodeInfo.osImage', { wide: true }),
  column('Kernel-Version', 'status.nodeInfo.kernelVersion', { wide: true }),
  column('Container-Runtime', 'status.nodeInfo.containerRuntimeVersion', {
    wide: true,
  }),
];

export const namespaceColumns = [column('Status', 'status.phase')];

export const configMapColumns = [
  column(
    'Data',
    object =>
      Object.keys(recordAt(object, 'data')).length +
      Object.keys(recordAt(object, 'binaryData')).length,
    { type: 'integer' },
  ),
];

export const secretColumns = [
  column('Type', 'type'),
  column('Data', object => Object.keys(recordAt(object, 'data')).length, {
    type: 'integer',
  }),
];

function servicePorts(service: Json): string {
  return recordsAt(service, 'spec', 'ports')
    .map(
      ({ port, nodePort, protocol }) =>
        `${port}${nodePort ? `:${nodePort}` : ''}/${protocol ?? 'TCP'}`,
    )
    .join(',');
}

function externalIps(service: Json): string {
  const ingress = recordsAt(service, 'status', 'loadBalancer', 'ingress').map(
    entry => entry.ip ?? entry.hostname,
  );
  const all = [...ingress, ...listAt(service, 'spec', 'externalIPs')];
  if (all.length > 0) {
    return all.join(',');
  }
  const type = textAt(service, 'spec', 'type');
  if (type === 'ExternalName') {
    return textAt(service, 'spec', 'externalName');
  }
  return type === 'LoadBalancer' ? '<pending>' : '<none>';
}

export const serviceColumns = [
  column('Type', 'spec.type'),
  column('Cluster-IP', 'spec.clusterIP', { none: '<none>' }),
  column('External-IP', externalIps),
  column('Port(s)', servicePorts, { none: '<none>' }),
];

export const serviceWideColumns = [
  column(
    'Selector',
    service => labelText(recordAt(service, 'spec', 'selector')),
    { wide: true, none: '<none>' },
  ),
];

export const ingressColumns = [
  column('Class', 'spec.ingressClassName', { none: '<none>' }),
  column('Hosts', ingress =>
    recordsAt(ingress, 'spec', 'rules')
      .map(rule => rule.host || '*')
      .join(','),
  ),
  column('Address', ingress =>
    recordsAt(ingress, 'status', 'loadBalancer', 'ingress')
      .map(entry => entry.ip ?? entry.hostname)
      .join(','),
  ),
  column('Ports', ingress =>
    recordsAt(ingress, 'spec', 'tls').length ? '80, 443' : '80',
  ),
];

export const networkPolicyColumns = [
  column(
    'Pod-Selector',
    policy => labelText(recordAt(policy, 'spec', 'podSelector', 'matchLabels')),
    { none: '<none>' },
  ),
];

export const endpointSliceColumns = [
  column('AddressType', 'addressType'),
  column(
    'Ports',
    slice =>
      recordsAt(slice, 'ports')
        .map(port => port.port)
        .join(','),
    { none: '<unset>' },
  ),
  column(
    'Endpoints',
    slice =>
      recordsAt(slice, 'endpoints')
        .flatMap(endpoint => listAt(endpoint, 'addresses'))
        .join(','),
    { none: '<unset>' },
  ),
];

const ACCESS_MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

const accessModes = column('Access Modes', object =>
  listAt(object, 'spec', 'accessModes')
    .map(mode => ACCESS_MODES[String(mode)] ?? mode)
    .join(','),
);

export const pvcColumns = [
  column('Status', 'status.phase'),
  column('Volume', 'spec.volumeName'),
  column('Capacity', 'status.capacity.storage'),
  accessModes,
  column('StorageClass', 'spec.storageClassName'),
  column('VolumeAttributesClass', 'spec.volumeAttributesClassName', {
    none: '<unset>',
  }),
];

export const pvcWideColumns = [
  column('VolumeMode', 'spec.volumeMode', { wide: true, none: '<unset>' }),
];

export const pvColumns = [
  column('Capacity', 'spec.capacity.storage'),
  accessModes,
  column('Reclaim Policy', 'spec.persistentVolumeReclaimPolicy'),
  column('Status', 'status.phase'),
  column('Claim', volume => {
    const { namespace, name } = recordAt(volume, 'spec', 'claimRef');
    return name ? `${namespace}/${name}` : '';
  }),
  column('StorageClass', 'spec.storageClassName'),
];

export const storageClassColumns = [
  column('Provisioner', 'provisioner'),
  column('ReclaimPolicy', 'reclaimPolicy', { none: 'Delete' }),
  column('VolumeBindingMode', 'volumeBindingMode', { none: 'Immediate' }),
  column(
    'AllowVolumeExpansion',
    object => textAt(object, 'allowVolumeExpansion') === 'true',
    { type: 'boolean' },
  ),
];

/** Events lead with their age, and have neither NAME nor AGE. */
export const eventColumns = [
  ageColumn('Last Seen', 'lastTimestamp', { none: '<unknown>' }),
  column('Type', 'type'),
  column('Reason', 'reason'),
  column('Object', event => {
    const { kind, name } = recordAt(event, 'involvedObject');
    return `${String(kind).toLowerCase()}/${name}`;
  }),
  column('Source', 'source.component', { wide: true }),
  column('Message', 'message'),
  ageColumn('First Seen', 'firstTimestamp', { wide: true }),
  column('Count', 'count', { type: 'integer', wide: true, none: '1' }),
  column('Name', 'metadata.name', { wide: true }),
];
