import { SignalApi } from '@backstage/plugin-signals-react';
import {
  ALIVE_EVERY_MS,
  HYBRID_APPS_ALIVE_CHANNEL,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { setHidden } from '../__testUtils__/setHidden';
import { createPulse, FIRST_SILENCE_MS, pulseOf } from './pulse';

/** Signals whose backend can be silent. */
function start() {
  const heard = new Set<() => void>();
  const signals: SignalApi = {
    subscribe(channel, onMessage) {
      expect(channel).toBe(HYBRID_APPS_ALIVE_CHANNEL);
      const listener = () => onMessage(JSON.parse('{}'));
      heard.add(listener);
      return { unsubscribe: () => heard.delete(listener) };
    },
  };
  const pulse = createPulse(signals);
  const turns: boolean[] = [];
  const stop = pulse.subscribe(() => turns.push(pulse.isLost()));
  const listening = () => jest.advanceTimersByTime(500);
  return {
    signals,
    pulse,
    turns,
    stop,
    listening,
    listeners: () => heard.size,
    beat: () => heard.forEach(listener => listener()),
  };
}

describe('the pulse of signals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    setHidden(false);
    jest.useRealTimers();
  });

  it('is lost within five seconds of the last sign, and there with the next', () => {
    const { pulse, turns, listening, beat } = start();
    listening();
    for (let beats = 0; beats < 10; beats += 1) {
      beat();
      jest.advanceTimersByTime(ALIVE_EVERY_MS);
    }
    expect(turns).toEqual([false]);
    beat();
    // One that stays out, or comes late, is nothing yet.
    jest.advanceTimersByTime(2 * ALIVE_EVERY_MS);
    expect(pulse.isLost()).toBe(false);
    jest.advanceTimersByTime(5_000 - 2 * ALIVE_EVERY_MS);
    expect(pulse.isLost()).toBe(true);
    jest.advanceTimersByTime(60_000);
    beat();
    expect(turns).toEqual([false, true, false]);
  });

  it('is lost, too, where no sign ever comes', () => {
    const { pulse } = start();
    jest.advanceTimersByTime(FIRST_SILENCE_MS - 1);
    expect(pulse.isLost()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(pulse.isLost()).toBe(true);
  });

  it('counts no silence while nobody looks', () => {
    const { pulse, listening, beat } = start();
    listening();
    beat();
    setHidden(true);
    jest.advanceTimersByTime(600_000);
    expect(pulse.isLost()).toBe(false);
    setHidden(false);
    jest.advanceTimersByTime(4_000);
    expect(pulse.isLost()).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(pulse.isLost()).toBe(true);
  });

  it('counts none, either, in which the page itself was held up', () => {
    const { pulse, listening, beat } = start();
    listening();
    beat();
    jest.advanceTimersByTime(1_000);
    // Time goes on, and timers don't, as while a computer sleeps.
    const now = performance.now();
    const later = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => now + 600_000);
    jest.advanceTimersByTime(500);
    expect(pulse.isLost()).toBe(false);
    later.mockRestore();
  });

  it('listens while somebody is subscribed, once for all of them', () => {
    const { signals, pulse, stop, listening, listeners, beat } = start();
    const other = pulse.subscribe(() => {});
    // Who listens for changes comes first.
    expect(listeners()).toBe(0);
    listening();
    expect(listeners()).toBe(1);
    stop();
    expect(listeners()).toBe(1);
    jest.advanceTimersByTime(FIRST_SILENCE_MS);
    expect(pulse.isLost()).toBe(true);
    other();
    expect(listeners()).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    // And begins anew, with nothing known.
    const turns: boolean[] = [];
    pulse.subscribe(() => turns.push(pulse.isLost()));
    expect(pulse.isLost()).toBe(false);
    listening();
    beat();
    expect(turns).toEqual([false]);
    expect(pulseOf(signals)).toBe(pulseOf(signals));
  });
});
