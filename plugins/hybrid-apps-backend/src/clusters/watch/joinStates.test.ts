import { KindState } from './inStep';
import { joinStates } from './joinStates';

const NO = 'Not as a whole.';
const synced: KindState = { state: 'synced' };
const forbidden: KindState = { state: 'forbidden', message: 'no' };
const syncing: KindState = { state: 'syncing' };
const stale: KindState = {
  state: 'stale',
  since: '2026-01-01T10:00:00.000Z',
  message: 'It is away. What is shown is as it was then.',
};
const lost: KindState = { state: 'unreachable', message: 'nobody answers' };

describe('joinStates', () => {
  it.each<[string, Record<string, KindState>, number, KindState]>([
    [
      'known in some namespaces',
      { shop: synced, bank: synced },
      0,
      {
        state: 'partial',
        namespaces: ['bank', 'shop'],
        message: `Known in bank, shop alone. ${NO}`,
      },
    ],
    [
      'forbidden in one of them',
      { shop: synced, bank: forbidden },
      0,
      {
        state: 'partial',
        namespaces: ['shop'],
        message: `Known in shop alone. Forbidden in bank. ${NO}`,
      },
    ],
    [
      'forbidden in each',
      { shop: forbidden, bank: forbidden },
      0,
      {
        state: 'forbidden',
        namespaces: [],
        message: `Forbidden in bank, shop. ${NO}`,
      },
    ],
    ['read nowhere', {}, 0, { state: 'forbidden', message: NO }],
    [
      'still being read in one',
      { shop: synced, bank: syncing },
      0,
      {
        state: 'syncing',
        namespaces: ['shop'],
        message: `Known in shop alone. Syncing in bank. ${NO}`,
      },
    ],
    [
      'unreachable in one and out of step in another',
      { shop: synced, bank: lost, desk: stale },
      0,
      {
        state: 'unreachable',
        namespaces: ['shop'],
        message:
          'Known in shop alone. Unreachable in bank: nobody answers. ' +
          `Stale in desk: It is away. What is shown is as it was then. ${NO}`,
      },
    ],
    [
      'out of step in all, since the last time that one was in step',
      { shop: stale, bank: { ...stale, since: '2026-01-01T11:00:00.000Z' } },
      0,
      {
        state: 'stale',
        since: '2026-01-01T11:00:00.000Z',
        namespaces: [],
        message: `Stale in bank, shop: ${stale.message} ${NO}`,
      },
    ],
    [
      'cut by the bound',
      { shop: synced },
      3,
      {
        state: 'partial',
        namespaces: ['shop'],
        message:
          'Known in shop alone. 3 more namespaces are not read, as hybridApps.watch.maxNamespaces bounds it; ' +
          `name in hybridApps.watch.namespaces those that matter. ${NO}`,
      },
    ],
  ])('tells a kind that is %s', (_, states, left, told) => {
    expect(joinStates(new Map(Object.entries(states)), NO, left)).toEqual(told);
  });

  it('names no more than ten', () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${10 + index}`);
    const { message, namespaces } = joinStates(
      new Map(names.map(name => [name, synced])),
      NO,
    );
    expect(namespaces).toEqual(names);
    expect(message).toMatch(/n18, n19 and 2 more alone\./);
  });
});
