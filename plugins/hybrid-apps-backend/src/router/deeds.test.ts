import { ClusterStore } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { idOf } from '../objects';
import { Act, POSSIBLE } from '../operations/acts';
import { createDeeds } from './acts';

const APP = { kind: 'system', namespace: 'default', name: 'shop' };
const NAMES = ['a', 'b', 'c'];

const store = createStoreFromObjects('onprem', [
  ...NAMES.map(name => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', uid: name },
  })),
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', uid: 'n' } },
]);
const objects = store
  .list({ group: 'apps', kind: 'Deployment' })
  .map(object => ({
    cluster: 'onprem',
    id: idOf('onprem', object),
    object,
  }));

/** An act of which so many lines are told of each object. */
const act = (
  lines: number,
  onAbout: (store: ClusterStore) => void = () => {},
): Act => ({
  id: 'deployment-undo',
  kinds: ['apps/Deployment'],
  right: 'change',
  words: { label: 'l', will: 'w', did: 'd' },
  danger: 'none',
  needs: [],
  offer: () => POSSIBLE,
  about(_, all) {
    onAbout(all);
    return {
      tells: ['told'],
      previews: [
        {
          field: 'revision',
          value: '1',
          lines: Array.from({ length: lines }, () => ({
            is: 'added' as const,
            text: 'x',
          })),
        },
      ],
    };
  },
  basis: () => ({}),
  steps: () => [],
});

const query = (one: Act, readsClusters = true) =>
  createDeeds(
    Object({
      access: {
        in: async () => () => true,
        requireApp: async () => undefined,
      },
      acts: [one],
    }),
  ).query(
    APP,
    objects.map(({ id }) => id),
    Object({
      view: {
        drawn: async () => ({ objects }),
        stores: [store],
        readsClusters,
      },
      viewer: {},
    }),
  );

describe('what can be done to many objects', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is told with as many lines of previews as an answer has, and all else of each', async () => {
    const told = await query(act(6_000));
    expect(
      told.map(({ acts: [offer] }) => [offer.previews?.length, offer.tells]),
    ).toEqual([
      [1, ['told']],
      [1, ['told']],
      [undefined, ['told']],
    ]);
  });

  it.each([true, false])(
    'is told by what is in no namespace to who may read clusters: %s',
    async readsClusters => {
      const seen: number[] = [];
      const nodes = (all: ClusterStore) =>
        seen.push(all.list({ group: '', kind: 'Node' }).length);
      await query(act(1, nodes), readsClusters);
      expect(new Set(seen)).toEqual(new Set([readsClusters ? 1 : 0]));
    },
  );

  it('leaves others their turn between objects that take long', async () => {
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => time);
    let turns = 0;
    const seen: number[] = [];
    let turn: NodeJS.Immediate | undefined;
    const count = () => {
      turns++;
      turn = setImmediate(count);
    };
    count();
    try {
      await query(
        act(1, () => {
          time += 50;
          seen.push(turns);
        }),
      );
    } finally {
      clearImmediate(turn);
    }
    expect(seen).toHaveLength(NAMES.length);
    expect(new Set(seen).size).toBe(NAMES.length);
  });
});
