import { parseEntityRef } from '@backstage/catalog-model';

/** The short name of an owner, like `team-a`, with what differs from the usual. */
export function ownerName(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const prefix = kind === 'group' ? '' : `${kind}:`;
  return namespace === 'default'
    ? `${prefix}${name}`
    : `${prefix}${namespace}/${name}`;
}
