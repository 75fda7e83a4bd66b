import { edge, nodesOf, OUTSIDE } from '../../__testUtils__/build';
import { inventoryTopology } from '../../__testUtils__/inventory';
import { largeTopology } from '../../__testUtils__/largeTopology';
import { drawnOf, foldedServices, idsDrawn } from '../fold';
import { LAYERS, Picture, pictureOf } from '../view';
import {
  CARD_LIMIT,
  collapse,
  CollapsedPicture,
  groupsAround,
} from './collapse';

const NONE: ReadonlySet<string> = new Set();
const large = pictureOf(largeTopology(1_000), LAYERS);
const cardsOf = ({ nodes, groups }: CollapsedPicture) =>
  nodes.length + groups.length;

/** One namespace: `alone` workloads by themselves, and one of which hang `around`. */
function oneNamespace(alone: number, around: number): Picture {
  const node = nodesOf('onprem/shop');
  const holder = node('StatefulSet', 'holder');
  const disks = Array.from({ length: around }, (_, index) =>
    node('PersistentVolumeClaim', `disk-${index}`),
  );
  return {
    nodes: [
      ...Array.from({ length: alone }, (_, index) =>
        node('Deployment', `alone-${index}`),
      ),
      holder,
      ...disks,
    ],
    edges: disks.map(disk => edge(holder, disk, 'mounts', 'By its volumes.')),
  };
}

const manyPlaces: Picture = {
  nodes: [
    OUTSIDE,
    ...Array.from({ length: 90 }, (_, index) => [
      nodesOf(`cluster-${index % 3}/ns-${index}`)('Deployment', 'a'),
      nodesOf(`cluster-${index % 3}/ns-${index}`)('Deployment', 'b'),
    ]).flat(),
  ],
  edges: [],
};

/** Opens group by group until none is left; gives each picture on the way. */
function openedOneByOne(picture: Picture, steps: number): CollapsedPicture[] {
  const pictures = [collapse(picture, 'namespace', NONE)];
  const open = new Set<string>();
  for (let step = 0; step < steps; step += 1) {
    const closed = pictures[step].groups.find(
      group => !group.open && group.kind !== 'more',
    );
    if (!closed) {
      break;
    }
    open.add(closed.id);
    pictures.push(collapse(picture, 'namespace', open));
  }
  return pictures;
}

const PICTURES: Array<[string, Picture]> = [
  ['three nodes a workload', large],
  ['many places', manyPlaces],
  ['many lone workloads', oneNamespace(500, 0)],
  ['one workload with many disks', oneNamespace(0, 200)],
  ['both', oneNamespace(40, 200)],
  ['a small app', pictureOf(inventoryTopology, LAYERS)],
];

describe.each(PICTURES)('of %s', (_, picture) => {
  const pictures = openedOneByOne(picture, 12);

  it('each node is drawn or in exactly one group that is closed', () => {
    for (const { nodes, groups } of pictures) {
      const ids = [
        ...nodes,
        ...groups.filter(({ open }) => !open).flatMap(({ members }) => members),
      ].map(({ id }) => id);
      expect(ids.sort()).toEqual(picture.nodes.map(({ id }) => id).sort());
    }
  });

  it('each edge is drawn, in one bundle, or inside of a group that is closed', () => {
    for (const { edges, groups, bundles } of pictures) {
      const inside = groups
        .filter(({ open }) => !open)
        .flatMap(({ members }) => {
          const ids = new Set(members.map(({ id }) => id));
          return picture.edges.filter(
            ({ source, target }) => ids.has(source) && ids.has(target),
          );
        });
      const ids = [
        ...edges,
        ...bundles.flatMap(bundle => bundle.edges),
        ...inside,
      ].map(({ id }) => id);
      expect(ids.sort()).toEqual(picture.edges.map(({ id }) => id).sort());
    }
  });

  it('lines end at cards that are drawn, and no card is drawn twice', () => {
    for (const { nodes, edges, groups, bundles } of pictures) {
      const cards = [...nodes, ...groups].map(({ id }) => id);
      expect(new Set(cards).size).toBe(cards.length);
      const ends = [...edges, ...bundles].flatMap(({ source, target }) => [
        source,
        target,
      ]);
      expect(ends.filter(id => !cards.includes(id))).toEqual([]);
    }
  });

  it('no more is drawn at first, and by each group that is opened, than can be read', () => {
    const counts = pictures.map(cardsOf);
    expect(counts[0]).toBeLessThanOrEqual(CARD_LIMIT);
    counts
      .slice(1)
      .forEach((count, index) =>
        expect(count - counts[index]).toBeLessThanOrEqual(CARD_LIMIT),
      );
  });

  it('every node can be had', () => {
    const { id } = picture.nodes[picture.nodes.length - 1];
    const kept = collapse(picture, 'namespace', NONE, new Set([id]));
    expect(kept.nodes.map(node => node.id)).toContain(id);
    const opened = collapse(
      picture,
      'namespace',
      new Set(groupsAround(picture, 'namespace', id)),
      new Set([id]),
    );
    expect(opened.nodes).toEqual(kept.nodes);
    expect(opened.groups).toEqual(kept.groups);
  });
});

describe('the groups', () => {
  it('are namespaces first, then workloads with what is theirs', () => {
    const first = collapse(large, 'namespace', NONE);
    expect(first.nodes).toEqual([]);
    expect(first.groups.map(({ kind, name }) => [kind, name])).toEqual(
      [0, 1, 2, 3].map(index => ['place', `onprem / shop-${index}`]),
    );
    const opened = collapse(large, 'namespace', new Set([first.groups[1].id]));
    const inside = opened.groups.filter(
      ({ frame }) => frame === 'onprem / shop-1',
    );
    expect(inside).toHaveLength(CARD_LIMIT);
    expect(inside[0]).toMatchObject({ kind: 'component', name: 'workload-1' });
    expect(inside[0].members.map(({ name }) => name)).toEqual([
      'service-1',
      'workload-1',
      'data-1',
    ]);
    expect(inside[CARD_LIMIT - 1].kind).toBe('more');
  });

  it('are as well as the worst of what they hold', () => {
    const [sick, ...others] = large.nodes.filter(
      ({ category }) => category === 'container',
    );
    const { groups } = collapse(
      {
        ...large,
        nodes: [
          ...large.nodes.filter(({ id }) => id !== sick.id),
          { ...sick, status: { health: 'degraded' } },
        ],
      },
      'namespace',
      NONE,
    );
    expect(others.length).toBeGreaterThan(0);
    expect(
      groups.filter(({ health }) => health === 'degraded').map(g => g.name),
    ).toEqual([`onprem / ${sick.namespace}`]);
    expect(new Set(groups.map(({ health }) => health))).toEqual(
      new Set(['degraded', 'healthy']),
    );
  });

  it.each([
    [['allowed', 'denied', 'uncertain'], 'denied'],
    [['allowed', 'uncertain'], 'uncertain'],
    [['allowed', undefined], 'allowed'],
    [[undefined], undefined],
  ] as const)('bundle lines of %j as %s', (verdicts, worst) => {
    const [a, b] = ['onprem/a', 'onprem/b'].map(place =>
      Array.from({ length: 40 }, (_, index) =>
        nodesOf(place)('Deployment', `app-${index}`),
      ),
    );
    const { bundles } = collapse(
      {
        nodes: [...a, ...b],
        edges: verdicts.map((verdict, index) =>
          edge(a[index], b[0], 'connects', 'By its environment.', { verdict }),
        ),
      },
      'namespace',
      NONE,
    );
    expect(bundles).toHaveLength(1);
    expect(bundles[0]).toMatchObject({
      source: 'group:onprem/a',
      target: 'group:onprem/b',
      verdict: worst,
    });
    expect(bundles[0].edges).toHaveLength(verdicts.length);
  });

  it('put what several workloads share in a group of its own', () => {
    const node = nodesOf('onprem/shop');
    const workloads = Array.from({ length: 70 }, (_, index) =>
      node('Deployment', `app-${index}`),
    );
    const shared = [node('ConfigMap', 'common'), node('Secret', 'common')];
    const { groups } = collapse(
      {
        nodes: [...workloads, ...shared],
        edges: workloads.flatMap(workload =>
          shared.map(object => edge(workload, object, 'uses', 'By its spec.')),
        ),
      },
      'namespace',
      NONE,
    );
    const group = groups.find(({ kind }) => kind === 'shared');
    expect(group?.members).toEqual(shared);
  });

  it.each(['cluster', 'component', 'node', 'none'] as const)(
    'are by %s where frames are, and hold each node once',
    by => {
      const node = nodesOf('onprem/shop');
      const nodes = Array.from({ length: 90 }, (_, index) => ({
        ...node('Deployment', `app-${index}`),
        entityRef: `component:default/part-${index % 3}`,
        facts: { node: `node-${index % 2}` },
      }));
      const { groups, nodes: drawn } = collapse({ nodes, edges: [] }, by, NONE);
      const names = groups
        .filter(({ kind }) => kind === 'place')
        .map(({ name }) => name);
      expect(names).toEqual(
        {
          cluster: [],
          component: ['part-0', 'part-1', 'part-2'],
          node: ['onprem / node-0', 'onprem / node-1'],
          none: [],
        }[by],
      );
      expect(
        [...drawn, ...groups.flatMap(({ members }) => members)]
          .map(({ id }) => id)
          .sort(),
      ).toEqual(nodes.map(({ id }) => id).sort());
    },
  );

  it('hold the Services on the cards that are behind them, and open for these', () => {
    const drawn = drawnOf(large, foldedServices(largeTopology(1_000)));
    expect(drawn.chips?.size).toBe(1_000);
    const all = ({ nodes, groups, chips }: CollapsedPicture) =>
      new Set([
        ...idsDrawn({ nodes, edges: [], chips }),
        ...groups.flatMap(({ members }) => members.map(({ id }) => id)),
      ]);
    const closed = collapse(drawn, 'namespace', NONE);
    expect(all(closed).size).toBe(large.nodes.length);

    const service = large.nodes.find(({ name }) => name === 'service-997');
    const id = service?.id ?? '';
    expect(idsDrawn(closed).has(id)).toBe(false);
    const opened = new Set(groupsAround(drawn, 'namespace', id));
    const open = collapse(drawn, 'namespace', opened, new Set([id]));
    expect(idsDrawn(open).has(id)).toBe(true);
    // What is called over a Service counts once.
    const counted = closed.bundles.flatMap(({ edges }) => edges);
    expect(new Set(counted).size).toBe(counted.length);
  });
});
