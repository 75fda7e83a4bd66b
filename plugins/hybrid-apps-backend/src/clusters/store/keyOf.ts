import { groupOf } from '@hybrid-apps/network-policy';
import { KubeObject, ObjectKey } from '../types';

/** The key that names an object. */
export const keyOf = ({
  apiVersion,
  kind,
  metadata,
}: KubeObject): ObjectKey => ({
  group: groupOf(apiVersion),
  kind,
  namespace: metadata.namespace,
  name: metadata.name,
});

/** A key as one word. */
export const wordOfKey = ({
  group,
  kind,
  namespace = '',
  name,
}: ObjectKey): string => `${group}/${kind}/${namespace}/${name}`;
