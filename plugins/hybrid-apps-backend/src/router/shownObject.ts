import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { namespaceOperatePermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { nameOf } from '../objects';
import { AppAccess } from '../permissions';
import { AppView } from '../views';

/** An object that the caller is shown, and where. */
export interface Shown {
  id: string;
  object: KubeObject;
  store: ClusterStore;
  namespace: string;
}

/** An object of an app, as it is now, if it is one that can be acted on. */
export async function shownIn(
  view: AppView,
  id: string,
): Promise<Shown | undefined> {
  const { objects } = await view.drawn();
  const member = objects.find(one => one.id === id);
  const store = view.stores.find(({ name }) => name === member?.cluster);
  // As it is now: a picture may be a moment old.
  const object = member && store?.get(nameOf(member.object));
  const namespace = object?.metadata.namespace;
  // What is in no namespace is nobody's to act on.
  return store && object && namespace !== undefined
    ? { id, object, store, namespace }
    : undefined;
}

/** What is told to who may not act in a namespace. */
export const lacksOperate = (cluster: string, namespace: string): string =>
  `You lack the permission '${namespaceOperatePermission.name}' in namespace '${namespace}' of cluster '${cluster}'. Ask its owner, or whoever keeps the portal's permission policy.`;

/**
 * That the caller may act in a namespace, whatever an app there says of itself.
 *
 * @throws NotAllowedError
 */
export async function requireOperate(
  access: Pick<AppAccess, 'in'>,
  credentials: BackstageCredentials,
  { cluster, namespace }: { cluster: string; namespace: string },
): Promise<void> {
  const operates = await access.in(namespaceOperatePermission, credentials);
  if (!operates(cluster, namespace)) {
    throw new NotAllowedError(lacksOperate(cluster, namespace));
  }
}
