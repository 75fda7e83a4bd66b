import { nodesOf } from '../../__testUtils__/build';
import { largeTopology } from '../../__testUtils__/largeTopology';
import { collapse } from '../collapse';
import { layOutPicture } from '../layout';
import { LAYERS, pictureOf } from '../view';
import { placedLines } from './elements';
import { gridWay } from './gridWay';

// The first layout takes its time on a busy machine, and columns without more ado have other ways.
jest.mock('../layout/elk', () => {
  const elk = jest.requireActual('../layout/elk');
  const unlimited = () => () => {};
  return {
    ...elk,
    layOut: elk.createLayouter(elk.startElk, undefined, unlimited),
  };
});

const large = pictureOf(largeTopology(300), LAYERS);
const places = ['group:onprem/shop-1', 'group:onprem/shop-3'];
const workloads = collapse(large, 'namespace', new Set(places))
  .groups.filter(({ kind }) => kind === 'component')
  .map(({ id }) => id)
  .filter((_, index) => index % 20 === 4);

describe('a way through a grid', () => {
  it.each([
    ['all groups closed', [], 1_200],
    ['one open', places.slice(0, 1), 1_200],
    ['two open', places, 1_200],
    ['workloads in them open', [...places, ...workloads], 1_200],
    ['two open, and little room', places, 700],
    ['two open, and much room', places, 2_000],
  ])('is at right angles, and crosses no card: %s', async (_, open, room) => {
    const picture = collapse(large, 'namespace', new Set(open));
    const layout = await layOutPicture(picture, 'namespace', room);
    const cards = [...layout.positions];
    const lines = placedLines({ picture, layout });
    expect(lines.size).toBe(picture.edges.length + picture.bundles.length);
    const crossed: string[] = [];
    for (const [line, { points }] of lines) {
      points.slice(1).forEach((to, index) => {
        const from = points[index];
        expect(from.x === to.x || from.y === to.y).toBe(true);
        for (const [card, { x, y, width, height }] of cards) {
          if (
            Math.max(from.x, to.x) > x &&
            Math.min(from.x, to.x) < x + width &&
            Math.max(from.y, to.y) > y &&
            Math.min(from.y, to.y) < y + height
          ) {
            crossed.push(`${line} crosses ${card}`);
          }
        }
      });
    }
    expect(crossed).toEqual([]);
  });

  it('is straight to the next card', () => {
    const size = { y: 0, width: 240, height: 84 };
    expect(gridWay({ x: 0, ...size }, { x: 304, ...size })).toEqual([
      { x: 240, y: 42 },
      { x: 304, y: 42 },
    ]);
  });

  it('is within the frame, also on its outer sides', async () => {
    const picture = collapse(large, 'namespace', new Set(places));
    const layout = await layOutPicture(picture, 'namespace', 1_200);
    const xs = [...placedLines({ picture, layout }).values()].flatMap(
      ({ points }) => points.map(({ x }) => x),
    );
    const [{ x: left, width }] = layout.frames;
    expect(Math.min(...xs)).toBeGreaterThan(left);
    expect(Math.max(...xs)).toBeLessThan(left + width);
  });

  it('keeps to the gaps where a lone card stands between groups', async () => {
    const node = nodesOf('onprem/shop-1');
    const alone = node('Deployment', 'alone');
    const picture = collapse(
      { nodes: [...large.nodes, alone], edges: large.edges },
      'namespace',
      new Set(places),
    );
    const layout = await layOutPicture(picture, 'namespace', 1_200);
    const sizes = [...layout.positions.values()].map(({ width }) => width);
    expect(new Set(sizes).size).toBe(1);
  });
});
