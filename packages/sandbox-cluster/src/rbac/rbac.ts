/** Who asks, and what the Roles in the cluster let them do. */
import {
  Json,
  KubeObject,
  listAt,
  recordAt,
  recordsAt,
  textAt,
} from '../objects';
import { kinds, qualifiedResource } from '../kinds';
import { forbidden, StatusError } from '../status';
import { Store } from '../store';

export interface User {
  name: string;
  groups: string[];
}

/** What is asked for: a resource, or a path that is none. */
export type Attributes =
  | {
      verb: string;
      group: string;
      /** With its subresource: `pods/log`. */
      resource: string;
      namespace?: string;
      name?: string;
    }
  | { verb: string; path: string };

export interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

const RBAC = 'rbac.authorization.k8s.io';

export const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** What everyone may read who is known. */
const DISCOVERY: Rule = {
  verbs: ['get'],
  nonResourceURLs: [
    '/api',
    '/api/*',
    '/apis',
    '/apis/*',
    '/openapi',
    '/openapi/*',
  ],
};
const SELF_REVIEW: Rule = {
  verbs: ['create'],
  apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
  resources: [
    'selfsubjectaccessreviews',
    'selfsubjectrulesreviews',
    'selfsubjectreviews',
  ],
};
/** What everyone may read. */
const PUBLIC: Rule = {
  verbs: ['get'],
  nonResourceURLs: [
    '/healthz',
    '/livez',
    '/livez/*',
    '/readyz',
    '/readyz/*',
    '/version',
    '/version/',
  ],
};
const EVERYTHING: Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** The user's rules in a namespace, or for the whole cluster. */
export function rulesOf(store: Store, user: User, namespace?: string): Rule[] {
  if (user.groups.includes('system:masters')) {
    return EVERYTHING;
  }
  const known = user.groups.includes('system:authenticated')
    ? [DISCOVERY, SELF_REVIEW]
    : [];
  const bindings = [
    ...store.list(RBAC, 'ClusterRoleBinding'),
    ...(namespace ? store.list(RBAC, 'RoleBinding', { namespace }) : []),
  ];
  return [
    PUBLIC,
    ...known,
    ...bindings
      .filter(binding => binds(binding, user))
      .flatMap(binding => rulesOfRole(store, binding)),
  ];
}

export function isAllowed(
  store: Store,
  user: User,
  attributes: Attributes,
): boolean {
  const namespace = 'resource' in attributes ? attributes.namespace : undefined;
  return rulesOf(store, user, namespace).some(rule =>
    permits(rule, attributes),
  );
}

function binds(binding: KubeObject, user: User): boolean {
  return recordsAt(binding, 'subjects').some(({ kind, name, namespace }) => {
    switch (kind) {
      case 'User':
        return name === user.name;
      case 'Group':
        return user.groups.includes(String(name));
      case 'ServiceAccount':
        return user.name === `system:serviceaccount:${namespace}:${name}`;
      default:
        return false;
    }
  });
}

function rulesOfRole(store: Store, binding: KubeObject): Rule[] {
  const kind = textAt(binding, 'roleRef', 'kind');
  if (kind !== 'Role' && kind !== 'ClusterRole') {
    return [];
  }
  const role = store.get({
    group: RBAC,
    kind,
    namespace: binding.metadata.namespace,
    name: textAt(binding, 'roleRef', 'name'),
  });
  return recordsAt(role, 'rules').map(readRule);
}

function readRule(rule: Json): Rule {
  const texts = (field: string) => listAt(rule, field).map(String);
  const some = (field: string) =>
    rule[field] === undefined ? {} : { [field]: texts(field) };
  return {
    verbs: texts('verbs'),
    ...some('apiGroups'),
    ...some('resources'),
    ...some('resourceNames'),
    ...some('nonResourceURLs'),
  };
}

function permits(rule: Rule, attributes: Attributes): boolean {
  const has = (values: string[] | undefined, value: string) =>
    values?.some(each => each === '*' || each === value) ?? false;
  if (!has(rule.verbs, attributes.verb)) {
    return false;
  }
  if ('path' in attributes) {
    return (rule.nonResourceURLs ?? []).some(url =>
      url.endsWith('*')
        ? attributes.path.startsWith(url.slice(0, -1))
        : attributes.path === url,
    );
  }
  const { group, resource, name } = attributes;
  const [, subresource] = resource.split('/');
  const resources = rule.resources ?? [];
  return (
    has(rule.apiGroups, group) &&
    (has(resources, resource) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length || has(rule.resourceNames, name ?? ''))
  );
}

/** A Role to read all but Secrets, and its binding to `user` in one namespace. */
export function readerObjects(user: string, namespace: string): KubeObject[] {
  const name = 'sandbox-reader';
  const groups = [...new Set(kinds.map(def => def.group))];
  const rules = groups.map(group => ({
    apiGroups: [group],
    resources: kinds
      .filter(
        def => def.group === group && qualifiedResource(def) !== 'secrets',
      )
      .map(def => def.plural)
      .concat(group === '' ? ['pods/log'] : []),
    verbs: ['get', 'list', 'watch'],
  }));
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
    },
  ];
}

/** Throws a 403 that says what the user may not. */
export function requireAllowed(
  store: Store,
  user: User,
  attributes: Attributes,
): void {
  if (isAllowed(store, user, attributes)) {
    return;
  }
  const { verb } = attributes;
  if ('path' in attributes) {
    throw new StatusError(
      403,
      'Forbidden',
      `forbidden: User "${user.name}" cannot ${verb} path "${attributes.path}"`,
      {},
    );
  }
  const { resource, group, namespace, name } = attributes;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  throw forbidden(
    { group, resource: resource.split('/')[0], name },
    `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}

/** Reads a SubjectAccessReview's attributes. */
export function readAttributes(spec: Json): Attributes {
  const path = recordAt(spec, 'nonResourceAttributes');
  if (spec.nonResourceAttributes) {
    return { verb: textAt(path, 'verb'), path: textAt(path, 'path') };
  }
  const asked = recordAt(spec, 'resourceAttributes');
  const subresource = textAt(asked, 'subresource');
  return {
    verb: textAt(asked, 'verb'),
    group: textAt(asked, 'group'),
    resource: textAt(asked, 'resource') + (subresource && `/${subresource}`),
    namespace: textAt(asked, 'namespace') || undefined,
    name: textAt(asked, 'name') || undefined,
  };
}
