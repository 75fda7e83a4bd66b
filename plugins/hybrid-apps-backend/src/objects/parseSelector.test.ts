import {
  formatSelector,
  matches,
  Requirement,
} from '@hybrid-apps/network-policy';
import fc from 'fast-check';
import { parseSelector, parseUnbounded } from './parseSelector';

/** Values between brackets: one word each, or none; not an even run of commas at the end. */
const acceptsList = (inner: string): boolean =>
  inner.split(',').every(item => /^\w*$/.test(item.trim())) &&
  !/(^|[^,])(,,)+$/.test(inner.replace(/ /g, ''));

/** The grammar of apimachinery told in another way: by cutting at commas, for short texts. */
function accepts(written: string): boolean {
  const parts = written.split(/,(?![^(]*\))/);
  return parts.every(part => {
    const [, list] = /^ *\w+ +(?:in|notin) *\((.*)\) *$/.exec(part) ?? [];
    return list === undefined
      ? /^ *(! *\w+|\w+|\w+ *(==|=|!=) *\w*) *$/.test(part)
      : acceptsList(list);
  });
}

describe('parseSelector', () => {
  it.each([
    ['app=web', { app: 'web' }, true],
    ['app==web', { app: 'db' }, false],
    ['app!=web', {}, true],
    ['app in (web, api),tier=front', { app: 'api', tier: 'front' }, true],
    ['app notin (web,api)', { app: 'web' }, false],
    ['app notin (web,api)', {}, true],
    ['app', { app: '' }, true],
    ['!app', { app: 'web' }, false],
    ['! app , tier', { tier: '' }, true],
    ['app=', { app: '' }, true],
    ['app= ,tier=front', { app: '', tier: 'front' }, true],
    ['app in (in,notin)', { app: 'notin' }, true],
    ['in in(in)', { in: 'in' }, true],
    ['app=in', { app: 'in' }, true],
    ['app in ()', { app: '' }, true],
    ['app in (a,,b)', { app: '' }, true],
    ['app in (a,)', { app: '' }, true],
    ['\tapp\n=\r\nweb ', { app: 'web' }, true],
    ['example.com/app=web', { 'example.com/app': 'web' }, true],
  ])('%j on %j: %s', (written, labels, expected) => {
    const { selector } = parseSelector(written);
    expect(selector && matches(selector, labels)).toBe(expected);
  });

  it.each([
    ['', 'it ends where a label should be'],
    ['app in web', "'web' stands where '(' should be"],
    ['app in (web', "it ends where ',' or ')' should be"],
    ['app in (a b)', "'b' stands where ',' or ')' should be"],
    ['app in (a,,)', "')' stands where ',' or a value should be"],
    ['=web', "'=' stands where a label should be"],
    ['a b', "'b' stands where '=', '!=', 'in' or 'notin' should be"],
    ['app=web,', 'it ends where a label should be'],
    ['a=b,,c=d', "',' stands where a label should be"],
    ['a=b=c', "'=' stands where ',' or the end should be"],
    ['!a=b', "'=' stands where ',' or the end should be"],
    ['a=!b', "'!' stands where a value should be"],
    ['a>1', "'>' stands where '=', '!=', 'in' or 'notin' should be"],
    ['a||b', "'a||b' names no label"],
    ['a/b/c=d', "'a/b/c' names no label"],
    [`${'a'.repeat(64)}=b`, `'${'a'.repeat(40)}' names no label`],
    ['a=b/c', "'b/c' is no value of a label"],
    ['a=$(b)', "'$' is no value of a label"],
  ])('does not guess at %j: %s', (written, problem) => {
    expect(parseSelector(written)).toEqual({ problem });
  });

  it('bounds what it reads, and says so', () => {
    const values = Array.from({ length: 3_000 }, (_, index) => `v${index}`);
    expect(parseSelector(`app in (${values.slice(0, 1_500)})`)).toMatchObject({
      selector: [{ key: 'app' }],
    });
    expect(parseSelector(`app in (${values})`).problem).toBe(
      'it has 16,898 characters, of 10,000 at most',
    );
  });

  const word = fc.stringMatching(
    /^([a-z][a-z0-9-]{0,3}[a-z0-9]\/)?[A-Za-z][\w.-]{0,5}[a-z0-9]$/,
  );
  const value = fc.stringMatching(/^[A-Za-z]([\w.-]{0,5}[a-z0-9])?$/);
  const requirement: fc.Arbitrary<Requirement> = fc.oneof(
    fc.record({
      key: word,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      key: word,
      operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
      values: fc.constant([]),
    }),
  );

  it('reads back what formatSelector wrote', () => {
    fc.assert(
      fc.property(fc.array(requirement, { minLength: 1 }), selector => {
        expect(parseSelector(formatSelector(selector))).toEqual({ selector });
      }),
    );
  });

  it('takes the texts of the grammar, and no others', () => {
    const tokens = fc.array(
      fc.constantFrom(
        'a',
        'b',
        'in',
        'notin',
        '=',
        '!=',
        '!',
        '(',
        ')',
        ',',
        ' ',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(tokens, parts => {
        const written = parts.join('');
        expect(parseSelector(written).problem === undefined).toBe(
          accepts(written),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, string]>([
    ['commas', ','],
    ['open brackets', '('],
    ['lists that never end', 'a in (b,'],
    ['values of one list', 'b,'],
    ['requirements', 'a,'],
    ['spaces', ' '],
    ['symbols', '=!'],
    ['one word', 'a'],
  ])('ends on 1 MB of %s', (_, piece) => {
    const long = piece.repeat(1_000_000 / piece.length);
    for (const written of [long, `a in (${long}`, `a=b ${long}!`]) {
      expect(parseUnbounded(written).problem).toBeDefined();
    }
    expect(parseUnbounded(`a in (b${',b'.repeat(500_000)})`).selector).toEqual([
      { key: 'a', operator: 'In', values: ['b'] },
    ]);
  });
});
