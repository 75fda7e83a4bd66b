import { erpTopology, oracle } from '../__testUtils__/erp';
import {
  inventoryTopology,
  mongodb,
  mongodbService,
  policy,
  web,
  webService,
} from '../__testUtils__/inventory';
import { nodesOf } from '../__testUtils__/build';
import { cardIn, foldedServices } from './fold';
import {
  around,
  bestFirst,
  findNodes,
  LAYERS,
  nodeOfObject,
  pictureOf,
} from './view';

const relations = (layers: Parameters<typeof pictureOf>[1]) =>
  [
    ...new Set(
      pictureOf(inventoryTopology, layers).edges.map(
        ({ relation }) => relation,
      ),
    ),
  ].sort();

describe('pictureOf', () => {
  it('shows workloads whatever is switched off', () => {
    const { nodes, edges } = pictureOf(inventoryTopology, []);
    expect(nodes.map(({ id }) => id)).toEqual([web.id, mongodb.id]);
    expect(edges).toEqual([]);
  });

  it.each([
    [['traffic'], ['connects', 'routes', 'selects']],
    [['storage'], ['mounts']],
    [['config'], ['uses']],
    [['policies'], ['applies-to']],
  ] as const)('adds for %s the relations %s', (layers, expected) => {
    expect(relations(layers)).toEqual(expected);
  });

  it('shows everything with every switch on', () => {
    expect(pictureOf(erpTopology, LAYERS)).toEqual({
      nodes: erpTopology.nodes,
      edges: erpTopology.edges,
    });
  });
});

describe('what is around a node', () => {
  const shown = pictureOf(inventoryTopology, ['traffic']);

  it('is what it is connected with by what is shown, and no more', () => {
    const { nodes, edges } = around(shown, mongodb.id);
    expect(nodes.map(({ id }) => id).sort()).toEqual(
      [mongodb.id, mongodbService.id].sort(),
    );
    expect(edges.map(({ source, target }) => [source, target])).toEqual([
      [mongodbService.id, mongodb.id],
    ]);
    expect(around(shown, web.id).nodes.map(({ id }) => id)).toContain(
      mongodbService.id,
    );
  });

  it('is what is connected with all that stands on its card', () => {
    const cardOf = cardIn(shown, foldedServices(inventoryTopology));
    const near = around(shown, mongodb.id, cardOf);
    // By its Service, the VM is connected with who calls that.
    expect(near.nodes.map(({ id }) => id).sort()).toEqual(
      [web.id, webService.id, mongodb.id, mongodbService.id].sort(),
    );
    expect(around(shown, mongodbService.id, cardOf)).toEqual(near);
  });

  it('is nothing, where the node is not shown', () => {
    expect(around(shown, policy.id)).toEqual({ nodes: [], edges: [] });
    expect(around(shown, 'gone')).toEqual({ nodes: [], edges: [] });
  });
});

describe('findNodes', () => {
  it.each([
    ['mongo', [mongodbService, mongodb, policy]],
    ['10.244.2.31', [mongodb]],
    ['inventory-web:1.4', [web]],
    ['virtualmachine', [mongodb]],
  ])('finds by %s', (text, expected) => {
    const nodes = inventoryTopology.nodes.filter(
      ({ category }) => category !== 'storage',
    );
    expect(findNodes(nodes, text)).toEqual(
      new Set(expected.map(({ id }) => id)),
    );
  });

  it('finds nothing by nothing', () => {
    expect(findNodes(inventoryTopology.nodes, '  ').size).toBe(0);
  });
});

describe('nodeOfObject', () => {
  it('knows a node by itself and by what it stands for', () => {
    const { nodes } = inventoryTopology;
    expect(nodeOfObject(nodes, mongodb.id)).toBe(mongodb);
    expect(nodeOfObject(nodes, mongodb.members[1].id)).toBe(mongodb);
    expect(nodeOfObject(nodes, oracle.id)).toBeUndefined();
    expect(nodeOfObject(nodes, undefined)).toBeUndefined();
  });
});

describe('bestFirst', () => {
  it('has what is called so first, and workloads before what serves them', () => {
    const node = nodesOf('onprem/shop');
    const found = [
      node('Service', 'my-web'),
      node('Service', 'web'),
      node('Service', 'web-2'),
      node('Deployment', 'my-web'),
      node('Deployment', 'web-2'),
      node('Deployment', 'web'),
    ];
    expect(bestFirst(found, ' WEB ').map(({ id }) => id)).toEqual(
      [5, 1, 4, 2, 3, 0].map(index => found[index].id),
    );
  });
});
