import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  CreatedObject,
  createHybridAppsClient,
  Readiness,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { askAgain, Pace } from '../askAgain';
import { createWaitAction } from './wait';

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'retail',
  name: 'web',
};

const progressing = (message: string): Readiness => ({
  object: web,
  state: 'progressing',
  message,
});
const ready: Readiness = { object: web, state: 'ready' };
const absent: Readiness = {
  object: web,
  state: 'absent',
  message: "Deployment 'web' does not exist",
};

const instantly: Pace = {
  now: () => performance.now(),
  sleep: async () => undefined,
  pauseMs: { first: 1, most: 1 },
};

/** Waits while the backend gives these answers, the last one for ever. */
async function wait(
  given: Array<Readiness | Readiness[] | Error>,
  options: { timeoutMinutes?: number; signal?: AbortSignal } = {},
) {
  const [last] = given.slice(-1);
  const answers = [...given];
  let asked: readonly CreatedObject[] = [];
  const logger = mockServices.logger.mock();
  const api = {
    ...createHybridAppsClient({
      discoveryApi: mockServices.discovery(),
      fetchApi: { fetch },
    }),
    checkReadiness: async (_: string, objects: readonly CreatedObject[]) => {
      asked = objects;
      const answer = answers.shift() ?? last;
      if (answer instanceof Error) {
        throw answer;
      }
      return { items: Array.isArray(answer) ? answer : [answer] };
    },
    undoApply: async () => ({
      items: [{ cluster: 'onprem', object: web, result: 'deleted' as const }],
    }),
  };
  const action = createWaitAction({
    auth: mockServices.auth(),
    ask: (_, question, how) => {
      const attempt = () => question(api, { token: 'a-token' });
      return how ? askAgain(attempt, how, instantly) : attempt();
    },
    pollMs: { first: 1, most: 1 },
  });
  const context = createMockActionContext({
    input: {
      cluster: 'onprem',
      objects: [{ ...web, uid: 'u1' }],
      timeoutMinutes: options.timeoutMinutes,
    },
    logger,
  });
  const done = action.handler({
    ...context,
    signal: options.signal,
    getInitiatorCredentials: async () => mockCredentials.user(),
  });
  const lines = () => logger.info.mock.calls.map(([line]) => line);
  return { done, lines, asked: () => asked };
}

describe('hybrid-apps:wait', () => {
  it('has a line for each news, and none for what is as before', async () => {
    const { done, lines } = await wait([
      absent,
      progressing('0 of 2 pods ready'),
      progressing('0 of 2 pods ready'),
      progressing('1 of 2 pods ready'),
      ready,
    ]);
    await done;
    expect(lines()).toEqual([
      '0 of 2 pods ready',
      '1 of 2 pods ready',
      "Deployment 'web' is ready",
      'Everything is ready.',
    ]);
  });

  it('fails at once, with the reason, where nothing will come of it', async () => {
    const { done } = await wait([
      progressing('0 of 2 pods ready'),
      { object: web, state: 'failed', message: 'The image cannot be pulled.' },
    ]);
    await expect(done).rejects.toThrow('The image cannot be pulled.');
  });

  it('says what is not ready when the time is over', async () => {
    const { done } = await wait([progressing('No node takes the pod')], {
      timeoutMinutes: 0.0005,
    });
    await expect(done).rejects.toThrow(
      "Not ready on cluster 'onprem' after 0.0005 minutes: No node takes the pod.",
    );
  });

  it('notices that somebody deleted what it waits for', async () => {
    const { done } = await wait([progressing('0 of 2 pods ready'), absent]);
    await expect(done).rejects.toThrow(
      "Deployment 'web' was deleted meanwhile.",
    );
  });

  it('takes a Job for done that is gone, once it is told how it ended', async () => {
    const { done } = await wait([progressing('it runs'), absent, ready]);
    await expect(done).resolves.toBeUndefined();
  });

  it('does not mind that a Job goes that is done, while it waits for others', async () => {
    const job = { ...web, apiVersion: 'batch/v1', kind: 'Job' };
    const of = (state: Readiness['state']): Readiness => ({
      object: job,
      state,
    });
    const { done } = await wait([
      [of('ready'), progressing('0 of 2 pods ready')],
      [of('absent'), progressing('1 of 2 pods ready')],
      [of('absent'), progressing('1 of 2 pods ready')],
      [of('absent'), ready],
    ]);
    await expect(done).resolves.toBeUndefined();
  });

  it('asks by the uid, where it is known', async () => {
    const { done, asked } = await wait([ready]);
    await done;
    expect(asked()).toEqual([{ ...web, uid: 'u1' }]);
  });

  it('asks again while the backend is away', async () => {
    const { done, lines } = await wait([
      new ServiceUnavailableError('starting'),
      new TypeError('fetch failed'),
      progressing('0 of 2 pods ready'),
      Object.assign(new Error('terminated'), {
        cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
      }),
      ready,
    ]);
    await done;
    expect(lines()).toEqual([
      'The portal does not answer now; asking again',
      '0 of 2 pods ready',
      "Deployment 'web' is ready",
      'Everything is ready.',
    ]);
  });

  it('says that nothing answered when the time is over', async () => {
    const { done } = await wait([new ServiceUnavailableError('starting')], {
      timeoutMinutes: 0.0005,
    });
    await expect(done).rejects.toThrow(
      "Not ready on cluster 'onprem' after 0.0005 minutes: The portal did not answer: starting.",
    );
  });

  it('does not ask again where it may not', async () => {
    const { done } = await wait([new Error('You may not see this cluster')]);
    await expect(done).rejects.toThrow('You may not see this cluster');
  });

  it('removes what the task created when it is cancelled', async () => {
    const cancelled = new AbortController();
    const { done, lines } = await wait([progressing('0 of 2 pods ready')], {
      signal: cancelled.signal,
    });
    cancelled.abort();
    await expect(done).rejects.toThrow('Cancelled while waiting.');
    expect(lines()).toContain(
      "Removed from cluster 'onprem': Deployment 'web'.",
    );
  });
});
