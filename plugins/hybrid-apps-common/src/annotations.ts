/**
 * On objects of a cluster: the task that created them. What a failed task is
 * to remove again is known by it.
 *
 * @public
 */
export const ANNOTATION_TASK = 'hybrid-apps.io/task';

/**
 * On objects or their namespace: the entity reference of the owner of the app
 * they belong to.
 *
 * @public
 */
export const ANNOTATION_OWNER = 'backstage.io/owner';

/**
 * On objects or their namespace: the catalog namespace that their app is to
 * appear in.
 *
 * @public
 */
export const ANNOTATION_CATALOG_NAMESPACE = 'hybrid-apps.io/catalog-namespace';

/**
 * On objects: the title that their app is to have in the catalog.
 *
 * @public
 */
export const ANNOTATION_TITLE = 'hybrid-apps.io/title';

/** Kubernetes' recommended label for the app that an object is part of. @public */
export const LABEL_PART_OF = 'app.kubernetes.io/part-of';

/** The annotations of the kubernetes plugin that tie an entity to objects. @public */
export const KUBERNETES_ANNOTATIONS = {
  id: 'backstage.io/kubernetes-id',
  namespace: 'backstage.io/kubernetes-namespace',
  cluster: 'backstage.io/kubernetes-cluster',
  labelSelector: 'backstage.io/kubernetes-label-selector',
} as const;
