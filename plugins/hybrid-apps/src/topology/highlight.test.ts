import {
  apiService,
  deniedEdge,
  erpTopology,
  oracle,
  oracleService,
  orderApi,
} from '../__testUtils__/erp';
import { erpPolicy } from '../__testUtils__/erpPolicy';
import {
  disk,
  ingress,
  inventoryPolicy,
  inventoryTopology,
  mongodb,
  mongodbService,
  policy,
  web,
  webConfig,
  webService,
} from '../__testUtils__/inventory';
import { highlightOf } from './highlight';

const ids = (nodes: Array<{ id: string }>) => nodes.map(({ id }) => id).sort();

describe('highlightOf', () => {
  it('lights nothing where nothing is selected', () => {
    expect(
      highlightOf(inventoryTopology, undefined, undefined),
    ).toBeUndefined();
    expect(highlightOf(inventoryTopology, undefined, 'gone')).toBeUndefined();
  });

  it('lights a workload with its policies, its peers, and the Services between', () => {
    const lit = highlightOf(inventoryTopology, inventoryPolicy, mongodb.id);
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      // What it may connect to, it may: the outside, too.
      ids([
        mongodb,
        policy,
        web,
        mongodbService,
        disk,
        { id: 'outside/0.0.0.0/0' },
      ]),
    );
    expect(lit?.nodes.has(ingress.id)).toBe(false);
    expect(lit?.nodes.has(webConfig.id)).toBe(false);
    const names = [...(lit?.edges ?? [])].map(id => id.split('|')[1]).sort();
    expect(names).toEqual(['applies-to', 'connects', 'mounts', 'selects']);
  });

  it('lights the neighbours alone while policy is not known', () => {
    const lit = highlightOf(inventoryTopology, undefined, mongodb.id);
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      ids([mongodb, mongodbService, disk, policy]),
    );
  });

  it('lights who is connected by a Service that stands on the card', () => {
    const chips = new Map([[mongodb.id, [mongodbService]]]);
    const lit = highlightOf(inventoryTopology, undefined, mongodb.id, chips);
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      ids([mongodb, mongodbService, web, disk, policy]),
    );
  });

  it('lights what a Service leads to and from', () => {
    const lit = highlightOf(inventoryTopology, undefined, webService.id);
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      ids([webService, ingress, web]),
    );
  });

  it('lights no peer across a denied connection', () => {
    const lit = highlightOf(erpTopology, undefined, oracleService.id);
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      ids([oracleService, oracle, orderApi]),
    );
    expect(lit?.edges.has(deniedEdge ?? '')).toBe(false);
  });

  it('leaves a Service dark that leads to a lit workload from nowhere lit', () => {
    const lit = highlightOf(erpTopology, erpPolicy, oracle.id);
    expect(lit?.nodes.has(orderApi.id)).toBe(true);
    expect(lit?.nodes.has(apiService.id)).toBe(false);
  });

  it('lights an edge with its ends', () => {
    const lit = highlightOf(erpTopology, undefined, deniedEdge);
    expect(lit?.edges).toEqual(new Set([deniedEdge]));
    expect(lit?.nodes.size).toBe(2);
  });
});
