import { ObjectField } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { groupOf } from '@hybrid-apps/network-policy';
import { KubeObject } from '../clusters';

export { groupOf };

/** What names an object of a cluster, however it came to be known. */
export interface ObjectName {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** The id of a node: `cluster/namespace/group/Kind/name`. */
export function nodeId(
  cluster: string,
  { group, kind, namespace, name }: ObjectName,
): string {
  return [cluster, namespace ?? '', group, kind, name].join('/');
}

/** What the id of a node says. Names of Kubernetes hold no slash. */
export function parseNodeId(id: string) {
  const [cluster, namespace, group, kind, name] = id.split('/');
  return { cluster, namespace, group, kind, name };
}

export const nameOf = (object: KubeObject): ObjectName => ({
  group: groupOf(object.apiVersion),
  kind: object.kind,
  namespace: object.metadata.namespace,
  name: object.metadata.name,
});

export const idOf = (cluster: string, object: KubeObject): string =>
  nodeId(cluster, nameOf(object));

/** An object, to be named in evidence. */
export function objectField(cluster: string, object: KubeObject): ObjectField {
  const { name, namespace } = object.metadata;
  return {
    id: idOf(cluster, object),
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace && { namespace }),
    name,
  };
}

/** `Deployment web`: how a sentence calls an object. */
export const called = (object: KubeObject): string =>
  `${object.kind} ${object.metadata.name}`;
