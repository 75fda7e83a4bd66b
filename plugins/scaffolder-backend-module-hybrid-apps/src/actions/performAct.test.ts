import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import {
  ActDone,
  ActOffer,
  createHybridAppsClient,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { askAgain, Pace } from '../askAgain';
import { createPerformActAction } from './performAct';

const OBJECT = 'onprem/retail/kubevirt.io/VirtualMachine/db';
const offer: ActOffer = {
  act: 'vm-stop',
  label: 'Stop',
  will: 'Stops {{name}}.',
  danger: 'asks',
  possible: true,
  basis: 'b',
};
const instantly: Pace = {
  now: () => performance.now(),
  sleep: async () => undefined,
  pauseMs: { first: 1, most: 1 },
};

type Told = Pick<ActDone, 'state' | 'message'>;

/**
 * Performs the act in a backend that offers so.
 *
 * @param ends - what it answers, and what it tells of the act after that, the last one for ever
 */
function perform(
  ends: Array<Told | Error>,
  options: {
    offers?: ActOffer[];
    /** What was done before, in an earlier life of the task. */
    earlier?: PerformActRequest[];
    input?: JsonObject;
    signal?: AbortSignal;
    timeoutMinutes?: number;
    step?: string;
    each?: { value: string };
  } = {},
) {
  const { offers = [offer], earlier = [] } = options;
  const answers = [...ends];
  const requests: PerformActRequest[] = [...earlier];
  const asked: PerformActRequest[] = [];
  const as: unknown[] = [];
  const logger = mockServices.logger.mock();
  const tell = (request: PerformActRequest): ActDone => {
    const [answer] = answers;
    if (answers.length > 1) {
      answers.shift();
    }
    if (answer instanceof Error) {
      throw answer;
    }
    return {
      id: request.id,
      act: request.act,
      object: request.object,
      askedBy: 'user:default/mock',
      askedAt: '2026-01-01T00:00:00Z',
      until: '2026-01-01T00:05:00Z',
      ...answer,
    };
  };
  const api = {
    ...createHybridAppsClient({
      discoveryApi: mockServices.discovery(),
      fetchApi: { fetch },
    }),
    queryActs: async (_: unknown, [id]: readonly string[]) => ({
      items: [
        {
          object: { id, apiVersion: 'v1', kind: 'Any', name: 'db' },
          acts: offers,
        },
      ],
    }),
    performAct: async (_: unknown, request: PerformActRequest) => {
      asked.push(request);
      if (!requests.some(({ id }) => id === request.id)) {
        requests.push(request);
      }
      return tell(request);
    },
    listActs: async (_: unknown, { act }: { act?: string } = {}) => ({
      items: requests.filter(({ id }) => id === act).map(tell),
    }),
  };
  const action = createPerformActAction({
    ask: (credentials, question, how) => {
      as.push(credentials);
      const attempt = () => question(api, { token: 'a-token' });
      return how ? askAgain(attempt, how, instantly) : attempt();
    },
    pollMs: { first: 1, most: 1 },
  });
  const context = createMockActionContext({
    input: {
      entityRef: 'system:default/shop',
      object: OBJECT,
      act: 'vm-stop',
      input: options.input,
      timeoutMinutes: options.timeoutMinutes,
    },
    logger,
    task: { id: 'task-1' },
  });
  const done = action.handler({
    ...context,
    step: { id: options.step ?? 'stop' },
    each: options.each,
    signal: options.signal,
    getInitiatorCredentials: async () => mockCredentials.user(),
  });
  return { done, asked, requests, as, context };
}

describe('hybrid-apps:act:perform', () => {
  it('asks in the name of who started the task, and waits for the end', async () => {
    const { done, asked, as, context } = perform(
      [{ state: 'asked' }, { state: 'taken' }, { state: 'done' }],
      { input: { grace: 5 } },
    );
    await done;
    expect(asked).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{40}$/),
        act: 'vm-stop',
        object: OBJECT,
        basis: 'b',
        input: { grace: 5 },
      },
    ]);
    expect(new Set(as.map(one => JSON.stringify(one))).size).toBe(1);
    expect(as[0]).toEqual(mockCredentials.user());
    expect(context.output).toHaveBeenCalledWith('id', asked[0].id);
  });

  it.each<[string, Told, RegExp]>([
    [
      'the cluster refuses it',
      { state: 'failed', message: 'The cluster does not allow it: no' },
      /^'vm-stop' on '.*\/db' failed\. The cluster does not allow it: no\.$/,
    ],
    [
      'it takes too long',
      { state: 'late', message: 'Look at the object.' },
      /takes longer than it should\. Look at the object\.$/,
    ],
    [
      'nothing tells what became of it',
      { state: 'unknown', message: 'The answer was lost.' },
      /is not known to have been done\. The answer was lost\.$/,
    ],
  ])('fails with the reason where %s', async (_, end, message) => {
    await expect(perform([{ state: 'taken' }, end]).done).rejects.toThrow(
      message,
    );
  });

  it('fails where its time is over', async () => {
    const { done } = perform([{ state: 'taken' }], { timeoutMinutes: 0.0005 });
    await expect(done).rejects.toThrow(
      /has not ended\. After 0\.0005 minutes; the app's tab Changes/i,
    );
  });

  it.each<[string, ActOffer[], RegExp]>([
    ['is not offered', [], /^'vm-stop' cannot be done to '.*': there is no/],
    [
      'is not possible',
      [{ ...offer, possible: false, why: 'You lack a right' }],
      /^'Stop' cannot be done to '.*': You lack a right\.$/,
    ],
  ])('asks for nothing that %s', async (_, offers, message) => {
    const { done, asked } = perform([{ state: 'done' }], { offers });
    await expect(done).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it('asks again by the same id where the answer was lost', async () => {
    const { done, asked } = perform([
      new ServiceUnavailableError('starting'),
      { state: 'done' },
    ]);
    await done;
    expect(asked).toHaveLength(2);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('does nothing twice where the task is taken up again', async () => {
    const first = perform([{ state: 'done' }]);
    await first.done;
    // What was stopped is offered to be started.
    const again = perform([{ state: 'done' }], {
      earlier: first.requests,
      offers: [],
    });
    await again.done;
    expect(again.asked).toEqual([]);
  });

  it('does not take for its own what somebody did to another object by its id', async () => {
    const first = perform([{ state: 'done' }]);
    await first.done;
    const [own] = first.requests;
    const { done, asked } = perform([{ state: 'done' }], {
      earlier: [{ ...own, object: 'onprem/retail/apps/Deployment/web' }],
    });
    await done;
    expect(asked).toHaveLength(1);
  });

  it('has another id for another step, and for each turn of one', async () => {
    const ids = new Set<string>();
    for (const more of [
      {},
      { step: 'other' },
      { each: { value: 'a' } },
      { each: { value: 'b' } },
    ]) {
      const { done, asked } = perform([{ state: 'done' }], more);
      await done;
      ids.add(asked[0].id);
    }
    expect(ids.size).toBe(4);
  });

  it('says what goes on where it is cancelled', async () => {
    const cancelled = new AbortController();
    const { done } = perform([{ state: 'taken' }], {
      signal: cancelled.signal,
    });
    cancelled.abort();
    await expect(done).rejects.toThrow(
      /^Cancelled\. What was asked of the cluster/,
    );
  });
});
