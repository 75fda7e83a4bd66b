import { realClock } from './clock';

const DAY = 86_400_000;

describe('the real clock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([1, 24, 25, 400])('waits %d days, and no less', days => {
    const fn = jest.fn();
    realClock.schedule(days * DAY, fn);
    jest.advanceTimersByTime(days * DAY - 1);
    expect(fn).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(fn).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(100 * DAY);
    expect(fn).toHaveBeenCalledTimes(1);
  });

  it('forgets what is taken back, however long it has waited', () => {
    const fn = jest.fn();
    const cancel = realClock.schedule(60 * DAY, fn);
    jest.advanceTimersByTime(30 * DAY);
    cancel();
    jest.advanceTimersByTime(100 * DAY);
    expect(fn).not.toHaveBeenCalled();
  });
});
