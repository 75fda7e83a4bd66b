import {
  ALIVE_EVERY_MS,
  HYBRID_APPS_ALIVE_CHANNEL,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { startHeartbeat } from './heartbeat';

describe('the heartbeat', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function start() {
    let looking: string[] = [];
    const publish = jest.fn(async (_: unknown) => {});
    const logger = mockLogger();
    const heartbeat = startHeartbeat({
      signals: { publish },
      logger,
      viewers: { askers: () => looking },
    });
    return {
      publish,
      logger,
      heartbeat,
      look: (...users: string[]) => {
        looking = users;
      },
      pass: (beats: number) =>
        jest.advanceTimersByTimeAsync(beats * ALIVE_EVERY_MS),
    };
  }

  it('goes to who looks, once for all of them, and only while somebody does', async () => {
    const { publish, look, pass, heartbeat } = start();
    await pass(5);
    expect(publish).not.toHaveBeenCalled();

    look('user:default/ann', 'user:default/bob');
    await pass(3);
    expect(publish).toHaveBeenCalledTimes(3);
    expect(publish).toHaveBeenLastCalledWith({
      channel: HYBRID_APPS_ALIVE_CHANNEL,
      recipients: {
        type: 'user',
        entityRef: ['user:default/ann', 'user:default/bob'],
      },
      message: {},
    });

    look();
    await pass(5);
    expect(publish).toHaveBeenCalledTimes(3);

    look('user:default/ann');
    heartbeat.stop();
    await pass(5);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('says once that it cannot be sent, and goes on', async () => {
    const { publish, logger, look, pass, heartbeat } = start();
    look('user:default/ann');
    publish.mockRejectedValue(new Error('the bus is gone'));
    await pass(3);
    expect(publish).toHaveBeenCalledTimes(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    publish.mockResolvedValue(undefined);
    await pass(1);
    publish.mockRejectedValue(new Error('again'));
    await pass(1);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    heartbeat.stop();
  });

  it('does not pile up behind one that takes long', async () => {
    const { publish, look, pass, heartbeat } = start();
    look('user:default/ann');
    publish.mockReturnValue(new Promise(() => {}));
    await pass(4);
    expect(publish).toHaveBeenCalledTimes(1);
    heartbeat.stop();
  });
});
