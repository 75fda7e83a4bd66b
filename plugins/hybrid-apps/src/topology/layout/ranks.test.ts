import { edge, nodesOf, OUTSIDE } from '../../__testUtils__/build';
import { columnsOf } from './ranks';

const node = nodesOf('onprem/shop');
const [web, api, db] = ['web', 'api', 'db'].map(name =>
  node('Deployment', name),
);
const ingress = node('Ingress', 'shop');
const inner = node('HTTPRoute', 'inner');
const service = node('Service', 'api');
const disk = node('PersistentVolumeClaim', 'data');
const policy = node('NetworkPolicy', 'gate');
const nodes = [web, api, db, ingress, inner, service, disk, policy, OUTSIDE];

type Edges = Parameters<typeof columnsOf>[1];

/** Names of what stands in each column, from left to right. */
function columns(edges: Edges, of = nodes): string[][] {
  const at = columnsOf(of, edges);
  const all = new Map<number, string[]>();
  for (const { id, name } of of) {
    const column = at.get(id) ?? -1;
    all.set(column, [...(all.get(column) ?? []), name].sort());
  }
  return [...all].sort(([a], [b]) => a - b).map(([, names]) => names);
}

const calls = (from: typeof web, to: typeof web) =>
  edge(from, to, 'connects', '');

describe('the columns', () => {
  it('have callers before what they call, the way in first and storage last', () => {
    const edges = [
      calls(OUTSIDE, ingress),
      edge(ingress, web, 'routes', ''),
      calls(web, service),
      edge(service, api, 'selects', ''),
      edge(api, db, 'depends-on', ''),
      edge(web, disk, 'mounts', ''),
      edge(policy, db, 'applies-to', ''),
    ];
    expect(
      columns(
        edges,
        nodes.filter(one => one !== inner),
      ),
    ).toEqual([
      ['Internet'],
      ['shop'],
      ['web'],
      // A Service right before what it leads to.
      ['api'],
      ['api'],
      ['gate'],
      ['db'],
      ['data'],
    ]);
  });

  it('have what is called twice behind the later of its callers', () => {
    const edges = [calls(web, api), calls(api, db), calls(web, db)];
    expect(columns(edges, [web, api, db])).toEqual([['web'], ['api'], ['db']]);
  });

  it('have a Service beside its workload, which others call without it', () => {
    const edges = [edge(service, api, 'selects', ''), calls(web, api)];
    expect(columns(edges, [web, service, api])).toEqual([
      ['web'],
      ['api'],
      ['api'],
    ]);
  });

  it('have a route that workloads alone call behind these', () => {
    const edges = [calls(web, inner), edge(inner, api, 'routes', '')];
    expect(columns(edges, [web, inner, api])).toEqual([
      ['web'],
      ['inner'],
      ['api'],
    ]);
  });

  it('have a way in first whoever else calls it, and what is behind it after them', () => {
    const edges = [
      calls(OUTSIDE, ingress),
      calls(web, ingress),
      edge(ingress, api, 'routes', ''),
    ];
    expect(columns(edges, [OUTSIDE, web, ingress, api])).toEqual([
      ['Internet'],
      ['shop'],
      ['web'],
      ['api'],
    ]);
  });

  it('have a Service that leads to a way in where its callers are', () => {
    const edges = [
      calls(OUTSIDE, ingress),
      calls(web, ingress),
      edge(ingress, api, 'routes', ''),
      edge(service, ingress, 'routes', ''),
    ];
    const at = columnsOf([OUTSIDE, web, ingress, service, api], edges);
    expect(at.get(service.id)).toBeLessThan(at.get(web.id) ?? 0);
  });

  it('have what is outside and only called at the end', () => {
    expect(columns([calls(web, OUTSIDE)], [OUTSIDE, web, disk])).toEqual([
      ['web'],
      ['data'],
      ['Internet'],
    ]);
  });

  it('begin a circle where requests come in, in whatever order it is told', () => {
    const circle = [calls(api, db), calls(db, web), calls(web, api)];
    const turned = [...circle].reverse();
    const expected = [['api'], ['db'], ['web']];
    expect(columns(circle, [web, api, db])).toEqual(expected);
    expect(columns(turned, [db, api, web])).toEqual(expected);
    const entered = [...circle, edge(ingress, db, 'routes', '')];
    expect(columns(entered, [ingress, web, api, db])).toEqual([
      ['shop'],
      ['db'],
      ['web'],
      ['api'],
    ]);
  });
});
