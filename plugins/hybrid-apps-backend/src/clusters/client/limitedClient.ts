import { Limiter, TooManyRequestsError } from '../../limiter';
import { KubeConnectionError } from './errors';
import { KubeClient } from './types';

/**
 * A client whose requests are counted for a caller. One that has no turn in time
 * fails as on a cluster that does not answer: of a transaction, what was done
 * before is then undone. Lists and watches are the portal's own and not counted, and
 * how many streams there are at a time, whoever begins them says.
 */
export const limitClient = (
  client: KubeClient,
  limiter: Limiter,
  caller: string,
): KubeClient => ({
  cluster: client.cluster,
  list: request => client.list(request),
  watch: request => client.watch(request),
  stream: request => client.stream(request),
  async request(request) {
    try {
      return await limiter.run(caller, () => client.request(request));
    } catch (error) {
      if (!(error instanceof TooManyRequestsError)) {
        throw error;
      }
      const { method, path } = request;
      throw new KubeConnectionError({
        cluster: client.cluster,
        method,
        path,
        message: error.message,
        isUnsent: true,
        cause: error,
      });
    }
  },
});
