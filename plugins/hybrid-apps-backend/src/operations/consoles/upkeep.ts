import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { OpenConsole } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clock } from '../../clock';
import { Register } from './register';
import { Seat, Session } from './session';
import { ConsoleSettings } from './settings';
import { RequireTarget, Ticketed, UserCredentials } from './types';

const TICK_MS = 5_000;
/** How often, in ticks, the right is looked at. */
const TICKS_OF_RIGHT = 2;
/** A browser that answers none until the next one is gone. */
const PING_MS = 20_000;
/** So often in a row it may not be known whether the right is still there. */
const MOST_UNKNOWN = 3;

/** Somebody here, with what is asked about them again and again. */
export interface Sitter extends Seat {
  ticketed: Ticketed;
  credentials: UserCredentials;
  session: Session;
  console: OpenConsole;
  unknown: number;
  isAlive: boolean;
}

/** What a right is refused by. */
export const GONE = ['NotAllowedError', 'NotFoundError'];

/** Looks, again and again, whether those who sit at consoles still may, and are still there. */
export function startUpkeep(
  sitters: ReadonlyMap<string, Sitter>,
  {
    clock,
    logger,
    register,
    requireTarget,
    settings,
  }: {
    clock: Clock;
    logger: Pick<LoggerService, 'error'>;
    register: Pick<Register, 'keep'>;
    requireTarget: RequireTarget;
    settings: ConsoleSettings;
  },
): {
  /** Looks at limits, and every other time at rights, now. */
  tick(): Promise<void>;
  stop(): Promise<void>;
} {
  let ticks = 0;

  /** Whether somebody may still sit there. */
  async function lookAtRight(sitter: Sitter): Promise<void> {
    const { credentials, session, ticketed } = sitter;
    if (credentials.expiresAt && credentials.expiresAt <= clock()) {
      session.leave(sitter, 'identity', 'The sign-in ran out.');
      return;
    }
    try {
      await requireTarget(credentials, ticketed.wanted);
      sitter.unknown = 0;
    } catch (thrown) {
      const error = toError(thrown);
      if (GONE.includes(error.name)) {
        session.leave(sitter, 'right', error.message);
      } else if (error.name !== 'InputError') {
        // What does not run any more hangs up by itself.
        sitter.unknown++;
        if (sitter.unknown >= MOST_UNKNOWN) {
          session.leave(
            sitter,
            'right',
            'Whether you may still have it cannot be found out.',
          );
        }
      }
    }
  }

  function lookAtLimits(sitter: Sitter): void {
    const { session, role, lastTyped, until } = sitter;
    if (until <= clock()) {
      session.leave(sitter, 'time');
    } else if (
      role === 'keys' &&
      performance.now() - lastTyped > settings.idleLimitMs
    ) {
      session.leave(sitter, 'idle');
    }
  }

  function ping(sitter: Sitter): void {
    if (!sitter.isAlive) {
      sitter.socket.terminate();
      return;
    }
    sitter.isAlive = false;
    sitter.socket.ping();
  }

  async function tick(): Promise<void> {
    ticks++;
    const asked = await register.keep([...sitters.keys()]).catch(error => {
      logger.error('The consoles that are open cannot be kept', toError(error));
      return new Map<string, string>();
    });
    for (const [id, by] of asked) {
      const sitter = sitters.get(id);
      sitter?.session.leave(sitter, 'ended', by);
    }
    [...sitters.values()].forEach(lookAtLimits);
    if (ticks % TICKS_OF_RIGHT === 0) {
      // One after the other: it is asked about for as long as they sit.
      for (const sitter of [...sitters.values()]) {
        await lookAtRight(sitter);
      }
    }
  }

  let ticking: Promise<void> = Promise.resolve();
  let isTicking = false;
  const timer = setInterval(() => {
    if (sitters.size > 0 && !isTicking) {
      isTicking = true;
      ticking = tick().finally(() => {
        isTicking = false;
      });
    }
  }, TICK_MS);
  timer.unref();
  const pings = setInterval(() => [...sitters.values()].forEach(ping), PING_MS);
  pings.unref();

  return {
    tick,
    async stop() {
      clearInterval(timer);
      clearInterval(pings);
      await ticking;
    },
  };
}
