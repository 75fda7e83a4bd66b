import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge, nodesOf, OUTSIDE } from '../__testUtils__/build';
import {
  apiService,
  erpTopology,
  oracle,
  oracleService,
} from '../__testUtils__/erp';
import {
  ingress,
  inventoryTopology,
  mongodb,
  mongodbService,
  web,
  webService,
} from '../__testUtils__/inventory';
import {
  besideOf,
  drawnOf,
  foldedServices,
  NONE_FOLDED,
  tellsOf,
} from './fold';
import { LAYERS, pictureOf } from './view';

const node = nodesOf('onprem/shop');
const app = node('Deployment', 'app');
const db = node('VirtualMachine', 'db');
const service = node('Service', 'db');

type Parts = Pick<Topology, 'nodes' | 'edges'>;

/** What leads to the VM by a Service, which may be another one, and what else there is. */
const shop = (one = service, more: Partial<Parts> = {}): Parts => ({
  nodes: [app, one, db, ...(more.nodes ?? [])],
  edges: [edge(one, db, 'selects', ''), ...(more.edges ?? [])],
});

const like = (options: Parameters<typeof node>[2]) =>
  node('Service', 'db', options);

describe('a Service that only forwards', () => {
  it.each<[string, Parts]>([
    ['is well', shop()],
    ['starts', shop(like({ health: 'progressing' }))],
    ['leads to what is off', shop(like({ health: 'stopped' }))],
    [
      'is called, and led to by a route',
      shop(service, {
        nodes: [ingress],
        edges: [
          edge(app, service, 'connects', '', { verdict: 'denied' }),
          edge(ingress, service, 'routes', ''),
        ],
      }),
    ],
  ])('stands on the card of its workload: one that %s', (_, parts) => {
    expect([...foldedServices(parts)]).toEqual([[service.id, db.id]]);
  });

  const other = node('Deployment', 'other');
  const knative = { ...service, apiVersion: 'serving.knative.dev/v1' };
  it.each<[string, Parts]>([
    ...['LoadBalancer', 'NodePort', 'ExternalName'].map(
      (serviceType): [string, Parts] => [
        `is a ${serviceType}`,
        shop(like({ facts: { serviceType } })),
      ],
    ),
    [
      'has an address outside',
      shop(like({ facts: { externalAddresses: ['192.0.2.1'] } })),
    ],
    ['is not well', shop(like({ health: 'degraded' }))],
    ['is not known', shop(like({ health: 'unknown' }))],
    ['is another kind', shop(knative)],
    ['selects nothing', { nodes: [service, db], edges: [] }],
    [
      'leads to two workloads',
      shop(service, {
        nodes: [other],
        edges: [edge(service, other, 'selects', '')],
      }),
    ],
    [
      'leads somewhere else as well',
      shop(service, {
        nodes: [OUTSIDE],
        edges: [edge(service, OUTSIDE, 'connects', '')],
      }),
    ],
    [
      'is reached from outside',
      shop(service, {
        nodes: [OUTSIDE],
        edges: [edge(OUTSIDE, service, 'connects', '')],
      }),
    ],
    [
      'ends at a policy',
      {
        nodes: [service, db],
        edges: [edge(service, db, 'selects', '', { verdict: 'denied' })],
      },
    ],
    [
      'is denied to its own workload',
      shop(service, {
        edges: [edge(db, service, 'connects', '', { verdict: 'denied' })],
      }),
    ],
  ])('has a card of its own, where it %s', (_, parts) => {
    expect(foldedServices(parts).size).toBe(0);
  });

  it('is one of inventory and erp, as they are', () => {
    expect(new Map(foldedServices(inventoryTopology))).toEqual(
      new Map([
        [webService.id, web.id],
        [mongodbService.id, mongodb.id],
      ]),
    );
    const ofErp = foldedServices(erpTopology);
    expect(ofErp.get(oracleService.id)).toBe(oracle.id);
    // It has a port on each node.
    expect(ofErp.has(apiService.id)).toBe(false);
  });
});

describe('a picture as it is drawn', () => {
  const ends = ({ source, target }: { source: string; target: string }) => [
    source,
    target,
  ];

  it('has lines to cards, which tell of the Services', () => {
    const shown = pictureOf(inventoryTopology, ['traffic']);
    const drawn = drawnOf(shown, foldedServices(inventoryTopology));
    expect(drawn.nodes.map(({ id }) => id)).toEqual([
      OUTSIDE.id,
      ingress.id,
      web.id,
      mongodb.id,
    ]);
    expect(drawn.chips).toEqual(
      new Map([
        [mongodb.id, [mongodbService]],
        [web.id, [webService]],
      ]),
    );
    expect(drawn.edges.map(ends)).toEqual([
      [OUTSIDE.id, ingress.id],
      [ingress.id, web.id],
      [web.id, mongodb.id],
    ]);
    expect(drawn.edges.flatMap(tellsOf).map(ends)).toEqual([
      [OUTSIDE.id, ingress.id],
      [ingress.id, webService.id],
      [web.id, mongodbService.id],
    ]);
  });

  it('has each Service as a card where that is wanted, or its workload is not shown', () => {
    const all = pictureOf(erpTopology, LAYERS);
    expect(drawnOf(all, NONE_FOLDED).nodes).toEqual(all.nodes);
    const services = pictureOf(
      erpTopology,
      ['traffic'],
      new Set(['kind:Service']),
    );
    const drawn = drawnOf(services, foldedServices(erpTopology));
    expect(drawn.nodes).toEqual(services.nodes);
    expect(drawn.chips?.size).toBe(0);
  });

  it('names several Services of a card in their order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(name => node('Service', name));
    const parts = {
      nodes: [db, c, a, b],
      edges: [a, b, c].map(one => edge(one, db, 'selects', '')),
    };
    expect(drawnOf(parts, foldedServices(parts)).chips?.get(db.id)).toEqual([
      a,
      b,
      c,
    ]);
  });

  it('leads no card to itself', () => {
    const parts = shop(service, { edges: [edge(db, service, 'connects', '')] });
    expect(drawnOf(parts, foldedServices(parts)).edges).toEqual([]);
  });
});

describe('one connection', () => {
  const selects = edge(service, db, 'selects', '');
  const declared = edge(app, db, 'depends-on', '');
  const nodes = [app, service, db];
  const lines = (edges: Topology['edges'], folded = NONE_FOLDED) =>
    drawnOf({ nodes, edges }, folded).edges.map(line => tellsOf(line));

  it.each([
    ['a Service in front of it', edge(app, service, 'connects', '')],
    ['itself', edge(app, db, 'connects', '')],
  ])('is one line, where one leads to %s', (_, connects) => {
    const edges = [declared, selects, connects];
    expect(lines(edges)).toEqual([[selects], [connects, declared]]);
    expect(lines(edges, foldedServices({ nodes, edges }))).toEqual([
      [connects, declared],
    ]);
  });

  it('is the line that is declared, where no other says so', () => {
    const back = edge(db, app, 'connects', '');
    expect(lines([selects, declared, back])).toEqual([
      [selects],
      [back],
      [declared],
    ]);
  });

  it('is one line for all ports and ways that are let through, and another for what is denied', () => {
    const second = node('Service', 'db-admin');
    const third = node('Service', 'db-metrics');
    const parts = {
      nodes: [...nodes, second, third],
      edges: [
        ...[service, second, third].map(one => edge(one, db, 'selects', '')),
        edge(app, service, 'connects', '', {
          ports: '5432',
          verdict: 'allowed',
        }),
        edge(app, second, 'connects', '', {
          ports: '8080',
          verdict: 'uncertain',
        }),
        edge(app, third, 'connects', '', { ports: '9187', verdict: 'denied' }),
        declared,
      ],
    };
    const { edges } = drawnOf(parts, foldedServices(parts));
    expect(
      edges.map(line => ({
        ports: line.ports,
        verdict: line.verdict,
        relations: tellsOf(line).map(({ relation }) => relation),
      })),
    ).toEqual([
      {
        ports: '5432, 8080',
        verdict: 'uncertain',
        relations: ['connects', 'connects', 'depends-on'],
      },
      { ports: '9187', verdict: 'denied', relations: ['connects'] },
    ]);
    expect(besideOf({ edges }, declared.id).map(({ id }) => id)).toEqual(
      parts.edges.slice(3, 5).map(({ id }) => id),
    );
    expect(besideOf({ edges }, db.id)).toEqual([]);
  });
});
