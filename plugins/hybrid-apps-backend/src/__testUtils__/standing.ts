import { createStoreFromObjects, KINDS } from '../kinds';
import { checkReadiness } from '../provisioning';
import { allOpen } from './open';

/** Every kind that is watched, as a cluster serves it. */
export const kinds = KINDS.watched.map(
  ({ groups: [group], kind, resource }) => ({
    group,
    version: 'v1',
    kind,
    plural: resource,
    namespaced: true,
    verbs: ['get', 'list', 'watch'],
  }),
);

/** An object of a test's own. */
export interface Given {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    deletionTimestamp?: string;
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
    }>;
  };
  [field: string]: unknown;
}

/** An object in namespace `shop`, named as its uid. */
export function given(
  apiVersion: string,
  kind: string,
  name: string,
  body: object = {},
  owner?: Given,
): Given {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: kind === 'StorageClass' ? undefined : 'shop',
      uid: `${kind}/${name}`,
      generation: 1,
      ...(owner && {
        ownerReferences: [
          {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            name: owner.metadata.name,
            uid: owner.metadata.uid ?? '',
          },
        ],
      }),
    },
    ...body,
  };
}

/** How far the first object is, given all of them. */
export function standing(...objects: Given[]) {
  const store = createStoreFromObjects('onprem', objects);
  const { apiVersion, kind, metadata } = objects[0];
  const { namespace, name } = metadata;
  const [{ object, ...rest }] = checkReadiness(
    { store, kinds, openness: allOpen },
    [{ apiVersion, kind, namespace, name }],
  );
  return rest;
}
