import { createTrail, Mark, NOTHING_TOLD, Told, Trail } from './trail';

const WEB = 'onprem/shop/apps/Deployment/web';

/** So many seconds after noon. */
const at = (seconds: number) =>
  new Date(Date.UTC(2026, 10, 28, 12) + seconds * 1000).toISOString();
/** `d@3`: degraded, three seconds after noon; `d@3#p1`: by change `p1`. */
const STATES: Record<string, Mark['health']> = {
  h: 'healthy',
  d: 'degraded',
  p: 'progressing',
  s: 'stopped',
  x: 'gone',
};
function markOf(short: string): Mark {
  const [state, seconds, cause] = short.split(/[@#]/);
  return {
    at: at(Number(seconds)),
    health: STATES[state],
    ...(cause && { causes: ['z9', cause] }),
  };
}
const shortOf = ({ at: time, health, leftOut }: Mark) =>
  `${leftOut ? `(${leftOut.count ?? 'some'}) ` : ''}${
    Object.entries(STATES).find(([, state]) => state === health)?.[0]
  }@${(Date.parse(time) - Date.parse(at(0))) / 1000}`;
const toldOf = (short: string): Told => {
  const { health, at: since, causes = [] } = markOf(short);
  return { health, since, cause: causes[1] ?? null };
};

/** The trail of one that was seen so. */
function seen(text: string, trail: Trail = createTrail()): Trail {
  text
    .split(' ')
    .filter(Boolean)
    .forEach(short => trail.see(WEB, markOf(short)));
  return trail;
}
const untold = (trail: Trail, told: Told = NOTHING_TOLD) =>
  trail.untold(WEB, told).map(shortOf).join(' ');

describe('a trail', () => {
  it('has what was seen in order, and what stayed as it was once', () => {
    expect(untold(seen('h@1 h@2 d@3 d@4 h@5'))).toBe('h@1 d@3 h@5');
  });

  it('keeps the order where the clock of the machine is set back', () => {
    expect(untold(seen('h@10 d@4 h@5 d@11'))).toBe('h@10 d@10 h@10 d@11');
  });

  it.each([
    ['what it saw itself', 'h@1 d@3 h@4 d@6 h@7', 'h@4', 'd@6 h@7'],
    ['all', 'h@1 d@3 h@4', 'h@4', ''],
    ['what it saw sooner', 'h@1 d@3#a h@4#b d@9#c', 'h@6#b', 'd@9'],
    ['what it saw much later', 'h@1 d@60#a h@61#b d@62#c', 'h@4#b', 'd@62'],
    ['half of it', 'h@1 d@60#a h@61#b', 'd@3#a', 'h@61'],
    ['not what says the same', 'h@1#a d@3#b h@4#c', 'h@1#a', 'd@3 h@4'],
    ['what it saw in another order', 'h@1 d@3#a h@4#b d@9', 'h@5#x', 'd@9'],
    ['nothing of it', 'd@3 h@4', 'h@-60', 'd@3 h@4'],
    ['what was looked at alone', 'h@1 d@20 h@21', 'h@15', 'd@20 h@21'],
    ['the latest of the same time', 'd@3 h@3 d@3 h@3 p@4', 'h@3', 'p@4'],
    ['not how it is now', 'h@1 d@3', 'h@4', 'd@3'],
    ['nothing, where nothing is told', 'd@3 h@4', undefined, 'd@3 h@4'],
  ])('leaves out what the database tells: %s', (_, marks, told, left) => {
    const trail = seen(marks);
    const known = told ? toldOf(told) : NOTHING_TOLD;
    expect(untold(trail, known)).toBe(left);
    // What is forgotten is what is told, and nothing else.
    trail.forget(WEB, known);
    expect(untold(trail, known)).toBe(left);
  });

  const flaps = (count: number, from: number) =>
    Array.from(
      { length: count },
      (_, n) => `${n % 2 ? 'h' : 'd'}@${from + n * 0.02}`,
    ).join(' ');

  it('keeps the first and the last of a burst, and counts the rest', () => {
    const trail = seen(`h@1 ${flaps(1000, 2)}`);
    expect(untold(trail, toldOf('h@1'))).toBe(
      'd@2 h@2.02 d@2.04 (993) d@21.92 h@21.94 d@21.96 h@21.98',
    );
  });

  it('counts anew after what is told', () => {
    const trail = seen(`h@1 ${flaps(100, 2)}`);
    trail.forget(WEB, toldOf('h@3.98'));
    seen(flaps(100, 10), trail);
    expect(untold(trail, toldOf('h@3.98'))).toBe(
      'd@10 h@10.02 d@10.04 (93) d@11.92 h@11.94 d@11.96 h@11.98',
    );
  });

  it('says so without a number where another replica told a part of what it left out', () => {
    // From 2 to 21.98 there are 993 that it left out.
    const trail = seen(`h@1 ${flaps(1000, 2)}`);
    expect(untold(trail, toldOf('h@10'))).toBe(
      '(some) d@21.92 h@21.94 d@21.96 h@21.98',
    );
    // All that was left out is told.
    expect(untold(trail, toldOf('p@21.91'))).toBe(
      'd@21.92 h@21.94 d@21.96 h@21.98',
    );
  });

  it('takes a look for one more thing seen, unless the watch has seen more', () => {
    const trail = seen('h@1 d@5');
    trail.sample(WEB, markOf('h@4'));
    trail.sample(WEB, markOf('h@5'));
    expect(untold(trail)).toBe('h@1 d@5');
    trail.sample(WEB, markOf('h@6'));
    expect(untold(trail)).toBe('h@1 d@5 h@6');
  });

  it('forgets first what changed longest ago', () => {
    const trail = createTrail(2);
    for (const [component, short] of [
      ['a', 'h@1'],
      ['b', 'h@2'],
      ['a', 'd@3'],
      ['c', 'h@4'],
    ]) {
      trail.see(component, markOf(short));
    }
    const counts = ['a', 'b', 'c'].map(
      component => trail.untold(component, NOTHING_TOLD).length,
    );
    expect(counts).toEqual([2, 0, 1]);
  });
});
