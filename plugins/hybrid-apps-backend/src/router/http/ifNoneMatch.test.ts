import { namesTag } from './ifNoneMatch';

describe('If-None-Match against the tag `1-a,b`', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, false],
    ['', false],
    // RFC 9110, section 13.1.2: any, and lists.
    ['*', true],
    [' * ', true],
    ['"1-a,b"', true],
    ['W/"1-a,b"', true],
    ['"other", W/"1-a,b"', true],
    ['"other","1-a,b","another"', true],
    ['W/"other", W/"another"', false],
    // Section 5.6.1.2: empty elements.
    [', , "other",,\t"1-a,b" ,', true],
    // Section 8.8.3: case counts, and the quotes belong to it.
    ['W/"1-A,B"', false],
    ['w/"1-a,b"', false],
    ['1-a,b', false],
    ['W/1-a,b', false],
    ['"1-a', false],
    ['"x1-a,b"', false],
    ['""', false],
    // What is not in the grammar names nothing, whatever else is in it.
    ['"1-a,b" "other"', false],
    ['"1-a,b", other', false],
    ['"1-a,b", *', false],
    ['*, "1-a,b"', false],
    ['"other\\"", "1-a,b"', false],
    ['"1-a,b"\n', false],
  ])('%j: %s', (field, expected) => {
    expect(namesTag(field, '1-a,b')).toBe(expected);
  });

  it('reads what is above ASCII, and an empty tag', () => {
    expect(namesTag('"\xe9\xff"', '\xe9\xff')).toBe(true);
    expect(namesTag('W/""', '')).toBe(true);
  });

  it.each([
    ['separators', ', '.repeat(8_000)],
    ['tags', '"a",'.repeat(4_000)],
    ['an open quote', `"${'a'.repeat(16_000)}`],
    ['spaces', `"a"${' '.repeat(16_000)}x`],
  ])('reads a long field in one pass: %s', (_, field) => {
    const began = process.cpuUsage();
    expect(namesTag(`${field}x`, '1-a,b')).toBe(false);
    // Backtracking takes minutes for it.
    expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
  });
});
