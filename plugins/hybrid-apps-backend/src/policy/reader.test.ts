import { createStoreFromObjects } from '../kinds';
import { Sight } from '../namespaces';
import {
  createReader,
  readerAsOfNow,
  readerFrom,
  readerOn,
  tellsHidden,
} from './reader';

const sight: Sight = {
  sees: (_, namespace) => namespace === 'shop',
  readsClusters: true,
};
const namespaces = ['shop', 'vault'].map(name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));
const told = (known: boolean) =>
  createStoreFromObjects('onprem', known ? namespaces : [], {
    knowledge: [
      {
        cluster: 'onprem',
        kind: 'namespaces',
        state: known ? 'synced' : 'forbidden',
      },
    ],
  });

it.each<[string, boolean, boolean]>([
  ['NetworkPolicy vault/deny decides', true, true],
  ['NetworkPolicy shop/deny decides', false, false],
  ['vault/web[Deployment] is selected', true, true],
  // What is no namespace there tells of none, where it is known which there are.
  ['10.0.0.0/8 of apps/v1 and shop/web', false, true],
  ['no policy selects it', false, false],
])('%s', (text, isHidden, isHiddenWhereNamespacesAreUnknown) => {
  expect(tellsHidden(text, told(true), sight)).toBe(isHidden);
  expect(tellsHidden(text, told(false), sight)).toBe(
    isHiddenWhereNamespacesAreUnknown,
  );
});

describe('a reader as of now', () => {
  const cluster = (...names: string[]) =>
    createStoreFromObjects(
      'onprem',
      names.map(name => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      })),
    );
  const ids = new Set(['onprem/shop/apps/Deployment/web', 'other/a/b/c/d']);
  const seeing = (...names: string[]) =>
    createReader(
      { only: ids },
      { sees: (_, name) => names.includes(name), readsClusters: false },
    );

  it('is told no more of what comes later, or of rights that are given later', () => {
    const rights = ['shop'];
    const reader = createReader(
      { only: ids },
      { sees: (_, name) => rights.includes(name), readsClusters: false },
    );
    const now = readerAsOfNow(reader, [cluster('shop', 'vault')]);
    rights.push('vault', 'new');
    const later = readerOn(now, cluster('shop', 'vault', 'new'));
    expect(later.seen).toEqual(['shop']);
    expect(now.sight.sees('onprem', 'vault')).toBe(false);
  });

  it('has the key of whoever may be told the same, and of nobody else', () => {
    const stores = [cluster('shop', 'vault')];
    const keyOf = (...args: Parameters<typeof createReader>) =>
      readerAsOfNow(createReader(...args), stores).key;
    const { named, sight: seesShop } = seeing('shop');
    const key = keyOf(named, seesShop);
    expect(keyOf({ only: new Set(ids) }, seeing('shop', 'gone').sight)).toBe(
      key,
    );
    const others = [
      keyOf({ allBut: ids }, seesShop),
      keyOf({ only: new Set() }, seesShop),
      keyOf(named, seeing('shop', 'vault').sight),
      keyOf(named, { ...seesShop, readsClusters: true }),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });

  it('may name the same from its data, which are of one cluster', () => {
    const store = cluster('shop');
    const data = readerOn(seeing('shop'), store);
    expect(data.named).toEqual({ only: ['onprem/shop/apps/Deployment/web'] });
    const { mayName } = readerFrom(data);
    expect(
      ['onprem/shop/apps/Deployment/web', 'onprem/shop/apps/Deployment/x'].map(
        mayName,
      ),
    ).toEqual([true, false]);
  });

  it('sees the namespaces of what there is where Namespaces are not known', () => {
    const store = createStoreFromObjects(
      'onprem',
      [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'p', namespace: 'shop' },
        },
      ],
      {
        knowledge: [
          { cluster: 'onprem', kind: 'namespaces', state: 'forbidden' },
        ],
      },
    );
    expect(readerOn(seeing('shop', 'vault'), store).seen).toEqual(['shop']);
  });
});
