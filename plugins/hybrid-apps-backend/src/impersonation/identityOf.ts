import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  parseEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { KubeIdentity, whyNotBorne } from '../clusters';
import { IMPERSONATION_KEY, ImpersonationSettings } from './settings';
import { NameTemplate, render, takes } from './template';

/** A user of the portal, and all whom they speak for. */
export interface Person {
  /** Like `user:default/alice`. */
  userEntityRef: string;
  /** As the sign-in resolver gave them; those of groups become groups on the cluster. */
  ownershipEntityRefs: readonly string[];
}

/**
 * How many groups a request bears. Each is a header of its own, and proxies take
 * 8 to 32 KiB of headers; some of a person's groups are never left out.
 */
export const MAX_GROUPS = 100;

/** Builds the error, from what is in the way and the way out. */
type Refuse = (problem: string, wayOut: string) => Error;

/**
 * In lower case, as stringifyEntityRef writes references: Backstage does not tell
 * `Alice` from `alice`, and Kubernetes does.
 */
function parse(ref: string, refuse: Refuse): CompoundEntityRef {
  try {
    return parseEntityRef(ref.toLocaleLowerCase('en-US'));
  } catch {
    throw refuse(
      `${JSON.stringify(ref)} is no reference of an entity`,
      "Have the portal's sign-in write it like group:default/team-a",
    );
  }
}

/**
 * The name of an entity by a template. Where the template takes no namespace,
 * entities of other namespaces have none, as it would be that of another.
 */
function nameOf(
  template: NameTemplate,
  entity: CompoundEntityRef,
  refuse: Refuse,
): string {
  const ref = `${entity.kind}:${entity.namespace}/${entity.name}`;
  if (
    !takes(template, 'namespace', 'ref') &&
    entity.namespace !== DEFAULT_NAMESPACE
  ) {
    throw refuse(
      `the template '${template.written}' names those of the namespace '${DEFAULT_NAMESPACE}' alone, and '${ref}' is of another`,
      'Have its namespace taken into the template',
    );
  }
  const name = render(template, entity);
  const why = whyNotBorne(name);
  if (why) {
    throw refuse(
      `the template '${template.written}' makes ${JSON.stringify(
        name,
      )} of '${ref}', which ${why}`,
      'Have the template or the entity changed',
    );
  }
  return name;
}

/**
 * Who a person is on a cluster.
 *
 * @throws NotAllowedError where they cannot be named there in full
 */
export function identityOf(
  { cluster, user, groups }: ImpersonationSettings,
  { userEntityRef, ownershipEntityRefs }: Person,
): KubeIdentity {
  const refuse: Refuse = (problem, wayOut) =>
    new NotAllowedError(
      `Nothing is written to cluster '${cluster}' in the name of '${userEntityRef}': ${problem}. ${wayOut} (${IMPERSONATION_KEY} in app-config).`,
    );
  const person = parse(userEntityRef, refuse);
  if (!takes(user, 'kind', 'ref') && person.kind !== 'user') {
    throw refuse(
      `the template '${user.written}' names users alone`,
      'Have the kind taken into the template',
    );
  }
  const theirs = ownershipEntityRefs
    .map(ref => parse(ref, refuse))
    .filter(({ kind }) => kind === 'group');
  const named = new Set(
    groups.flatMap(template =>
      takes(template, 'name', 'ref')
        ? theirs.map(group => nameOf(template, group, refuse))
        : [template.written],
    ),
  );
  if (named.size > MAX_GROUPS) {
    throw refuse(
      `they would be in ${named.size} groups there, and a request bears ${MAX_GROUPS}`,
      "Have the portal's sign-in give them fewer groups, or fewer templates for groups",
    );
  }
  return {
    user: nameOf(user, person, refuse),
    groups: [...named].sort(),
  };
}
