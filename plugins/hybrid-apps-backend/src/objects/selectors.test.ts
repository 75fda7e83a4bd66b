import fc from 'fast-check';
import {
  formatSelector,
  matches,
  parseSelector,
  readSelector,
  Requirement,
} from './selectors';

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
  ])('%s on %j: %s', (written, labels, expected) => {
    const selector = parseSelector(written);
    expect(selector && matches(selector, labels)).toBe(expected);
  });

  it.each(['', 'app in web', '=web', 'a b', 'app in (web'])(
    'does not guess at %j',
    written => {
      expect(parseSelector(written)).toBeUndefined();
    },
  );

  const word = fc.stringMatching(/^[a-z][a-z0-9./-]{0,8}[a-z0-9]$/);
  const requirement: fc.Arbitrary<Requirement> = fc.oneof(
    fc.record({
      key: word,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
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
        expect(parseSelector(formatSelector(selector))).toEqual(selector);
      }),
    );
  });
});

describe('readSelector', () => {
  it('takes matchLabels and matchExpressions together', () => {
    const selector = readSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }],
    });
    expect(selector && matches(selector, { app: 'web' })).toBe(true);
    expect(selector && matches(selector, { app: 'web', tier: 'back' })).toBe(
      false,
    );
  });

  it('selects everything where it is empty, and nothing is known where it is broken', () => {
    expect(readSelector({})).toEqual([]);
    expect(readSelector(undefined)).toBeUndefined();
    expect(
      readSelector({ matchExpressions: [{ key: 'a', operator: 'Near' }] }),
    ).toBeUndefined();
  });
});
