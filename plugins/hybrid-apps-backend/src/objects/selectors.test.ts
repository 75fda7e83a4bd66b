import { matches, readSelector } from './selectors';

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
