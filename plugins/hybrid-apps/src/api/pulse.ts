import { SignalApi } from '@backstage/plugin-signals-react';
import {
  ALIVE_EVERY_MS,
  HYBRID_APPS_ALIVE_CHANNEL,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Whether signals come through; their client does not say. */
export interface Pulse {
  isLost(): boolean;
  /** Tells when they begin to come through, and when they no longer do. */
  subscribe(onTurn: () => void): () => void;
}

/** Milliseconds between two looks. */
const TICK_MS = 500;

/**
 * Milliseconds without a sign after which signals are lost: two may stay out, and
 * with the look that finds it, no reader is left in the dark for five seconds.
 */
export const SILENCE_MS = 2 * ALIVE_EVERY_MS + TICK_MS;

/** The same before the first sign: a client that got no answer tries again after six seconds. */
export const FIRST_SILENCE_MS = 10_000;

/** Looks that come later than this, in milliseconds, tell that the page was held up, and not its signals. */
const HELD_UP_MS = 2 * TICK_MS;

/**
 * Listens while somebody is subscribed. Silence counts only while the page is
 * looked at and runs: a browser slows timers in the background, a computer
 * sleeps, and the backend tells nothing to who has not asked for long.
 */
export function createPulse(signals: SignalApi): Pulse {
  const listeners = new Set<() => void>();
  let state: 'unknown' | 'works' | 'lost' = 'unknown';
  let silentSince = 0;
  let lookedAt = 0;
  let end = () => {};

  function turn(to: typeof state) {
    if (state !== to) {
      state = to;
      [...listeners].forEach(onTurn => onTurn());
    }
  }

  function look() {
    const at = performance.now();
    if (document.hidden || at - lookedAt > HELD_UP_MS) {
      silentSince = at;
    }
    lookedAt = at;
    const patience = state === 'unknown' ? FIRST_SILENCE_MS : SILENCE_MS;
    if (at - silentSince >= patience) {
      turn('lost');
    }
  }

  function start() {
    state = 'unknown';
    silentSince = performance.now();
    lookedAt = silentSince;
    const timer = setInterval(look, TICK_MS);
    let unsubscribe = () => {};
    // The client opens a connection for each who comes while it has none: the
    // first is left to those who listen for changes.
    const listen = setTimeout(() => {
      const subscriber = signals.subscribe(HYBRID_APPS_ALIVE_CHANNEL, () => {
        silentSince = performance.now();
        turn('works');
      });
      unsubscribe = () => subscriber.unsubscribe();
    }, TICK_MS);
    end = () => {
      clearTimeout(listen);
      clearInterval(timer);
      unsubscribe();
    };
  }

  return {
    isLost: () => state === 'lost',
    subscribe(onTurn) {
      if (listeners.size === 0) {
        start();
      }
      // Whoever comes twice goes twice.
      const listener = () => onTurn();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          end();
          state = 'unknown';
        }
      };
    },
  };
}

const pulses = new WeakMap<SignalApi, Pulse>();

/** The one pulse of the portal's signals, however much of a page is live. */
export function pulseOf(signals: SignalApi): Pulse {
  const pulse = pulses.get(signals) ?? createPulse(signals);
  pulses.set(signals, pulse);
  return pulse;
}
