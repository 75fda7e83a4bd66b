import {
  BasicPermission,
  createPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * The resource type of all rights on an app. The resource is the catalog
 * entity that the app belongs to, given by its entity reference.
 *
 * @public
 */
export const RESOURCE_TYPE_HYBRID_APP = 'hybrid-app';

/**
 * The resource type of all rights on a namespace of a cluster. The resource is
 * given as {@link placeName} writes it; it need not exist yet.
 *
 * @public
 */
export const RESOURCE_TYPE_NAMESPACE = 'hybrid-apps-namespace';

/** To see an app's topology, policy status and history. @public */
export const hybridAppViewPermission = createPermission({
  name: 'hybrid-apps.app.view',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_HYBRID_APP,
});

/** To start, stop, restart, pause and unpause an app's VMs. @public */
export const hybridAppPowerPermission = createPermission({
  name: 'hybrid-apps.app.power',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_HYBRID_APP,
});

/**
 * To open a VM's console, and a shell in a container, and to read logs, which may
 * hold what is secret.
 *
 * @public
 */
export const hybridAppConsolePermission = createPermission({
  name: 'hybrid-apps.app.console',
  attributes: {},
  resourceType: RESOURCE_TYPE_HYBRID_APP,
});

/** To change what an app consists of: apply, migrate, snapshot. @public */
export const hybridAppChangePermission = createPermission({
  name: 'hybrid-apps.app.change',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_HYBRID_APP,
});

/** To delete an app's components. @public */
export const hybridAppDestroyPermission = createPermission({
  name: 'hybrid-apps.app.destroy',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_HYBRID_APP,
});

/** To see all consoles that are open, and to end those of others. @public */
export const consoleManagePermission = createPermission({
  name: 'hybrid-apps.console.manage',
  attributes: { action: 'update' },
});

/**
 * To see the clusters, their state and what is in no namespace of theirs, which
 * apps their labels tell of, and the workloads of no app, these in namespaces
 * that one may read.
 *
 * @public
 */
export const clusterReadPermission = createPermission({
  name: 'hybrid-apps.cluster.read',
  attributes: { action: 'read' },
});

/** To provision a new app: check and apply manifests, and undo that. @public */
export const hybridAppCreatePermission = createPermission({
  name: 'hybrid-apps.app.create',
  attributes: { action: 'create' },
});

/**
 * To be shown what is in a namespace, as far as it belongs to an app that one
 * may view or is asked for by name.
 *
 * @public
 */
export const namespaceReadPermission = createPermission({
  name: 'hybrid-apps.namespace.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_NAMESPACE,
});

/** To create apps in a namespace, with the right to create any. @public */
export const namespaceCreatePermission = createPermission({
  name: 'hybrid-apps.namespace.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_NAMESPACE,
});

/**
 * To act on what is in a namespace, with the right to do so on the app that it
 * is of: an app says itself which objects are its own, and may name others'.
 *
 * @public
 */
export const namespaceOperatePermission = createPermission({
  name: 'hybrid-apps.namespace.operate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_NAMESPACE,
});

/** The permissions on a namespace. @public */
export const namespacePermissions: Array<
  ResourcePermission<typeof RESOURCE_TYPE_NAMESPACE>
> = [
  namespaceReadPermission,
  namespaceCreatePermission,
  namespaceOperatePermission,
];

/** All other permissions of the plugin. @public */
export const hybridAppsPermissions: Array<
  BasicPermission | ResourcePermission<typeof RESOURCE_TYPE_HYBRID_APP>
> = [
  hybridAppViewPermission,
  hybridAppPowerPermission,
  hybridAppConsolePermission,
  hybridAppChangePermission,
  hybridAppDestroyPermission,
  consoleManagePermission,
  clusterReadPermission,
  hybridAppCreatePermission,
];
