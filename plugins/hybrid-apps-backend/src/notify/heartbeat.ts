import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  ALIVE_EVERY_MS,
  HYBRID_APPS_ALIVE_CHANNEL,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Viewers } from './viewers';

/**
 * Says again and again that changes would be told, to who asked for something of
 * late: the client of signals does not say that it lost its connection. It goes to
 * all of them alike and at all times, so that it tells nothing of what changes.
 * Nothing is said where nobody looks.
 */
export function startHeartbeat(options: {
  signals: SignalsService;
  logger: LoggerService;
  viewers: Pick<Viewers, 'askers'>;
}): { stop(): void } {
  const { signals, logger, viewers } = options;
  let saying = false;
  let failed = false;

  async function say() {
    const entityRef = viewers.askers();
    if (saying || entityRef.length === 0) {
      return;
    }
    saying = true;
    try {
      await signals.publish({
        channel: HYBRID_APPS_ALIVE_CHANNEL,
        recipients: { type: 'user', entityRef },
        message: {},
      });
      failed = false;
    } catch (error) {
      // Once, and not every two seconds.
      if (!failed) {
        logger.warn(
          'No signals could be sent; pages say so and ask more often',
          toError(error),
        );
      }
      failed = true;
    }
    saying = false;
  }

  const timer = setInterval(say, ALIVE_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
