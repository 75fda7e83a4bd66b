/**
 * A Prometheus of the cluster below `/_sandbox/prometheus`, which takes no
 * credentials: `/api/v1/query` and `/api/v1/query_range`.
 */
import { ApiContext, ApiRequest, Reply } from '../api';
import { answerPrometheus } from '../prometheus';
import { methodNotAllowed } from '../status';

const ROOT = '/_sandbox/prometheus/api/v1/';

/** @returns `undefined` for a path that is not of Prometheus */
export function answerMetrics(
  { name, store, clock }: Pick<ApiContext, 'name' | 'store' | 'clock'>,
  { method, path, query, body }: ApiRequest,
): Reply | undefined {
  if (!path.startsWith(ROOT)) {
    return undefined;
  }
  if (method !== 'GET' && method !== 'POST') {
    throw methodNotAllowed();
  }
  return answerPrometheus(
    {
      endpoint: path.slice(ROOT.length),
      params: method === 'POST' ? new URLSearchParams(body.toString()) : query,
      now: clock.now(),
    },
    store,
    name,
  );
}
