import { READ_ANNOTATIONS } from '../objects/annotations';
import { flag, get, isPresent, items, text } from '../objects/fields';
import type { Field } from '../objects/fields';
import type { Labels } from '../selectors/labels';
import type { PodTemplate } from './podTemplate';
import { readPort, readPorts } from './ports';
import type { DeclaredPorts } from './ports';
import type { SecondaryInterface } from './types';

/**
 * The labels that virt-controller puts on a virt-launcher pod beside those of
 * the VM's template, as far as they are known. Its node, and the hash in the id of
 * a name above 63 characters, are not.
 * Source: kubevirt `pkg/virt-controller/services/template.go`, `podLabels`, and a
 * pod recorded from KubeVirt 1.9.
 */
export function launcherLabels({
  name,
  hostname,
  uid,
  inject,
}: {
  /** Of the VM. */
  readonly name: string;
  /** `spec.hostname` of its VMI. */
  readonly hostname?: string;
  /** Of its VMI, where there is one. */
  readonly uid?: string;
  /** An annotation of the VMI that becomes a label of its pod. */
  readonly inject?: string;
}): Labels {
  return {
    'kubevirt.io': 'virt-launcher',
    'vm.kubevirt.io/name': (hostname || name.split('.')[0]).slice(0, 63),
    ...(name.length <= 63 ? { 'vmi.kubevirt.io/id': name } : {}),
    ...(uid ? { 'kubevirt.io/created-by': uid } : {}),
    ...(inject === undefined ? {} : { [READ_ANNOTATIONS.istioInject]: inject }),
  };
}

/**
 * Interface ports become the container ports of virt-launcher.
 * Source: kubevirt `pkg/virt-controller/services`, `containerPortsFromVMI`.
 */
function interfacePorts(spec: Field): DeclaredPorts {
  const devices = get(get(spec, 'domain'), 'devices');
  const places = items(get(devices, 'interfaces')).flatMap(each =>
    items(get(each, 'ports')),
  );
  return readPorts(places, at => readPort(at, 'port'));
}

/** The networks of a VM that multus attaches beside the pod network. */
function multusInterfaces(
  spec: Field,
  namespace: string,
): SecondaryInterface[] {
  return items(get(spec, 'networks')).flatMap(each => {
    const network = text(get(get(each, 'multus'), 'networkName'));
    return network
      ? [
          {
            name: text(get(each, 'name')) || network,
            network: network.includes('/')
              ? network
              : `${namespace}/${network}`,
            addresses: [],
          },
        ]
      : [];
  });
}

/**
 * Whether a VM has an interface on the pod network. One without networks gets it
 * unless it declines; multus may put another network in its place.
 * Source: kubevirt `pkg/network/vmispec`, `SetDefaultNetworkInterface`.
 */
function isOnPodNetwork(spec: Field): boolean {
  const devices = get(get(spec, 'domain'), 'devices');
  const attach = get(devices, 'autoattachPodInterface');
  const networks = items(get(spec, 'networks'));
  return networks.length === 0
    ? !isPresent(attach) || flag(attach)
    : networks.some(each => isPresent(get(each, 'pod')));
}

/** The virt-launcher pod of a VMI, or of a VM's template while it is stopped. */
export function launcherPod(template: Field, namespace: string): PodTemplate {
  const spec = get(template, 'spec');
  return {
    ...interfacePorts(spec),
    hostNetwork: false,
    serviceAccount: serviceAccountOf(spec),
    interfaces: multusInterfaces(spec, namespace),
    ...(isOnPodNetwork(spec) ? {} : { offPodNetwork: true }),
  };
}

/** A VM runs under the service account that one of its volumes mounts. */
function serviceAccountOf(spec: Field): string {
  for (const volume of items(get(spec, 'volumes'))) {
    const account = get(volume, 'serviceAccount');
    if (isPresent(account)) {
      return text(get(account, 'serviceAccountName')) || 'default';
    }
  }
  return 'default';
}
