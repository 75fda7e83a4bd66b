import {
  formatConnections,
  uniteConnections,
} from '@hybrid-apps/network-policy';
import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { deployment, world } from '../../__testUtils__/judged';
import { PlainObject } from '../../clusters';
import { parseNodeId } from '../../objects';
import { READS_ALL, Reader } from '../reader';
import { peerId } from '../enginePeers';
import { PeersQuestion } from './matrixPeers';
import { peersOn, policyStatus } from '../policyStatus';

/** As views ask, of the one cluster that a peer is on. */
function policyPeers(
  { members }: ReturnType<typeof world>['app'],
  stores: ReadonlyArray<ReturnType<typeof world>['store']>,
  policies: ReturnType<typeof world>['policies'],
  question: PeersQuestion,
  reader: Reader = READS_ALL,
) {
  const { cluster } = parseNodeId(question.of);
  const store = stores.find(({ name }) => name === cluster);
  return store && peersOn(members, policies(store), question, reader);
}

const OWN = ['shop', 'web'];
const FOREIGN = ['a', 'b', 'c', 'd', 'e', 'shop'];
const NAMES = ['one', 'two', 'three'];

const ofApp = (object: PlainObject): PlainObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    labels: { 'app.kubernetes.io/part-of': 'inventory' },
  },
});

const labels = fc.constantFrom({}, ...NAMES.map(app => ({ app })));
const namespaces = fc.constantFrom(
  {},
  ...FOREIGN.map(name => ({ 'kubernetes.io/metadata.name': name })),
);
const peers = fc.array(
  fc.oneof(
    fc.record({
      podSelector: labels.map(matchLabels => ({ matchLabels })),
      namespaceSelector: namespaces.map(matchLabels => ({ matchLabels })),
    }),
    fc
      .constantFrom('10.0.0.0/8', '0.0.0.0/0', '192.0.2.0/24', '2001:db8::/32')
      .map(cidr => ({ ipBlock: { cidr } })),
  ),
  { minLength: 1, maxLength: 2 },
);
const rules = (way: 'from' | 'to') =>
  fc.array(
    fc.record({
      [way]: peers,
      ports: fc.constantFrom([], [{ port: 80 }], [{ port: 80 }, { port: 443 }]),
    }),
    { maxLength: 2 },
  );
const policy = fc.record({
  namespace: fc.constantFrom(...OWN, 'a', 'b'),
  podSelector: labels.map(matchLabels => ({ matchLabels })),
  ingress: fc.option(rules('from'), { nil: undefined }),
  egress: fc.option(rules('to'), { nil: undefined }),
});

const cluster = fc
  .record({
    policies: fc.array(policy, { maxLength: 6 }),
    /** Calico holds address blocks against Pods too, of which these have no address yet. */
    isCalico: fc.boolean(),
    isLarge: fc.boolean(),
  })
  .map(({ policies, isCalico, isLarge }): PlainObject[] => [
    ...[...new Set([...OWN, ...FOREIGN])].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    })),
    ...OWN.flatMap(namespace =>
      NAMES.map(name => ofApp(deployment(namespace, name))),
    ),
    ...Array.from({ length: isLarge ? 101 : 0 }, (_, index) =>
      ofApp(deployment('shop', `more-${index}`)),
    ),
    ...FOREIGN.flatMap(namespace =>
      NAMES.map(name => {
        const { metadata, ...rest } = deployment(namespace, name);
        return { ...rest, metadata: { ...metadata, name: `${name}-other` } };
      }),
    ),
    ...policies.map(({ namespace, ...spec }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${index}`, namespace },
      spec: {
        ...spec,
        policyTypes: [
          ...(spec.ingress ? ['Ingress'] : []),
          ...(spec.egress ? ['Egress'] : []),
        ],
      },
    })),
    ...(isCalico
      ? [
          {
            apiVersion: 'projectcalico.org/v3',
            kind: 'NetworkSet',
            metadata: { name: 'any', namespace: 'a' },
            spec: { nets: [] },
          },
        ]
      : []),
  ]);

const NOTHING = 'No Connections';

/** What the engine says of each pair of workloads, by their ids. */
function truthOf({ store, policies }: ReturnType<typeof world>) {
  const { model } = policies(store);
  const idOf = (peer: (typeof model.workloads)[number]) =>
    peerId('onprem', peer, store.kinds);
  const said = new Map(
    model
      .connections()
      .flatMap(({ source, destination, ...sets }) =>
        source.type === 'workload' && destination.type === 'workload'
          ? [[[idOf(source), idOf(destination)].join(' '), sets] as const]
          : [],
      ),
  );
  return {
    ids: model.workloads.map(idOf),
    /** The cell of so many workloads with so many others, but for why. */
    fold(sources: readonly string[], destinations: readonly string[]) {
      const pairs = sources.flatMap(source =>
        destinations.flatMap(destination =>
          source === destination ? [] : [`${source} ${destination}`],
        ),
      );
      const all = pairs.flatMap(pair => said.get(pair) ?? []);
      if (all.length === 0) {
        return undefined;
      }
      const texts = new Set(
        all.map(({ allowed, uncertain }) =>
          [allowed, uncertain].map(formatConnections).join('/'),
        ),
      );
      const allowed = all.map(one => one.allowed).reduce(uniteConnections);
      const uncertain = all.map(one => one.uncertain).reduce(uniteConnections);
      const sure = all.filter(
        one => formatConnections(one.allowed) !== NOTHING,
      ).length;
      return {
        verdict: sure > 0 ? 'allowed' : 'uncertain',
        ports: formatConnections(sure > 0 ? allowed : uncertain),
        ...((texts.size > 1 || all.length < pairs.length) && {
          pairs: {
            allowed: sure,
            uncertain: all.length - sure,
            of: pairs.length,
          },
        }),
      };
    },
  };
}

const withoutReason = ({ verdict, ports, pairs }: Connection) => ({
  verdict,
  ports,
  ...(pairs && { pairs }),
});

/** All pages of what a peer stands for, two at a time. */
function readAll(
  { app, store, policies }: ReturnType<typeof world>,
  of: string,
  reader: Reader,
) {
  const items: Peer[] = [];
  const connections: Connection[] = [];
  const others = new Map<string, Peer>();
  for (let left = 1; left > 0; ) {
    const limit = items.length === 0 ? 2 : 60;
    const after = items.at(-1)?.id;
    const part = policyPeers(
      app,
      [store],
      policies,
      { of, limit, after },
      reader,
    );
    if (!part) {
      throw new Error(`${of} is not told`);
    }
    items.push(...part.items);
    connections.push(...part.connections);
    part.others.forEach(peer => others.set(peer.id, peer));
    left = part.left;
  }
  return { items, connections, others: [...others.values()] };
}

jest.setTimeout(120_000);

describe('the matrix', () => {
  it('says of a row what its workloads have together, and each of them when it is opened', () => {
    const seen = { large: 0, pairs: 0, merged: 0, unnamed: 0, uncertain: 0 };
    fc.assert(
      fc.property(cluster, fc.boolean(), (objects, namesAll) => {
        const known = world(objects);
        const reader: Reader = namesAll
          ? READS_ALL
          : { ...READS_ALL, mayName: id => !/[bc]\/apps/.test(id) };
        const truth = truthOf(known);
        const status = policyStatus(
          known.app,
          [known.store],
          known.policies,
          reader,
        );
        const ownIds = status.workloads.map(({ id }) => id);
        const hidden = truth.ids.filter(
          id => !ownIds.includes(id) && !reader.mayName(id),
        );
        const opened = new Map<string, ReturnType<typeof readAll>>();
        function unitsOf({ id, expandable, kind }: Peer): string[] {
          if (!expandable) {
            return kind === 'Others' ? hidden : [id];
          }
          const inside = opened.get(id) ?? readAll(known, id, reader);
          opened.set(id, inside);
          return inside.items.flatMap(unitsOf);
        }
        const workloadRows = status.peers.filter(
          ({ kind }) => kind !== 'External',
        );
        const check = (
          sources: Peer[],
          destinations: Peer[],
          connections: Connection[],
        ) => {
          for (const source of sources) {
            for (const destination of destinations) {
              const told = connections.find(
                one =>
                  one.source === source.id &&
                  one.destination === destination.id,
              );
              const expected =
                source.inApp || destination.inApp
                  ? truth.fold(unitsOf(source), unitsOf(destination))
                  : undefined;
              expect([
                source.id,
                destination.id,
                told && withoutReason(told),
              ]).toEqual([source.id, destination.id, expected]);
              seen.pairs += Number(told?.pairs !== undefined);
              seen.uncertain += Number(told?.verdict === 'uncertain');
            }
          }
        };
        const isLarge = ownIds.length > 100;
        check(workloadRows, workloadRows, status.connections);
        for (const row of workloadRows.filter(({ expandable }) => expandable)) {
          unitsOf(row);
        }
        for (const [id, { items, connections }] of opened) {
          const isOwn = items.every(({ inApp }) => inApp);
          const ends = workloadRows.filter(({ inApp }) => inApp || isOwn);
          const some = isOwn ? items.slice(0, 5) : items;
          check(some, ends, connections);
          check(ends, some, connections);
          seen.merged += Number(id.includes('Others'));
        }
        for (const { id, reachableFrom } of status.workloads.slice(0, 5)) {
          expect(
            reachableFrom.filter(source => !source.startsWith('outside/')),
          ).toEqual(
            workloadRows
              .filter(row => truth.fold(unitsOf(row), [id]))
              .map(row => row.id)
              .sort(),
          );
        }
        // Every workload is in one row, or has nothing to do with the app.
        const told = workloadRows.flatMap(unitsOf);
        expect(new Set(told).size).toBe(told.length);
        for (const id of truth.ids.filter(one => !told.includes(one))) {
          expect(truth.fold([id], ownIds)).toBeUndefined();
          expect(truth.fold(ownIds, [id])).toBeUndefined();
        }
        seen.large += Number(isLarge);
        seen.unnamed += Number(
          workloadRows.some(
            ({ expandable, kind }) => !expandable && kind === 'Others',
          ),
        );
      }),
      { numRuns: 25 },
    );
    for (const [what, times] of Object.entries(seen)) {
      expect([what, times > 0]).toEqual([what, true]);
    }
  });

  const open = (spec: object, name = 'open', namespace = 'shop') => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...spec },
  });
  const large = Array.from({ length: 101 }, (_, index) =>
    ofApp(deployment('shop', `part-${index}`)),
  );
  const SHOP = 'onprem///Namespace/shop/app';

  it('has as many rows at most, however many namespaces there are that differ', () => {
    const many = Array.from({ length: 70 }, (_, index) => index);
    const known = world([
      ofApp(deployment('shop', 'one')),
      ...many.map(index => deployment(`team-${100 + index}`, 'caller')),
      ...many.map(index => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: `team-${100 + index}`,
          labels: { team: `${100 + index}` },
        },
      })),
      open({
        ingress: many.map(index => ({
          from: [
            {
              namespaceSelector: { matchLabels: { team: `${100 + index}` } },
            },
          ],
          ports: [{ port: 2 * index + 1 }],
        })),
      }),
    ]);
    const { app, store, policies } = known;
    const status = policyStatus(app, [store], policies);
    expect(status.peers).toHaveLength(61);
    const rest = status.peers.find(({ kind }) => kind === 'Others');
    expect(rest).toMatchObject({ workloads: 11, expandable: true });
    const { items, connections } = readAll(known, rest?.id ?? '', READS_ALL);
    expect(items).toHaveLength(11);
    expect(status.connections).toContainEqual(
      expect.objectContaining({
        source: rest?.id,
        ports: `TCP ${connections
          .map(({ ports }) => Number(ports.slice(4)))
          .sort((a, b) => a - b)
          .join()}`,
        pairs: { allowed: 11, uncertain: 0, of: 11 },
      }),
    );
  });

  it('has a row for some of very many ranges of addresses, and one for the rest', () => {
    const ranges = Array.from(
      { length: 150 },
      (_, index) => `10.0.${index}.0/${24 + (index % 2)}`,
    );
    const { app, store, policies } = world([
      ofApp(deployment('shop', 'web')),
      ...ranges.map((cidr, index) =>
        open(
          {
            podSelector: {},
            egress: [
              {
                to: [{ ipBlock: { cidr } }],
                ports: [{ port: 1_000 + index }],
              },
            ],
          },
          `range-${index}`,
        ),
      ),
    ]);
    const status = policyStatus(app, [store], policies);
    const outside = status.peers.filter(({ kind }) => kind === 'External');
    expect(outside).toHaveLength(100);
    const rest = outside.filter(({ id }) => id === 'outside/more');
    expect(rest.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^\d+ more ranges of addresses$/),
    ]);
    const count = Number.parseInt(rest[0].name, 10);
    expect(count).toBe(51);
    const cell = status.connections.find(
      ({ destination }) => destination === 'outside/more',
    );
    // What any of them has, and of how many.
    expect(cell).toMatchObject({
      verdict: 'allowed',
      pairs: { allowed: count, uncertain: 0, of: count },
    });
    expect(cell?.ports).toBe('TCP 1006-1009,1053-1099');
  });

  it('tells in one row who of many reaches a range of addresses, or a part of it', () => {
    const known = world([
      ...large,
      open({}),
      open(
        {
          podSelector: { matchLabels: { app: 'part-0' } },
          egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        },
        'some',
      ),
      open(
        {
          podSelector: {
            matchExpressions: [
              { key: 'app', operator: 'In', values: ['part-1', 'part-2'] },
            ],
          },
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
        },
        'all',
      ),
    ]);
    const { app, store, policies } = known;
    const status = policyStatus(app, [store], policies);
    expect(status.peers.filter(({ inApp }) => inApp)).toEqual([
      {
        id: SHOP,
        cluster: 'onprem',
        kind: 'Namespace',
        name: 'shop',
        inApp: true,
        workloads: 101,
        expandable: true,
      },
    ]);
    const counts = Object.fromEntries(
      status.connections
        .filter(({ source }) => source === SHOP)
        .map(({ destination, pairs }) => [destination, pairs?.allowed]),
    );
    expect(counts).toEqual({
      'outside/0.0.0.0-255.255.255.255': 3,
      'outside/10.0.0.0-10.255.255.255': 3,
    });
    const { items, connections, others } = readAll(known, SHOP, READS_ALL);
    expect(items).toHaveLength(101);
    expect(
      connections.map(({ source, destination }) => [
        source.split('/').at(-1),
        destination,
      ]),
    ).toEqual([
      ['part-0', 'outside/10.0.0.0-10.255.255.255'],
      ['part-1', 'outside/0.0.0.0-255.255.255.255'],
      ['part-2', 'outside/0.0.0.0-255.255.255.255'],
    ]);
    expect(others.map(({ kind }) => kind)).toEqual(['External', 'External']);
  });

  it('tells of one workload of many whom it reaches, where that one is asked about', () => {
    const partOf = (index: number) =>
      `onprem/shop/apps/Deployment/part-${index}`;
    const { app, store, policies } = world([
      ...large,
      open({ podSelector: { matchLabels: { app: 'part-1' } } }),
    ]);
    const of = (workload: string) =>
      policyPeers(app, [store], policies, { of: SHOP, workload, limit: 500 });
    const connections = of(partOf(0))?.connections ?? [];
    expect(connections).toHaveLength(2 * 99);
    expect(
      connections.flatMap(({ source, destination }) => [source, destination]),
    ).not.toContain(partOf(1));
    expect(of('onprem/shop/apps/Deployment/none')).toBeUndefined();
  });

  it('says of many that nobody knows, where their policies are not known', () => {
    const { app, store, policies } = world(large, [
      {
        cluster: 'onprem',
        kind: 'networkpolicies.networking.k8s.io',
        state: 'forbidden',
      },
    ]);
    const { connections, workloads } = policyStatus(app, [store], policies);
    expect(connections).toEqual([
      {
        source: SHOP,
        destination: SHOP,
        verdict: 'uncertain',
        ports: 'All Connections',
        reason: expect.stringContaining('forbidden'),
      },
    ]);
    expect(workloads[0].reachableFrom).toEqual([SHOP]);
    const part = policyPeers(app, [store], policies, { of: SHOP, limit: 1 });
    expect(part?.connections).toHaveLength(2);
  });

  it('opens nothing that it has no row for', () => {
    const { app, store, policies } = world(large);
    for (const of of [
      'onprem///Namespace/none',
      'onprem/shop/apps/Deployment/part-0',
      'elsewhere///Namespace/shop',
      'outside/0.0.0.0/0',
      '',
    ]) {
      expect(
        policyPeers(app, [store], policies, { of, limit: 1 }),
      ).toBeUndefined();
    }
  });

  it('has one row for an app in more namespaces than it has rows', () => {
    const known = world(
      Array.from({ length: 101 }, (_, index) =>
        ofApp(deployment(`team-${index}`, 'part')),
      ),
    );
    const { app, store, policies } = known;
    const status = policyStatus(app, [store], policies);
    const [row, ...outside] = status.peers;
    expect(row).toMatchObject({
      name: '101 workloads of the app',
      inApp: true,
      workloads: 101,
    });
    expect(outside.map(({ kind }) => kind)).toEqual(['External']);
    expect(status.connections).toContainEqual({
      source: row.id,
      destination: row.id,
      verdict: 'allowed',
      ports: 'All Connections',
    });
    expect(readAll(known, row.id, READS_ALL).items).toHaveLength(101);
  });

  it('tells why of one pair of several, and of none that may not be named', () => {
    const { app, store, policies } = world([
      ofApp(deployment('shop', 'one')),
      deployment('a', 'first'),
      deployment('a', 'second'),
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'NetworkSet',
        metadata: { name: 'any', namespace: 'a' },
        spec: { nets: [] },
      },
      // Calico holds it against Pods, too, of which these have no address yet.
      open({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    ]);
    const into = (reader?: Reader) =>
      policyStatus(app, [store], policies, reader).connections.find(
        ({ source }) => !source.startsWith('outside/'),
      );
    expect(into()).toEqual({
      source: 'onprem///Namespace/a',
      destination: 'onprem/shop/apps/Deployment/one',
      verdict: 'uncertain',
      ports: 'All Connections',
      reason: expect.stringMatching(/^For example first to one: ./),
    });
    const unnamed = into({ ...READS_ALL, mayName: () => false });
    expect(unnamed).toMatchObject({
      source: 'onprem///Others/unnamed-0',
      verdict: 'uncertain',
    });
    expect(unnamed).not.toHaveProperty('reason');
  });

  it('counts for a row of many what is in namespaces that are not seen', () => {
    const { app, store, policies } = world([
      ...large,
      deployment('vault', 'x'),
      deployment('vault', 'y'),
      open({ podSelector: { matchLabels: { app: 'part-0' } } }),
    ]);
    const sight = {
      sees: (_: string, namespace: string) => namespace === 'shop',
      readsClusters: true,
    };
    const reader = { ...READS_ALL, sight };
    const status = policyStatus(app, [store], policies, reader);
    const cell = (source: string, destination: string) =>
      status.connections.find(
        one => one.source === source && one.destination === destination,
      );
    const unseen = 'onprem///Others/unnamed-unseen';
    const nodes = 'onprem///Others/unnamed-nodes';
    for (const [source, destination] of [
      [unseen, SHOP],
      [SHOP, unseen],
    ]) {
      expect(cell(source, destination)).toMatchObject({
        verdict: 'uncertain',
        pairs: { allowed: 0, uncertain: 200, of: 202 },
      });
    }
    expect(cell(nodes, SHOP)).toMatchObject({ verdict: 'allowed' });
    expect(cell(nodes, SHOP)).not.toHaveProperty('pairs');
    const [closed, other] = status.workloads;
    expect(closed.reachableFrom).toEqual([nodes]);
    expect(other.reachableFrom).toContain(unseen);
    const part = policyPeers(
      app,
      [store],
      policies,
      { of: SHOP, limit: 1 },
      reader,
    );
    expect(part?.items.map(({ name }) => name)).toEqual(['part-0']);
    expect(
      part?.connections
        .map(({ source }) => source)
        .filter(source => source.includes('unnamed')),
    ).toEqual([nodes]);
    expect(JSON.stringify([status, part])).not.toContain('vault');
  });
});
