import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

const { isValidKind, isValidNamespace, isValidObjectName } =
  KubernetesValidatorFunctions;

/**
 * The full entity reference of an owner, in small letters, as the catalog reads
 * `spec.owner`: of `team-a` it is `group:default/team-a`. Undefined where the
 * text is no reference, or names what the catalog cannot hold.
 * Source: https://backstage.io/docs/features/software-catalog/references
 *
 * @param text - the reference as someone wrote it
 * @param namespace - the catalog namespace of what is owned, which a reference
 * without a namespace means
 *
 * @public
 */
export function ownerRef(
  text: string,
  namespace: string = DEFAULT_NAMESPACE,
): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: 'Group',
      // No group is in one that the catalog cannot hold.
      defaultNamespace: isValidNamespace(namespace)
        ? namespace
        : DEFAULT_NAMESPACE,
    });
    return isValidKind(ref.kind) &&
      isValidNamespace(ref.namespace.toLocaleLowerCase('en-US')) &&
      isValidObjectName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
