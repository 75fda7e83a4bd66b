import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, groupResource, isKnownIn } from '../clusters';
import { ToldHealth } from './trail';

/** How a component is now, as far as that is known. */
export interface ObservedComponent {
  /** Its id in the topology. */
  component: string;
  /** When its object was created, in ISO 8601. */
  createdAt?: string;
  health?: ToldHealth;
  /** One word of the platform's own, like CrashLoopBackOff. */
  reason?: string;
  ingress?: 'isolated' | 'open';
  egress?: 'isolated' | 'open';
}

/** An app as it is now, and what of it nobody can tell. */
export interface Observation {
  entityRef: string;
  /** When it was looked at, in ISO 8601. */
  at: string;
  components: ObservedComponent[];
  /** Whether a component that is not among these is gone for sure. */
  isGone(component: string): boolean;
}

/** What is told, and no more where nothing is. */
export const told = <T extends string>(
  value: T | 'unknown' | 'unjudged',
): T | undefined =>
  value === 'unknown' || value === 'unjudged' ? undefined : value;

/** Whether an object of this category is one that history looks at. */
export const isComponent = (category: TopologyNode['category']): boolean =>
  category === 'vm' || category === 'container';

/**
 * Whether a store knows all objects of the kind that a topology id names, in
 * its namespace. All kinds of workloads have the regular plural.
 */
export function knowsKindOf(
  component: string,
  stores: readonly ClusterStore[],
): boolean {
  const [cluster, namespace, group, kind] = component.split('/');
  const resource = groupResource(group, `${kind.toLocaleLowerCase('en-US')}s`);
  const known = stores
    .find(({ name }) => name === cluster)
    ?.knowledge()
    .find(entry => entry.kind === resource || entry.kind === '*');
  return (
    known !== undefined &&
    (known.state === 'absent' || isKnownIn(known, namespace))
  );
}

/** What history looks at: an app's VMs and container workloads. */
export function observe(
  { entityRef, nodes }: Topology,
  stores: readonly ClusterStore[],
  now: Date,
): Observation {
  return {
    entityRef,
    at: now.toISOString(),
    components: nodes
      .filter(({ category }) => isComponent(category))
      .map(({ id, cluster, namespace, apiVersion, kind, name, ...node }) => {
        const { status, posture } = node;
        const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
        const createdAt = stores
          .find(store => store.name === cluster)
          ?.get({ group, kind, namespace, name })?.metadata.creationTimestamp;
        return {
          component: id,
          ...(createdAt && { createdAt }),
          health: told<ToldHealth>(status.health),
          ...(status.reason && { reason: status.reason }),
          ingress: posture && told<'isolated' | 'open'>(posture.ingress),
          egress: posture && told<'isolated' | 'open'>(posture.egress),
        };
      }),
    isGone: component => knowsKindOf(component, stores),
  };
}
