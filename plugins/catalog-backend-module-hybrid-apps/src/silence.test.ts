import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { lastingUnknown, silenceOf } from './silence';

const known = (
  cluster: string,
  state: KindKnowledge['state'],
): KindKnowledge => ({ cluster, kind: '*', state });
const shop = { name: 'shop', cluster: 'a/1', namespace: 'shop' };

describe('where nobody tells of apps', () => {
  it.each<[string, KindKnowledge[], (typeof shop)[], string[]]>([
    ['nowhere', [known('a/1', 'forbidden'), known('b', 'stale')], [], []],
    [
      'is on a cluster that cannot be reached',
      [known('a/1', 'unreachable')],
      [],
      ['a%2F1/shop', 'a%2F1/other'],
    ],
    [
      'is on a cluster that is being read',
      [known('b', 'syncing')],
      [],
      ['b/shop'],
    ],
    [
      'is everywhere, where the clusters are not known',
      [known('*', 'unreachable')],
      [],
      ['a%2F1/shop', 'a%2F1/other', 'b/shop'],
    ],
    ['is in a namespace of an unknown owner', [], [shop], ['a%2F1/shop']],
  ])('%s', (_, knowledge, unknown, expected) => {
    const silence = silenceOf(knowledge, unknown);
    expect(['a%2F1/shop', 'a%2F1/other', 'b/shop'].filter(silence.at)).toEqual(
      expected,
    );
    expect(silence.any).toBe(expected.length > 0);
  });

  it('is worth a warning on a cluster that tells all that it may', () => {
    expect(lastingUnknown([known('b', 'syncing')], [shop])).toEqual([shop]);
    expect(lastingUnknown([known('a/1', 'syncing')], [shop])).toEqual([]);
    expect(lastingUnknown([known('*', 'syncing')], [shop])).toEqual([]);
  });
});
