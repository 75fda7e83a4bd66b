import { edge, nodesOf } from '../../__testUtils__/build';
import {
  ingress,
  inventoryTopology,
  mongodb,
  mongodbService,
  web,
  webService,
} from '../../__testUtils__/inventory';
import { drawnOf, foldedServices } from '../fold';
import { CARD, Layout } from '../layout';
import { pictureOf } from '../view';
import { edgesOf, nodesOf as cardsOf, placedLines } from './elements';

const layoutOf = (
  places: Array<[{ id: string }, x: number, y: number]>,
  frames: Layout['frames'] = [],
): Layout => ({
  positions: new Map(places.map(([{ id }, x, y]) => [id, { x, y, ...CARD }])),
  frames,
  routes: new Map(),
});

describe('what stands on a card', () => {
  const declared = edge(web, mongodb, 'depends-on', '');
  const topology = {
    ...inventoryTopology,
    edges: [...inventoryTopology.edges, declared],
  };
  const picture = drawnOf(
    pictureOf(topology, ['traffic']),
    foldedServices(topology),
  );
  const layout = layoutOf([
    [ingress, 0, 0],
    [web, 320, 0],
    [mongodb, 640, 0],
  ]);
  const draw = (marks: { selected?: string; lit?: string[] }) => {
    const { selected, lit } = marks;
    const state = {
      topology,
      picture,
      layout,
      selected,
      highlight: lit && { nodes: new Set(lit), edges: new Set(lit) },
      badges: new Map([[mongodbService.id, [{ id: 'cost', text: 'paid' }]]]),
      found: new Set<string>(),
      onSelect: () => {},
      onToggle: () => {},
      onOpen: () => {},
    };
    const card = ({ id }: { id: string }) => {
      const found = cardsOf(state).find(each => each.id === id);
      return found?.type === 'card' ? found.data : undefined;
    };
    const lines = edgesOf(state, placedLines({ picture, layout }));
    return { card, lines };
  };

  it('lights it, and says by itself what is selected', () => {
    const { card } = draw({ selected: webService.id, lit: [webService.id] });
    expect(card(web)).toMatchObject({ emphasis: 'lit', selected: false });
    expect(card(web)?.chips).toMatchObject([
      { node: webService, emphasis: 'lit', selected: true },
    ]);
    expect(card(mongodb)).toMatchObject({ emphasis: 'dimmed' });
  });

  it('has its badges there', () => {
    const { card } = draw({});
    expect(card(mongodb)?.badges.map(({ text }) => text)).toEqual(['paid']);
    expect(card(web)?.badges).toEqual([]);
  });

  it('is led to by lines that stand out by any that they tell', () => {
    const { lines } = draw({ selected: declared.id, lit: [declared.id] });
    const line = lines.find(({ target }) => target === mongodb.id);
    expect(line).toMatchObject({ source: web.id, target: mongodb.id });
    expect(line?.data).toMatchObject({ selected: true, emphasis: 'lit' });
    expect(lines.find(({ target }) => target === web.id)?.data).toMatchObject({
      selected: false,
      emphasis: 'dimmed',
    });
  });
});

describe('a line from frame to frame', () => {
  const node = nodesOf('cloud/shop');
  const [from, between] = ['from', 'between'].map(name =>
    node('Deployment', name),
  );
  const to = nodesOf('onprem/shop')('VirtualMachine', 'to');
  const connects = edge(from, to, 'connects', '');
  const frames = [
    { label: 'cloud / shop', x: 0, y: 0, width: 1_000, height: 200 },
    { label: 'onprem / shop', x: 0, y: 232, width: 1_000, height: 200 },
  ];
  const way = (x: number) =>
    placedLines({
      picture: { nodes: [from, between, to], edges: [connects] },
      layout: layoutOf(
        [
          [from, 24, 48],
          [between, x, 48],
          [to, 664, 280],
        ],
        frames,
      ),
    }).get(connects.id)?.points ?? [];

  it('goes between the frames where cards are in its way', () => {
    const middle = 48 + CARD.height / 2;
    const level = way(344).filter(({ y }) => y === middle);
    // It turns before the card that is in between.
    expect(Math.max(...level.map(({ x }) => x))).toBeLessThan(344);
    const inGap = way(344).filter(({ y }) => y > 200 && y < 232);
    expect(inGap).toHaveLength(2);
  });

  it('goes straight where nothing is', () => {
    expect(way(700)).toHaveLength(4);
  });
});
