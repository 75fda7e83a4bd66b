import {
  Postures,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore, Writer, WRITER } from '../clusters';
import { categoryOf, factsOf, healthOf } from '../kinds';
import { Sized } from '../modernization';
import { fold } from '../topology';
import { setupText } from './setup';
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
  /** What is set of it; the same as long as that is. */
  setup?: string;
  /** Who wrote its spec last, where that is told. */
  writer?: Writer;
}

/** An app as it is now, and what of it nobody can tell. */
export interface Observation {
  entityRef: string;
  /** When it was looked at, in ISO 8601. */
  at: string;
  components: readonly ObservedComponent[];
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

/** A component, and its node. */
export interface Looked {
  component: ObservedComponent;
  node: Sized;
}

/** What history looks at: of what is drawn of an app, its VMs and container workloads. */
export function lookAt(
  app: AppMembers,
  stores: readonly ClusterStore[],
): Looked[] {
  const byName = new Map(stores.map(store => [store.name, store]));
  return fold(app, stores)
    .flatMap(({ member: { cluster, id, object } }): Looked[] => {
      const store = byName.get(cluster);
      const category = store && categoryOf(object, store.kinds);
      if (!category || !isComponent(category)) {
        return [];
      }
      const { state, reason } = healthOf(object, store);
      const facts = factsOf(object, store, {});
      const { replicas, resources } = facts;
      const writer = object[WRITER];
      const { creationTimestamp: createdAt, namespace, name } = object.metadata;
      return [
        {
          component: {
            component: id,
            ...(createdAt && { createdAt }),
            health: told<ToldHealth>(state),
            ...(reason && { reason }),
            setup: setupText(facts, writer),
            ...(writer && { writer }),
          },
          node: {
            id,
            cluster,
            namespace: namespace ?? '',
            kind: object.kind,
            name,
            category,
            facts: { replicas, resources },
          },
        },
      ];
    })
    .sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
}

/** The same, and how they stand. */
export const withPostures = (
  components: readonly ObservedComponent[],
  postures: ReadonlyMap<string, Postures>,
): ObservedComponent[] =>
  components.map(one => {
    const posture = postures.get(one.component);
    return posture
      ? {
          ...one,
          ingress: told<'isolated' | 'open'>(posture.ingress),
          egress: told<'isolated' | 'open'>(posture.egress),
        }
      : one;
  });
