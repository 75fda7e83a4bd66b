import { PodTemplates } from '@hybrid-apps/network-policy';

/**
 * The key under which an object in the store has the workloads that there are,
 * where its kind, or that of its controller, was added from outside. All others
 * go by those that Kubernetes and KubeVirt have.
 */
export const TEMPLATES: unique symbol = Symbol('templates');

/** The workloads that an object is to be read by; undefined for those that there always are. */
export const templatesOf = (object: {
  readonly [TEMPLATES]?: PodTemplates;
}): PodTemplates | undefined => object[TEMPLATES];
