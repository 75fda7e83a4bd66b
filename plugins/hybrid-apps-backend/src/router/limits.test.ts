import { mockCredentials } from '@backstage/backend-test-utils';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { asUserThrough, startPortal } from '../__testUtils__/portal';
import { eventually } from '../__testUtils__/eventually';
import { manifest } from '../__testUtils__/teams';
import { Limits } from '../limiter';
import { applyManifests } from '../provisioning/applyManifests';
import { APPLIES, PREVIEWS, QUESTIONS } from './limits';

// Both take as long as a test wants.
jest.mock('../provisioning/applyManifests', () => ({
  applyManifests: jest.fn(),
}));
const direction = {
  verdict: 'allowed',
  reason: '',
  deciding: [],
  overruled: [],
};
const REACHED = {
  answer: {
    verdict: 'allowed',
    summary: '',
    egress: direction,
    ingress: direction,
    knowledge: [],
  },
  workloads: [],
};
const mockReachability = jest.fn(async () => REACHED);
const mockEntries = jest.fn(async () => []);
jest.mock('../policy/thread', () => ({
  answerInThread: (options: object) => ({
    ...jest.requireActual('../policy/thread').answerInThread(options),
    reachability: () => mockReachability(),
    entries: () => mockEntries(),
  }),
}));
const mockPreview = jest.fn();
jest.mock('../policy/preview/inThread', () => ({
  createPreviewer: () => ({
    preview: (...args: unknown[]) => mockPreview(...args),
    prepare: () => {},
    close: async () => {},
  }),
}));

jest.setTimeout(60_000);

/** One endpoint of the inventory's Service, so that policy is asked of the way to it. */
const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'web-a',
    namespace: 'inventory',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  addressType: 'IPv4',
  endpoints: [
    { addresses: ['10.0.0.7'], targetRef: { kind: 'Pod', name: 'web-1-a' } },
  ],
  ports: [{ name: '', port: 8080 }],
};

/** Those without a body are of GET. */
describe.each<[string, jest.Mock, Limits, string, object | undefined, object]>([
  [
    'applies',
    jest.mocked(applyManifests),
    APPLIES,
    '/v1/clusters/onprem/apply',
    { task: 'task-1', dryRun: true, manifests: [manifest] },
    { dryRun: true, items: [] },
  ],
  [
    'previews',
    mockPreview,
    PREVIEWS,
    '/v1/apps/system/default/inventory/policy/preview',
    { cluster: 'onprem', apply: [] },
    { changes: [], omitted: 0 },
  ],
  [
    'questions about policies',
    mockReachability,
    QUESTIONS,
    '/v1/reachability',
    {
      source: { ip: '192.0.2.1' },
      destination: { ip: '192.0.2.2' },
      protocol: 'TCP',
      port: 80,
    },
    REACHED,
  ],
  [
    'ways of a request',
    mockEntries,
    QUESTIONS,
    '/v1/apps/system/default/inventory/trace?to=inventory.example.com',
    undefined,
    [],
  ],
])('of %s', (_, work, limits, path, body, answer) => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: [...inventory, slice],
      entities: [inventorySystem],
    });
  });
  beforeEach(() => work.mockClear());
  afterAll(() => portal?.stop());

  it('one caller has one at a time and some that wait; more are told to come back, and others are served', async () => {
    let end: () => void = () => {};
    const ended = new Promise<void>(resolve => {
      end = resolve;
    });
    work.mockImplementation(async () => {
      await ended;
      return answer;
    });
    const ask = (as?: string) =>
      body ? portal.post(path, body, { as }) : portal.get(path, { as });

    const taken = 1 + limits.waiting;
    const asked = Array.from({ length: taken + 1 }, () => ask());
    // None but the one that is refused is answered.
    const refused = await Promise.race(asked);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe(
      String(limits.retryAfterSeconds),
    );
    expect(refused.body.error).toMatchObject({
      name: 'TooManyRequestsError',
      message: `Of ${limits.of}, one caller has 1 under way at a time, and all callers together ${limits.inAll}; ${limits.waiting} more of yours wait for their turn already. Try again in ${limits.retryAfterSeconds} s.`,
    });
    expect(work).toHaveBeenCalledTimes(1);

    // Whoever asks in the user's name asks as the user.
    const through = await ask(asUserThrough('plugin:scaffolder'));
    expect(through.status).toBe(429);

    const other = ask(mockCredentials.user.header('user:default/bob'));
    await eventually(() => expect(work).toHaveBeenCalledTimes(2));

    end();
    expect((await other).status).toBe(200);
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([...Array(taken).fill(200), 429]);
  });
});
