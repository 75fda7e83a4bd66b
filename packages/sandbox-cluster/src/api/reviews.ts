/** What a user may do: the reviews of authorization.k8s.io and authentication.k8s.io. */
import { Json, listAt, recordAt, textAt } from '../objects';
import { isAllowed, readAttributes, rulesOf, User } from '../rbac';
import { contentTypeOf, parseObjectBody } from './body';
import { PROTOBUF, readReviewSpec } from './protobuf';
import { ApiContext, ApiRequest, Reply } from './types';

interface Review {
  group: string;
  kind: string;
  status(context: ApiContext, user: User, spec: Json): Json;
}

const AUTHORIZATION = 'authorization.k8s.io';

const access = ({ store }: ApiContext, user: User, spec: Json): Json => ({
  allowed: isAllowed(store, user, readAttributes(spec)),
});

/** By the plural in the URL. */
export const reviews: Record<string, Review> = {
  selfsubjectaccessreviews: {
    group: AUTHORIZATION,
    kind: 'SelfSubjectAccessReview',
    status: access,
  },
  subjectaccessreviews: {
    group: AUTHORIZATION,
    kind: 'SubjectAccessReview',
    status: (context, _user, spec) =>
      access(
        context,
        {
          name: textAt(spec, 'user'),
          groups: listAt(spec, 'groups').map(String),
        },
        spec,
      ),
  },
  selfsubjectrulesreviews: {
    group: AUTHORIZATION,
    kind: 'SelfSubjectRulesReview',
    status: ({ store }, user, spec) => {
      const rules = rulesOf(store, user, textAt(spec, 'namespace'));
      return {
        resourceRules: rules.filter(rule => rule.resources),
        nonResourceRules: rules.filter(rule => rule.nonResourceURLs),
        incomplete: false,
      };
    },
  },
  selfsubjectreviews: {
    group: 'authentication.k8s.io',
    kind: 'SelfSubjectReview',
    status: (_context, { name, groups }) => ({
      userInfo: { username: name, groups },
    }),
  },
};

/** POST of a review: nothing is stored, the answer is in its status. */
export function review(
  context: ApiContext,
  plural: string,
  request: ApiRequest,
): Reply {
  const { group, kind, status } = reviews[plural];
  context.authorize(request.user, { verb: 'create', group, resource: plural });
  const spec =
    contentTypeOf(request) === PROTOBUF && kind.startsWith('Self')
      ? readReviewSpec(kind, request.body)
      : recordAt(parseObjectBody(request), 'spec');
  return {
    status: 201,
    json: {
      kind,
      apiVersion: `${group}/v1`,
      metadata: {},
      spec,
      status: status(context, request.user, spec),
    },
  };
}
