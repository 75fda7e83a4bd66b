import { Kind } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { PodTemplates } from '@hybrid-apps/network-policy';
import { ClusterStore, KubeObject } from '../clusters';

/** What policy reads of the description of a kind: plain data, which a thread can be handed. */
export interface PolicyKind
  extends Pick<Kind, 'kind' | 'category' | 'reachability'> {
  groups: readonly string[];
  watch?: { resource: string };
}

/** The kinds that a portal knows, as far as policy reads of them. */
export interface PolicyKinds {
  readonly all: readonly PolicyKind[];
  readonly templates: PodTemplates;
  of(type: Pick<KubeObject, 'apiVersion' | 'kind'>): PolicyKind | undefined;
}

/** All that policy reads of a cluster. */
export interface PolicyStore
  extends Pick<
    ClusterStore,
    'name' | 'revision' | 'get' | 'knowledge' | 'controllerOf'
  > {
  readonly kinds: PolicyKinds;
  list(query: { group: string; kind: string }): readonly KubeObject[];
}
