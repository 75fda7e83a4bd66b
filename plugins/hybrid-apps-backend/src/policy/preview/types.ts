import { PodTemplates } from '@hybrid-apps/network-policy';
import {
  ConnectionChange,
  KindKnowledge,
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { WorkloadName } from '../enginePeers';
import { ReaderOn } from '../reader';

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
  /** Who is told. */
  reader: ReaderOn;
  /** Where policies are not known: of workloads there, no change is told. */
  gaps: readonly KindKnowledge[];
}

/** What changes, as far as it is told. */
export type Preview = {
  changes: ConnectionChange[];
  /** How many more changes there are. */
  omitted: number;
};
