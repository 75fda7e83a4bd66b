import { formatSelector, matches, readSelector, selectorOfLabels } from '..';
import { root } from '../objects/fields';
import { labelSelector } from './labels';

describe('readSelector', () => {
  const expression = (operator: string, ...values: string[]) => ({
    matchExpressions: [
      { key: 'app', operator, ...(values.length > 0 && { values }) },
    ],
  });

  it.each<[object, string, [object, boolean][]]>([
    [{}, '', [[{}, true]]],
    [
      { matchLabels: { tier: 'front', app: 'web' } },
      'app=web,tier=front',
      [
        [{ app: 'web', tier: 'front' }, true],
        [{ app: 'web' }, false],
      ],
    ],
    [
      { matchLabels: { tier: 'front' }, ...expression('NotIn', 'web') },
      'tier=front,app!=web',
      [
        [{ tier: 'front' }, true],
        [{ tier: 'front', app: 'web' }, false],
        [{ app: 'db' }, false],
      ],
    ],
    [
      expression('In', 'web', 'db'),
      'app in (web, db)',
      [
        [{ app: 'db' }, true],
        [{ app: 'api' }, false],
        [{}, false],
      ],
    ],
    [
      expression('NotIn', 'web', 'db'),
      'app notin (web, db)',
      [
        [{}, true],
        [{ app: 'web' }, false],
      ],
    ],
    [
      expression('Exists'),
      'app',
      [
        [{ app: '' }, true],
        [{}, false],
      ],
    ],
    [
      expression('DoesNotExist'),
      '!app',
      [
        [{ app: '' }, false],
        [{}, true],
      ],
    ],
    [
      { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] },
      'constructor',
      [[{}, false]],
    ],
  ])('%j is %s', (written, text, cases) => {
    const selector = readSelector(written);
    const compiled = labelSelector(root(written));
    expect(selector && formatSelector(selector)).toBe(text);
    expect(compiled.text).toBe(text);
    for (const [labels, expected] of cases) {
      const given = { ...labels };
      expect(selector && matches(selector, given)).toBe(expected);
      expect(compiled.test(given)).toBe(expected);
    }
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no object', 'app=web'],
    ['a list', []],
    ['an operator that there is not', expression('Near', 'web')],
    ['no value where there must be one', expression('In')],
    ['a value where none may be', expression('Exists', 'web')],
    ['a value that is no text', { matchLabels: { app: 7 } }],
    ['what is no label', { matchLabels: { 'a b': 'web' } }],
    ['a field that there is not', { matchLabel: { app: 'web' } }],
  ])('is no selector: %s', (_, written) => {
    expect(readSelector(written)).toBeUndefined();
  });
});

describe('selectorOfLabels', () => {
  it('asks for every label, in the order of their names', () => {
    expect(
      formatSelector(selectorOfLabels({ tier: 'front', app: 'web', odd: 7 })),
    ).toBe('app=web,tier=front');
  });

  it.each([undefined, null, 'app=web', {}])('has none of %j', labels => {
    expect(selectorOfLabels(labels)).toEqual([]);
  });
});
