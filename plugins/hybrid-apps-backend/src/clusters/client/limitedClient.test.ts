import { createLimiter, Limits } from '../../limiter';
import { REQUESTS } from '../limits';
import { limitClient } from './limitedClient';
import { KubeClient, KubeRequest } from './types';

const LIMITS: Limits = {
  of: 'requests',
  perCaller: 2,
  inAll: 4,
  waiting: 0,
  waitMs: 60_000,
  retryAfterSeconds: 1,
};
const GET: KubeRequest = { method: 'GET', path: '/api/v1/pods' };

/** A cluster that answers nothing, and begins every watch. */
function silentCluster() {
  const limiter = createLimiter(LIMITS);
  const request = jest.fn(() => new Promise<never>(() => {}));
  const events = (async function* none() {})();
  const client: KubeClient = {
    cluster: 'hub',
    request,
    list: async () => events,
    watch: async () => events,
    stream: async () => events,
  };
  return {
    request,
    events,
    clientFor: (caller: string) => limitClient(client, limiter, caller),
  };
}

describe('limitClient', () => {
  it('sends so many requests of a caller, and those of others beside them', async () => {
    const { request, clientFor } = silentCluster();
    const ann = clientFor('ann');
    void ann.request(GET);
    void clientFor('ann').request(GET);
    // As of a cluster that does not answer, so that a transaction is undone.
    await expect(ann.request(GET)).rejects.toMatchObject({
      name: 'KubeConnectionError',
      isUnsent: true,
      message: expect.stringMatching(
        /^Cluster 'hub' did not answer GET \/api\/v1\/pods: Of requests, one caller has 2 under way/,
      ),
    });
    expect(request).toHaveBeenCalledTimes(2);
    void clientFor('bob').request(GET);
    await new Promise(resolve => setImmediate(resolve));
    expect(request).toHaveBeenCalledTimes(3);
  });

  it('answers all requests of the largest apply, with so many under way at a time', async () => {
    let underWay = 0;
    let most = 0;
    const client: KubeClient = {
      cluster: 'hub',
      async request() {
        underWay++;
        most = Math.max(most, underWay);
        await new Promise(resolve => setImmediate(resolve));
        underWay--;
        return { status: 200, headers: {}, body: undefined };
      },
      list: () => Promise.reject(new Error('nothing is listed')),
      watch: () => Promise.reject(new Error('nothing is watched')),
      stream: () => Promise.reject(new Error('nothing is streamed')),
    };
    const ann = limitClient(client, createLimiter(REQUESTS), 'ann');
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => ann.request(GET)),
    );
    expect(answers).toHaveLength(200);
    expect(most).toBe(8);
  });

  it('begins lists and watches whatever waits', async () => {
    const { events, clientFor } = silentCluster();
    for (const caller of ['ann', 'ann', 'bob', 'bob']) {
      void clientFor(caller).request(GET);
    }
    const { path } = GET;
    await expect(clientFor('ann').list({ path })).resolves.toBe(events);
    await expect(clientFor('ann').watch({ path })).resolves.toBe(events);
  });

  it('passes on what the cluster answers, and what it refuses', async () => {
    const limiter = createLimiter(LIMITS);
    const answer = { status: 200, headers: {}, body: {} };
    const refused = new Error('refused');
    const client: KubeClient = {
      cluster: 'hub',
      request: jest
        .fn()
        .mockResolvedValueOnce(answer)
        .mockRejectedValueOnce(refused),
      list: () => Promise.reject(refused),
      watch: () => Promise.reject(refused),
      stream: () => Promise.reject(refused),
    };
    const ann = limitClient(client, limiter, 'ann');
    await expect(ann.request(GET)).resolves.toBe(answer);
    await expect(ann.request(GET)).rejects.toBe(refused);
    expect(client.request).toHaveBeenLastCalledWith(GET);
  });
});
