/**
 * On objects of a cluster: the task that created them, for people. Nothing goes
 * by it, as whoever may write there can write it.
 *
 * @public
 */
export const ANNOTATION_TASK = 'hybrid-apps.io/task';

/**
 * On a Namespace: the entity reference of its owner, as the catalog reads
 * `spec.owner`, unless app-config names another annotation. On an object in it,
 * it says what someone thinks, and makes no owner.
 *
 * @public
 */
export const ANNOTATION_OWNER = 'backstage.io/owner';

/**
 * On a namespace, or else on the workloads in it: the catalog namespace that
 * their app is to appear in.
 *
 * @public
 */
export const ANNOTATION_CATALOG_NAMESPACE = 'hybrid-apps.io/catalog-namespace';

/**
 * On a namespace, or else on the workloads in it: the title that their app is
 * to have in the catalog. It counts where all namespaces of the app tell the
 * same.
 *
 * @public
 */
export const ANNOTATION_TITLE = 'hybrid-apps.io/title';

/**
 * On an entity: the namespaces that its objects are in, each as
 * {@link placeName} writes it, with commas between. What is elsewhere is none of
 * its, whatever labels it carries.
 *
 * @public
 */
export const ANNOTATION_PLACES = 'hybrid-apps.io/places';

/**
 * On an entity: the hours in which the app is to run, like
 * `mon-fri 07:00-19:00 Europe/Madrid`. It counts where app-config has
 * `hybridApps.hours.annotations`.
 *
 * @public
 */
export const ANNOTATION_HOURS = 'hybrid-apps.io/hours';

/**
 * A namespace of a cluster in {@link ANNOTATION_PLACES}: `cluster/namespace`. In
 * the name of the cluster all but letters, digits and `-_.!~*'()` is written as
 * in a URL, so that no two places are one.
 *
 * @public
 */
export const placeName = (cluster: string, namespace: string): string =>
  `${encodeURIComponent(cluster)}/${namespace}`;

/** Kubernetes' recommended label for the app that an object is part of. @public */
export const LABEL_PART_OF = 'app.kubernetes.io/part-of';

/** The annotations of the kubernetes plugin that tie an entity to objects. @public */
export const KUBERNETES_ANNOTATIONS = {
  id: 'backstage.io/kubernetes-id',
  namespace: 'backstage.io/kubernetes-namespace',
  cluster: 'backstage.io/kubernetes-cluster',
  labelSelector: 'backstage.io/kubernetes-label-selector',
} as const;
