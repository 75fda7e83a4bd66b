import type { Address } from '../addresses/ranges';
import type { InvalidFieldError } from '../objects/fields';
import type { ObjectReference } from '../objects/object';
import type { Labels } from '../selectors/labels';

/**
 * A workload, or a Pod that nothing owns: what the answers speak of. A workload
 * and its own pods are one peer.
 * @public
 */
export interface WorkloadPeer {
  /** Tells it from the other peers. */
  readonly type: 'workload';
  /** The workload's namespace. */
  readonly namespace: string;
  /** The workload's name; of a VirtualMachineInstance with a VirtualMachine, both have it. */
  readonly name: string;
  /** `Deployment`, `VirtualMachine`, `Pod` and so on. */
  readonly kind: string;
}

/**
 * One pod of a workload.
 * @public
 */
export interface PodPeer {
  /** Tells it from the other peers. */
  readonly type: 'pod';
  /** The Pod's namespace. */
  readonly namespace: string;
  /** The Pod's name. */
  readonly name: string;
  /** As in an object. */
  readonly kind: 'Pod';
  /** What the Pod belongs to; the Pod itself when nothing owns it. */
  readonly workload: WorkloadPeer;
}

/**
 * Addresses outside the pod network: one, or a range whose addresses all have
 * the same answers.
 * @public
 */
export interface ExternalPeer {
  /** Tells it from the other peers. */
  readonly type: 'external';
  /** First address. */
  readonly from: string;
  /** Last address; equal to `from` for one address. */
  readonly to: string;
}

/**
 * Either end of a connection, in answers.
 * @public
 */
export type Peer = WorkloadPeer | PodPeer | ExternalPeer;

/** A port that a container (or a VM's interface) declares. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** A port that cannot be read, and stands for any of its name. */
export interface UnreadPort {
  readonly error: InvalidFieldError;
  /** Absent where the name cannot be read either; empty of one that has none. */
  readonly name?: string;
}

export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** False when the namespace is only referred to. */
  readonly known: boolean;
  /** Why nobody knows which labels it has: it cannot be read. */
  readonly fault?: string;
}

/**
 * A network interface of a pod beside its first one.
 * @public
 */
export interface SecondaryInterface {
  /** The interface's or network's name in the pod or VM. */
  readonly name: string;
  /** NetworkAttachmentDefinition, as `namespace/name`. */
  readonly network: string;
  /** Known addresses on that network. */
  readonly addresses: readonly string[];
}

/** A pod, or the pod that a workload's template would give. */
export interface Endpoint {
  readonly peer: WorkloadPeer;
  /** The Pod's name; undefined when the workload stands for pods that are not there. */
  readonly pod?: string;
  readonly object: ObjectReference;
  readonly namespace: Namespace;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly unreadPorts: readonly UnreadPort[];
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  /** Known addresses: of the pod, or of its node when it is on the host's network. */
  readonly addresses: readonly Address[];
  /** The node's name, where it is known. */
  readonly node?: string;
  /** The node's address, where the pod says it. */
  readonly nodeAddress?: Address;
  readonly interfaces: readonly SecondaryInterface[];
  /** The names of its profiles, where Calico recorded them; else those of its namespace and account. */
  readonly profiles?: readonly string[];
  /** True of a VM without an interface on the pod network: its pod alone is there. */
  readonly offPodNetwork?: boolean;
  /** Why nobody knows what it is like: the object cannot be read, and this is what can be. */
  readonly fault?: string;
}

export interface NodeInfo {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly Address[];
  /** Why nobody knows which labels and addresses it has: it cannot be read. */
  readonly fault?: string;
  /** True when nobody knows which node it is either. */
  readonly isNameless?: boolean;
}

/**
 * `namespace/name[Kind]`, or the range with `[External]`.
 * @public
 */
export function formatPeer(peer: Peer): string {
  if (peer.type === 'external') {
    return peer.from === peer.to
      ? `${peer.from}[External]`
      : `${peer.from}-${peer.to}[External]`;
  }
  return `${peer.namespace}/${peer.name}[${peer.kind}]`;
}
