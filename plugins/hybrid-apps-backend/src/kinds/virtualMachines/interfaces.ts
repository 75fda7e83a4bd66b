import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, text, texts } from '../../objects';
import { Guest, listOf } from './hardware';

const BINDINGS = ['masquerade', 'bridge', 'sriov', 'passt', 'macvtap'];

/**
 * Whether an interface that an instance tells of is one of its networks; the
 * guest agent also tells of those that only the guest has, like `docker0`.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceNetworkInterface`.
 */
export const isOfNetwork = (told: unknown): boolean =>
  at(told, 'infoSource') !== 'guest-agent';

/**
 * The interface on the Pod network that KubeVirt gives to a guest for which
 * none are written. How it is bound hangs on the cluster, unless a preference says.
 * Source: kubevirt, `pkg/network/vmispec`, `SetDefaultNetworkInterface`.
 */
function byDefault({ spec, preference }: Guest): unknown[] {
  const isAttached =
    at(spec, 'domain', 'devices', 'autoattachPodInterface') ??
    at(preference.spec, 'devices', 'preferredAutoattachPodInterface');
  const masquerade = at(
    preference.spec,
    'devices',
    'preferredInterfaceMasquerade',
  );
  return isAttached === false
    ? []
    : [{ name: 'default', ...(masquerade !== undefined && { masquerade }) }];
}

/** The interfaces of a guest, by name, and whether policies cover their networks. */
export function interfacesOf(
  guest: Guest,
  coveredNetworks: ReadonlySet<string> | undefined,
): NonNullable<NodeFacts['interfaces']> {
  const networks = listOf(guest, 'networks');
  const written = listOf(guest, 'domain', 'devices', 'interfaces');
  const devices =
    written.length === 0 && networks.length === 0 ? byDefault(guest) : written;
  const reported = list(at(guest.instance, 'status', 'interfaces'));
  const coverage = (secondary: string | undefined) => {
    if (!secondary) {
      return 'covered';
    }
    if (!coveredNetworks) {
      return 'unknown';
    }
    return coveredNetworks.has(secondary) ? 'covered' : 'uncovered';
  };
  return devices.flatMap(device => {
    const name = text(at(device, 'name'));
    // Being unplugged.
    if (!name || at(device, 'state') === 'absent') {
      return [];
    }
    const network = networks.find(one => at(one, 'name') === name);
    const secondary = text(at(network, 'multus', 'networkName'));
    const binding =
      BINDINGS.find(type => at(device, type) !== undefined) ??
      text(at(device, 'binding', 'name'));
    const model = text(at(device, 'model'));
    const seen = reported.find(one => at(one, 'name') === name);
    const mac = text(at(seen, 'mac')) ?? text(at(device, 'macAddress'));
    return [
      {
        name,
        network: secondary ?? 'pod',
        ...(binding && { binding }),
        ...(model && { model }),
        ...(mac && { mac }),
        addresses: texts(at(seen, 'ipAddresses')),
        policyCoverage: coverage(secondary),
      },
    ];
  });
}
