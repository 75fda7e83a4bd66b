import { ClusterHandle, KubeClient } from '../clusters';
import { toStatusError } from '../clusters/client/status';

/** What a cluster answers to a GET: a body, or a status with what it says. */
export type Answer = { body: unknown } | { code: number; says: unknown };

/**
 * A cluster that answers requests by their path; 404 of a server that knows none
 * of it to all others.
 */
export function askedCluster(
  answers: Readonly<Record<string, Answer>>,
  state: ClusterHandle['state'] = 'synced',
) {
  const asked: string[] = [];
  const callers: string[] = [];
  function answer(path: string, query: object = {}): unknown {
    const words = Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${value}`);
    const full = [path, ...words].join('?');
    asked.push(full);
    const found = answers[full] ?? { code: 404, says: '404 page not found' };
    if ('body' in found) {
      return found.body;
    }
    throw toStatusError({
      cluster: 'onprem',
      method: 'GET',
      path,
      httpStatus: found.code,
      body: found.says,
    });
  }
  const client: KubeClient = {
    cluster: 'onprem',
    request: async ({ path, query }) => ({
      status: 200,
      headers: {},
      body: answer(path, query),
    }),
    async list({ path, query }) {
      const body = answer(path, query);
      async function* parts() {
        // A list comes some items at a time.
        for (const item of Array.isArray(body) ? body : []) {
          yield [item];
        }
        return undefined;
      }
      return parts();
    },
    watch() {
      throw new Error('nothing is watched');
    },
    stream() {
      throw new Error('nothing is streamed');
    },
  };
  const cluster: Pick<ClusterHandle, 'name' | 'state' | 'clientFor'> = {
    name: 'onprem',
    state,
    clientFor(caller) {
      callers.push(caller);
      return client;
    },
  };
  return { cluster, asked, callers };
}
