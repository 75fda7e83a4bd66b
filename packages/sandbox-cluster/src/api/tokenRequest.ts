/** The token subresource of ServiceAccounts (authentication.k8s.io/v1 TokenRequest). */
import { listAt, recordAt, timestamp } from '../objects';
import { badRequest, methodNotAllowed } from '../status';
import { parseObjectBody } from './body';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { requireObject } from './write';

/** As kube-apiserver: an hour unless told, and ten minutes at least. */
const DEFAULT_SECONDS = 3600;
const LEAST_SECONDS = 600;

export function tokenRequest(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  if (request.method !== 'POST') {
    throw methodNotAllowed();
  }
  const { metadata } = requireObject(context, target);
  const { namespace = '', name, uid = '' } = metadata;
  const spec = recordAt(parseObjectBody(request), 'spec');
  const { expirationSeconds = DEFAULT_SECONDS } = spec;
  if (
    typeof expirationSeconds !== 'number' ||
    expirationSeconds < LEAST_SECONDS
  ) {
    throw badRequest(
      `spec.expirationSeconds: may not specify a duration less than 10 minutes`,
    );
  }
  const expiresAt = context.clock.now() + expirationSeconds * 1000;
  return {
    status: 201,
    json: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: {
        name,
        namespace,
        creationTimestamp: timestamp(context.clock.now()),
      },
      spec: { audiences: listAt(spec, 'audiences'), expirationSeconds },
      status: {
        token: context.accountTokens.issue({ namespace, name, uid }, expiresAt),
        expirationTimestamp: timestamp(expiresAt),
      },
    },
  };
}
