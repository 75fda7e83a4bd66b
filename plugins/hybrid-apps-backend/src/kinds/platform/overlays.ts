/**
 * On a node, how flannel connects its Pods with those of others: vxlan, host-gw, wireguard.
 * Source: flannel-io/flannel, pkg/subnet/kube/annotations.go.
 */
export const FLANNEL_BACKEND = 'flannel.alpha.coreos.com/backend-type';

/**
 * On a node, its address in each tunnel that Calico has between nodes.
 * Source: projectcalico/calico, libcalico-go/lib/backend/k8s/resources/node.go.
 */
export const CALICO_TUNNELS: ReadonlyArray<
  readonly [annotation: string, mode: string]
> = [
  ['projectcalico.org/IPv4IPIPTunnelAddr', 'IPIP'],
  ['projectcalico.org/IPv4VXLANTunnelAddr', 'VXLAN'],
  ['projectcalico.org/IPv4WireguardInterfaceAddr', 'WireGuard'],
];
