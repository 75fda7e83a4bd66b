import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterStore,
  groupResource,
  isKnownIn,
  KubeObject,
  ObjectKey,
} from '../clusters';
import { ServicePort } from '../kinds';
import { ObjectName } from '../objects';
import { Budget } from './budget';

/** A cluster as its viewer is shown it, and when. */
export interface Scene {
  store: ClusterStore;
  /** Whether the viewer may be told what there is in a namespace. */
  sees(namespace: string): boolean;
  /** And what is in none. */
  readsClusters: boolean;
  now: Date;
  /** Of one question, over all clusters. */
  budget: Budget;
}

/** The last of a way: an endpoint of a Service. */
export interface End {
  endpoint: TraceHop;
  container?: TraceHop;
  /** What policy is asked about: the workload at the end, and its port. */
  asks?: { workload: ObjectName; port: number };
}

/** A Service that a way goes on to, as something names it. */
export interface ToService {
  key: ObjectKey;
  /** The port that is meant, of those that the Service has. */
  port: unknown;
  evidence: TraceHop['evidence'];
  /** How the port is meant; by the Service's own number or name, unless told. */
  meant?: (service: KubeObject, port: unknown) => ServicePort | undefined;
}

/** A way up to the Service that it comes to, or up to where it ends before. */
export interface Front {
  scene: Scene;
  entry: KubeObject;
  host?: string;
  hops: readonly TraceHop[];
  to?: ToService;
  /** Another one may be meant: it breaks where it would begin. */
  isMiss?: true;
}

/** A whole way, before policy was asked. */
export interface Draft
  extends Pick<Front, 'scene' | 'entry' | 'host' | 'hops'> {
  ends: readonly End[];
  more: number;
  /** The id of the Service that it comes to. */
  service?: string;
}

/** Whether all objects of a kind are known that are in a namespace, or in none. */
export const isKindKnown = (
  { store }: Pick<Scene, 'store'>,
  { group, kind, namespace }: Pick<ObjectKey, 'group' | 'kind' | 'namespace'>,
): boolean => {
  const described = store.kinds.all.find(
    one => one.kind === kind && one.groups.includes(group),
  );
  const { watch } = described ?? {};
  return (
    watch !== undefined &&
    store
      .knowledge()
      .some(
        known =>
          known.kind === groupResource(group, watch.resource) &&
          isKnownIn(known, namespace),
      )
  );
};

/**
 * What an object names, as its viewer may know it: what is hidden is not known,
 * and looks the same whether it is there or not.
 */
export function lookUp(
  scene: Scene,
  key: ObjectKey,
): KubeObject | 'missing' | 'unknown' {
  const { namespace } = key;
  const isShown =
    namespace === undefined ? scene.readsClusters : scene.sees(namespace);
  const found = isShown ? scene.store.get(key) : undefined;
  if (found) {
    return found;
  }
  return isShown && isKindKnown(scene, key) ? 'missing' : 'unknown';
}
