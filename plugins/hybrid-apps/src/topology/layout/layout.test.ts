import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge as edgeBetween, OUTSIDE } from '../../__testUtils__/build';
import {
  apiService,
  erpTopology,
  oracle,
  oracleService,
  orderApi,
  portal,
  reporting,
  scheduler,
  worker,
} from '../../__testUtils__/erp';
import {
  disk,
  ingress,
  inventoryTopology,
  mongodb,
  mongodbService,
  web,
  webService,
} from '../../__testUtils__/inventory';
import { largeTopology } from '../../__testUtils__/largeTopology';
import { collapse } from '../collapse';
import { drawnOf, foldedServices, NONE_FOLDED } from '../fold';
import { Grouping } from '../grouping';
import { LAYERS, Picture, pictureOf } from '../view';
import { arrange } from './arrange';
import { layOut } from './elk';
import { CARD, CHIPPED, layoutInput } from './layoutInput';
import { layOutPicture } from './useLayout';

async function layoutOf(
  topology: Topology,
  by: Grouping = 'namespace',
  folded = foldedServices(topology),
) {
  const picture = drawnOf(pictureOf(topology, LAYERS), folded);
  const input = layoutInput(picture, by);
  const { graphs } = await layOut(input.groups.map(({ elk }) => elk));
  const layout = arrange(input, graphs);
  const at = (node: { id: string }) => {
    const position = layout.positions.get(node.id);
    if (!position) {
      throw new Error(`${node.id} has no position`);
    }
    return position;
  };
  return { picture, layout, at };
}

/** Whether each stands right of the one before. */
const isRising = (places: Array<{ x: number }>) =>
  places.slice(1).every(({ x }, index) => x > places[index].x);

describe('the layout', () => {
  it('goes from left to right, the way that a request takes', async () => {
    const chipped = await layoutOf(inventoryTopology);
    const way = [OUTSIDE, ingress, web, mongodb, disk].map(chipped.at);
    expect(isRising(way)).toBe(true);
    const { at } = await layoutOf(inventoryTopology, 'namespace', NONE_FOLDED);
    const all = [OUTSIDE, ingress, webService, web, mongodbService, mongodb];
    expect(isRising([...all, disk].map(at))).toBe(true);
  });

  it('has room for the Services on a card', async () => {
    const { at } = await layoutOf(inventoryTopology);
    expect(at(web)).toMatchObject(CHIPPED);
    expect(at(disk)).toMatchObject(CARD);
  });

  it('has columns by who calls whom, over all frames', async () => {
    const { at, layout } = await layoutOf(erpTopology);
    expect(layout.frames.map(({ label }) => label)).toEqual([
      'cloud / erp',
      'onprem / erp',
    ]);
    // The portal calls the API of the other cluster, and that the database.
    const way = [portal, apiService, orderApi, oracle].map(at);
    expect(isRising(way)).toBe(true);
    const callers = [portal, worker, reporting, scheduler].map(at);
    expect(new Set(callers.map(({ x }) => x)).size).toBe(1);
    const kept = erpTopology.nodes
      .filter(({ kind }) =>
        ['DataVolume', 'PersistentVolumeClaim', 'Secret'].includes(kind),
      )
      .map(at);
    expect(new Set(kept.map(({ x }) => x)).size).toBe(1);
    expect(kept[0].x).toBeGreaterThan(at(oracle).x);
  });

  it.each([
    ['inventory', inventoryTopology],
    ['erp', erpTopology],
  ])(
    'puts no card of %s upon another, and each inside of its frame',
    async (_, topology) => {
      const { picture, layout, at } = await layoutOf(topology);
      const boxes = picture.nodes.map(node => ({ node, ...at(node) }));
      const overlapping = boxes.flatMap(a =>
        boxes
          .filter(
            b =>
              a !== b &&
              Math.abs(a.x - b.x) < CARD.width &&
              a.y < b.y + b.height &&
              b.y < a.y + a.height,
          )
          .map(b => [a.node.name, b.node.name]),
      );
      expect(overlapping).toEqual([]);

      const outOfFrame = boxes.filter(({ node, x, y, height }) => {
        const frame = layout.frames.find(
          ({ label }) => label === `${node.cluster} / ${node.namespace}`,
        );
        const inside =
          frame &&
          x > frame.x &&
          y > frame.y &&
          x + CARD.width < frame.x + frame.width &&
          y + height < frame.y + frame.height;
        return !inside;
      });
      expect(outOfFrame.map(({ node }) => node.name)).toEqual(['Internet']);
    },
  );

  it('fastens wires to the sides that face each other', async () => {
    const { layout, at, picture } = await layoutOf(
      {
        ...inventoryTopology,
        edges: [
          ...inventoryTopology.edges,
          // Both call each other.
          edgeBetween(mongodb, webService, 'connects', ''),
        ],
      },
      'namespace',
      NONE_FOLDED,
    );
    const route = (source: { id: string }, target: { id: string }) => {
      const edge = picture.edges.find(
        candidate =>
          candidate.source === source.id && candidate.target === target.id,
      );
      return layout.routes.get(edge?.id ?? '') ?? [];
    };
    const there = route(webService, web);
    expect(there[0].x).toBeCloseTo(at(webService).x + CARD.width);
    expect(there[there.length - 1].x).toBeCloseTo(at(web).x);
    // Back to the Service before its caller: from a left side to a right one.
    const back = route(mongodb, webService);
    expect(back[0].x).toBeCloseTo(at(mongodb).x);
    expect(back[back.length - 1].x).toBeCloseTo(at(webService).x + CARD.width);
  });

  it('keeps wires at right angles when columns are lined up', async () => {
    const { layout } = await layoutOf(erpTopology);
    for (const points of layout.routes.values()) {
      points.slice(1).forEach((point, index) => {
        const before = points[index];
        expect(
          Math.min(Math.abs(point.x - before.x), Math.abs(point.y - before.y)),
        ).toBeLessThan(0.01);
      });
    }
  });

  it('groups by cluster, or not at all', async () => {
    const byCluster = await layoutOf(erpTopology, 'cluster');
    expect(byCluster.layout.frames.map(({ label }) => label)).toEqual([
      'cloud',
      'onprem',
    ]);
    const ungrouped = await layoutOf(erpTopology, 'none');
    expect(ungrouped.layout.frames).toEqual([]);
    expect(ungrouped.layout.positions.size).toBe(
      ungrouped.picture.nodes.length,
    );
  });

  it('is the same whatever order nodes come in', async () => {
    const { layout } = await layoutOf(erpTopology);
    const turned = await layoutOf({
      ...erpTopology,
      nodes: [...erpTopology.nodes].reverse(),
    });
    expect(turned.layout.positions).toEqual(layout.positions);
  });

  it('puts what is only connected to behind the frames', async () => {
    const registry = { ...OUTSIDE, id: 'outside/10.9.0.0/16' };
    const { at, layout } = await layoutOf({
      ...erpTopology,
      nodes: [...erpTopology.nodes, registry],
    });
    expect(at(OUTSIDE).x).toBeLessThan(layout.frames[0].x);
    expect(at(registry).x).toBeGreaterThan(
      layout.frames[0].x + layout.frames[0].width,
    );
  });

  it('needs neither Services nor connections', async () => {
    const { layout } = await layoutOf({
      ...erpTopology,
      nodes: [mongodb, oracle],
      edges: [],
    });
    expect(layout.positions.size).toBe(2);
    expect(
      [apiService, oracleService].some(({ id }) => layout.positions.has(id)),
    ).toBe(false);
  });
});

describe('what is outside of an app in groups', () => {
  it('stands before what it leads to, and takes of the room for columns', async () => {
    const { nodes, edges } = pictureOf(largeTopology(100), LAYERS);
    const service = nodes.find(({ kind }) => kind === 'Service');
    const into = edgeBetween(
      OUTSIDE,
      service ?? OUTSIDE,
      'routes',
      'By an Ingress.',
    );
    const columnsOf = async (source: Picture) => {
      const layout = await layOutPicture(
        collapse(source, 'namespace', new Set(['group:onprem/shop-0'])),
        'namespace',
        1_200,
      );
      const groups = [...layout.positions].filter(([id]) =>
        id.startsWith('group:'),
      );
      const xs = groups.map(([, { x }]) => x);
      const outside = layout.positions.get(OUTSIDE.id)?.x ?? 0;
      expect(outside).toBeLessThan(Math.min(...xs));
      return new Set(xs).size;
    };
    const without = await columnsOf({ nodes, edges });
    const withOutside = await columnsOf({
      nodes: [...nodes, OUTSIDE],
      edges: [...edges, into],
    });
    expect(without).toBe(4);
    expect(withOutside).toBe(3);
  });
});
