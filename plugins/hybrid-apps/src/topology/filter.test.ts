import { nodesOf } from '../__testUtils__/build';
import { erpTopology } from '../__testUtils__/erp';
import { choicesOf, isChosen } from './filter';
import { LAYERS, pictureOf } from './view';

const onprem = nodesOf('onprem/shop');
const cloud = nodesOf('cloud/shop');
const nodes = [
  onprem('Deployment', 'web'),
  { ...onprem('Service', 'web'), status: { health: 'degraded' as const } },
  cloud('Deployment', 'api'),
];
const chosen = (...ids: string[]) =>
  nodes
    .filter(node => isChosen(node, new Set(ids)))
    .map(({ cluster, kind, name }) => `${cluster} ${kind} ${name}`);

describe('a filter', () => {
  it.each([
    [[], 3],
    [['kind:Deployment'], 2],
    [['kind:Deployment', 'kind:Service'], 3],
    [['kind:Deployment', 'cluster:cloud'], 1],
    [['health:degraded', 'kind:Deployment'], 0],
    [['category:container'], 2],
    [['category:container', 'cluster:onprem'], 1],
    [['category:container', 'kind:Service'], 0],
    [['kind:Moon'], 0],
    [['moon:full'], 3],
  ])('by %j lets %i through', (ids, count) => {
    expect(chosen(...ids)).toHaveLength(count);
  });

  it('leaves no line without its ends', () => {
    const { nodes: shown, edges } = pictureOf(
      erpTopology,
      LAYERS,
      new Set(['kind:Service', 'cluster:onprem']),
    );
    const ids = new Set(shown.map(({ id }) => id));
    expect(shown.length).toBeGreaterThan(0);
    expect(
      shown.every(
        ({ kind, cluster }) => kind === 'Service' && cluster === 'onprem',
      ),
    ).toBe(true);
    expect(
      edges.every(({ source, target }) => ids.has(source) && ids.has(target)),
    ).toBe(true);
  });
});

describe('what may be chosen', () => {
  it('are the values that there are, with their number, where they differ', () => {
    const [first] = nodes;
    expect(choicesOf([first], new Set())).toEqual([]);
    expect(choicesOf(nodes, new Set())).toEqual([
      {
        facet: 'health',
        choices: [
          { id: 'health:degraded', value: 'degraded', count: 1 },
          { id: 'health:healthy', value: 'healthy', count: 2 },
        ],
      },
      {
        facet: 'category',
        choices: [
          { id: 'category:container', value: 'container', count: 2 },
          { id: 'category:network', value: 'network', count: 1 },
        ],
      },
      {
        facet: 'kind',
        choices: [
          { id: 'kind:Deployment', value: 'Deployment', count: 2 },
          { id: 'kind:Service', value: 'Service', count: 1 },
        ],
      },
      {
        facet: 'cluster',
        choices: [
          { id: 'cluster:cloud', value: 'cloud', count: 1 },
          { id: 'cluster:onprem', value: 'onprem', count: 2 },
        ],
      },
    ]);
  });

  it('is also what the URL has chosen and there is no longer', () => {
    const [{ facet, choices }] = choicesOf(nodes, new Set(['health:stopped']));
    expect(facet).toBe('health');
    expect(choices).toContainEqual({
      id: 'health:stopped',
      value: 'stopped',
      count: 0,
    });
  });
});
