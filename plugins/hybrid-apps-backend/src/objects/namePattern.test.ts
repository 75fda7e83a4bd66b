import { namePattern } from './namePattern';

describe('namePattern', () => {
  it.each([
    ['shop', ['shop'], ['shops', 'a-shop', '']],
    ['team-*', ['team-', 'team-a'], ['team', 'my-team-a']],
    ['*-test', ['-test', 'a-test'], ['test', 'a-test-b']],
    ['*', ['', 'a'], []],
    ['a*a', ['aa', 'aba'], ['a', 'ab', 'ba']],
    ['a*b*c', ['abc', 'axbxc', 'abbcc'], ['ac', 'acb', 'abcd']],
    ['*a*a*', ['aa', 'baba'], ['a', 'bab']],
    ['*ab', ['ab', 'abab'], ['abc', 'b']],
    ['a*bc*bc', ['abcbc'], ['abc', 'abcb']],
  ])('%s', (pattern, good, bad) => {
    const means = namePattern(pattern);
    expect(good.filter(name => !means(name))).toEqual([]);
    expect(bad.filter(means)).toEqual([]);
  });

  // One that goes back and forth would take longer than a test may.
  it('comes to an end with what almost is one', () => {
    const means = namePattern(`${'*a'.repeat(200)}*b`);
    expect(means('a'.repeat(1_000_000))).toBe(false);
  });
});
