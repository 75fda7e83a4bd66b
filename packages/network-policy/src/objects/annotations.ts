/**
 * The annotations that the engine reads of the objects given to it. Whoever
 * keeps a part of each object alone keeps these.
 * @public
 */
export const READ_ANNOTATIONS = {
  /** Networks that multus attaches: a comma list of names, or a JSON list. */
  networks: 'k8s.v1.cni.cncf.io/networks',
  /** What multus reports of them: a JSON list. */
  networkStatus: 'k8s.v1.cni.cncf.io/network-status',
  /** Networks that a MultiNetworkPolicy is for. */
  policyFor: 'k8s.v1.cni.cncf.io/policy-for',
  /** On a VM, becomes a label of its launcher pod. */
  istioInject: 'sidecar.istio.io/inject',
  /** Opens ports of a pod to the default network of OVN-Kubernetes. */
  openDefaultPorts: 'k8s.ovn.org/open-default-ports',
} as const;
