import { z } from 'zod';
import { KubeClient } from '../client/types';
import { ServedKind } from '../types';

const rulesSchema = z.array(
  z.object({
    verbs: z.array(z.string()),
    apiGroups: z.array(z.string()).nullish(),
    resources: z.array(z.string()).nullish(),
    resourceNames: z.array(z.string()).nullish(),
  }),
);

const reviewSchema = z.object({
  status: z.object({
    // Go says null for an empty list.
    resourceRules: rulesSchema.nullish(),
    incomplete: z.boolean().default(false),
  }),
});

/** What an account may do in one namespace, as far as the server can tell. */
export interface Rights {
  rules: z.infer<typeof rulesSchema>;
  /** There may be more: an authorizer, as a webhook, cannot list its rules. */
  incomplete: boolean;
}

/**
 * Asks what whoever the client speaks for may do in a namespace, those rights
 * included that hold in all. One request tells it for every kind.
 *
 * Source: authorization.k8s.io/v1 SelfSubjectRulesReview, which everyone may
 * create by the ClusterRole system:basic-user.
 */
export async function reviewRights(
  client: KubeClient,
  namespace: string,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<Rights> {
  const kind = 'SelfSubjectRulesReview';
  const { body } = await client.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind,
      spec: { namespace },
    },
    ...options,
  });
  const { resourceRules, incomplete } = reviewSchema.parse(body).status;
  return { rules: resourceRules ?? [], incomplete };
}

/**
 * Whether a kind may be listed; undefined where the rights are not all known.
 * Rules for objects of certain names allow no list.
 *
 * Source: kubernetes, pkg/apis/rbac/v1/evaluation_helpers.go.
 */
export function mayList(
  rights: Rights | undefined,
  { group, plural }: Pick<ServedKind, 'group' | 'plural'>,
): boolean | undefined {
  const has = (values: readonly string[] | null | undefined, value: string) =>
    values?.some(each => each === '*' || each === value) ?? false;
  const isAllowed = rights?.rules.some(
    ({ verbs, apiGroups, resources, resourceNames }) =>
      has(verbs, 'list') &&
      has(apiGroups, group) &&
      has(resources, plural) &&
      !resourceNames?.length,
  );
  return isAllowed || rights?.incomplete === false ? isAllowed : undefined;
}
