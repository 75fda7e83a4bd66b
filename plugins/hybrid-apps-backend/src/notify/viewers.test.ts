import { createViewers, withList } from './viewers';

describe('who looks at what', () => {
  it('is who was shown it in the last 90 seconds', () => {
    let now = 0;
    const viewers = createViewers(() => now);
    viewers.saw('user:default/ann', ['system:default/shop']);
    viewers.saw('user:default/bob', withList(['system:default/erp']));
    expect(viewers.of('system:default/shop')).toEqual(['user:default/ann']);
    expect(viewers.of('system:default/erp')).toEqual(['user:default/bob']);
    expect(viewers.of()).toEqual(['user:default/bob']);
    expect(viewers.apps()).toEqual([
      'system:default/erp',
      'system:default/shop',
    ]);

    now = 60_000;
    viewers.saw('user:default/bob', ['system:default/shop']);
    expect(viewers.of('system:default/shop')).toEqual([
      'user:default/ann',
      'user:default/bob',
    ]);
    now = 100_000;
    expect(viewers.of('system:default/shop')).toEqual(['user:default/bob']);
    expect(viewers.of('system:default/erp')).toEqual([]);
    expect(viewers.of()).toEqual([]);
    expect(viewers.apps()).toEqual(['system:default/shop']);
  });

  it('is whoever asked in the last 90 seconds, whatever they were shown', () => {
    let now = 0;
    const viewers = createViewers(() => now);
    viewers.asked('user:default/bob');
    now = 60_000;
    viewers.asked('user:default/ann');
    expect(viewers.askers()).toEqual(['user:default/ann', 'user:default/bob']);
    expect(viewers.of()).toEqual([]);
    expect(viewers.apps()).toEqual([]);
    now = 90_000;
    expect(viewers.askers()).toEqual(['user:default/ann']);
  });

  it('is no longer so where the time of day is set back', () => {
    const ticks = jest.spyOn(performance, 'now').mockReturnValue(0);
    jest.useFakeTimers({ now: 3_600_000, doNotFake: ['performance'] });
    try {
      const viewers = createViewers();
      viewers.saw('user:default/ann', ['system:default/shop']);
      jest.setSystemTime(0);
      ticks.mockReturnValue(90_000);
      expect(viewers.of('system:default/shop')).toEqual([]);
    } finally {
      jest.useRealTimers();
      ticks.mockRestore();
    }
  });
});
