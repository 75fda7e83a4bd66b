import {
  DISCOVERED_APPS_CHANGED_TOPIC,
  HYBRID_APPS_SIGNAL_CHANNEL,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { ClusterChange } from '../clusters';
import { createNotifier, Revisions } from './notifier';

/** An app that nobody looks at. */
const UNSEEN = 'system:default/unseen';

const change: ClusterChange = { cluster: 'onprem', revision: 1, objects: [] };

describe('the notifier', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function start() {
    const listeners = new Set<(change: ClusterChange) => void>();
    const signals = { publish: jest.fn(async () => {}) };
    const events = { publish: jest.fn(async () => {}) };
    const logger = mockLogger();
    const now: {
      apps: Record<string, string>;
      list?: string;
      discovered: string;
    } = { apps: {}, discovered: '' };
    const look = jest.fn(
      async (_: {
        apps: readonly string[];
        list: boolean;
      }): Promise<Revisions> => ({
        apps: new Map(Object.entries(now.apps)),
        list: now.list,
        discovered: now.discovered,
      }),
    );
    const notifier = createNotifier({
      clusters: {
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      events,
      signals,
      logger,
      look,
      viewers: {
        apps: () => ['system:default/a', 'system:default/b'],
        of: app => (app === UNSEEN ? [] : ['user:default/ann']),
      },
    });
    return {
      now,
      look,
      signals,
      events,
      logger,
      notifier,
      listeners,
      change: (times = 1) => {
        for (let i = 0; i < times; i++) {
          listeners.forEach(listener => listener(change));
        }
      },
      settle: () => jest.advanceTimersByTimeAsync(60_000),
      messages: () =>
        signals.publish.mock.calls.map(([signal]: unknown[]) => signal),
    };
  }
  const signal = (message: object) => ({
    channel: HYBRID_APPS_SIGNAL_CHANNEL,
    recipients: { type: 'user', entityRef: ['user:default/ann'] },
    message,
  });

  it('tells a swarm of changes once, and of the apps that differ alone', async () => {
    const portal = start();
    portal.now.apps = { 'system:default/a': '1', 'system:default/b': '1' };
    portal.now.list = 'two';
    portal.change(100);
    await portal.settle();
    expect(portal.look).toHaveBeenCalledTimes(1);
    expect(portal.messages()).toEqual([
      signal({ entityRef: 'system:default/a', revision: '1' }),
      signal({ entityRef: 'system:default/b', revision: '1' }),
      signal({ revision: 'two' }),
    ]);
    expect(portal.look).toHaveBeenCalledWith({
      apps: ['system:default/a', 'system:default/b'],
      list: true,
    });

    portal.signals.publish.mockClear();
    portal.now.apps['system:default/b'] = '2';
    portal.change();
    await portal.settle();
    expect(portal.messages()).toEqual([
      signal({ entityRef: 'system:default/b', revision: '2' }),
    ]);
  });

  it('says nothing of an app to who does not look at it', async () => {
    const portal = start();
    portal.now.apps = { [UNSEEN]: '1', 'system:default/a': '1' };
    portal.change();
    await portal.settle();
    expect(JSON.stringify(portal.messages())).not.toContain(UNSEEN);
    expect(portal.messages()).toHaveLength(1);
  });

  it('says nothing where objects changed that no app shows', async () => {
    const portal = start();
    portal.change();
    await portal.settle();
    expect(portal.messages()).toEqual([]);
    expect(portal.events.publish).not.toHaveBeenCalled();
  });

  it('says so where there are other apps than before, also where nobody looked meanwhile', async () => {
    const portal = start();
    for (const list of ['one', undefined, 'one', undefined, 'two']) {
      portal.now.list = list;
      portal.change();
      await portal.settle();
    }
    expect(portal.messages()).toEqual([
      signal({ revision: 'one' }),
      signal({ revision: 'two' }),
    ]);
  });

  it('tells the catalog when the discovered apps changed', async () => {
    const portal = start();
    portal.now.discovered = 'inventory';
    portal.change();
    await portal.settle();
    portal.change();
    await portal.settle();
    expect(portal.events.publish).toHaveBeenCalledTimes(1);
    expect(portal.events.publish).toHaveBeenCalledWith({
      topic: DISCOVERED_APPS_CHANGED_TOPIC,
      eventPayload: {},
    });
  });

  it('waits for none of those that it tells', async () => {
    const portal = start();
    portal.events.publish.mockReturnValueOnce(new Promise(() => {}));
    portal.now.discovered = 'inventory';
    portal.change();
    await portal.settle();
    portal.now.apps = { 'system:default/a': '1' };
    portal.change();
    await portal.settle();
    expect(portal.messages()).toContainEqual(
      signal({ entityRef: 'system:default/a', revision: '1' }),
    );
  });

  it('looks once more for what changed while it looked', async () => {
    const portal = start();
    portal.look.mockImplementationOnce(async () => {
      portal.now.apps = { 'system:default/a': '1' };
      portal.change(10);
      return { apps: new Map(), discovered: '' };
    });
    portal.change();
    await portal.settle();
    expect(portal.look).toHaveBeenCalledTimes(2);
    expect(portal.messages()).toContainEqual(
      signal({ entityRef: 'system:default/a', revision: '1' }),
    );
  });

  it('tells a change that comes alone at once, and those that do not end now and then', async () => {
    const portal = start();
    portal.change();
    await jest.advanceTimersByTimeAsync(100);
    expect(portal.look).toHaveBeenCalledTimes(1);
    for (let ms = 0; ms < 5_000; ms += 10) {
      portal.change();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(portal.look).toHaveBeenCalledTimes(11);
  });

  it('rests for five times as long as a look took', async () => {
    const portal = start();
    portal.look.mockImplementation(async () => {
      await new Promise(resolve => setTimeout(resolve, 400));
      return { apps: new Map(), discovered: '' };
    });
    portal.change();
    await jest.advanceTimersByTimeAsync(500);
    portal.change();
    await jest.advanceTimersByTimeAsync(1_900);
    expect(portal.look).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(portal.look).toHaveBeenCalledTimes(2);
  });

  it('looks again by itself after a look that failed', async () => {
    const portal = start();
    portal.now.apps = { 'system:default/a': '1' };
    portal.look.mockRejectedValueOnce(new Error('the catalog is away'));
    portal.change();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(portal.logger.warn).toHaveBeenCalledTimes(1);
    expect(portal.messages()).toEqual([]);

    await portal.settle();
    expect(portal.messages()).toHaveLength(1);
  });

  it('is silent once it is stopped', async () => {
    const portal = start();
    portal.change();
    portal.notifier.stop();
    await portal.settle();
    expect(portal.look).not.toHaveBeenCalled();
    expect(portal.listeners.size).toBe(0);
  });
});
