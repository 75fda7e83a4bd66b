import { PodTemplates } from '@hybrid-apps/network-policy';
import {
  ConnectionChange,
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { WorkloadName } from '../enginePeers';

/** Policies as they would be, and policies that would be gone. */
export interface PolicyChange {
  apply?: readonly Manifest[];
  remove?: readonly ObjectRef[];
}

/** What a preview is of, beside the cluster's objects: plain data, which another thread can be handed. */
export interface PreviewQuestion {
  cluster: string;
  templates: PodTemplates;
  /** The app's workloads on the cluster. */
  workloads: readonly WorkloadName[];
  change: PolicyChange;
}

/** Which workloads, by their keys, a preview tells of. */
export interface Tellable {
  /** That the caller may be told of by name. */
  named: readonly string[];
  /** Where policies are known: of others, no change is told. */
  known: readonly string[];
}

/** Says of all workloads of a cluster which are {@link Tellable}. */
export type TellableOf = (
  workloads: readonly WorkloadName[],
) => Tellable | Promise<Tellable>;

/** What changes, as far as it is told. */
export type Preview = {
  changes: ConnectionChange[];
  /** How many more changes there are. */
  omitted: number;
};
