import fc from 'fast-check';
import {
  createPolicyModel,
  diffConnections,
  formatConnections,
  formatPeer,
} from './index';
import type { PolicyModel } from './index';
import {
  clusterArbitrary,
  everythingOf,
  networkPolicyArbitrary,
} from './__testUtils__/arbitrary';
import {
  deployment,
  inventoryApp,
  networkPolicy,
  pod,
} from './__testUtils__/objects';
import type { Manifest } from './__testUtils__/objects';

const lines = (
  model: PolicyModel,
  granularity: 'workload' | 'pod' = 'workload',
) =>
  model
    .connections({ granularity })
    .map(
      each =>
        `${formatPeer(each.source)} => ${formatPeer(
          each.destination,
        )} : ${formatConnections(each.allowed)}`,
    );

const EVERYONE = '0.0.0.0-255.255.255.255[External]';
const EVERYONE_V6 = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External]';

describe('connections', () => {
  it('lists the inventory app', () => {
    const [web, batch, vm] = [
      'shop/web[Deployment]',
      'shop/batch[Deployment]',
      'shop/mongodb-vm[VirtualMachine]',
    ];
    const all = 'All Connections';
    expect(lines(createPolicyModel(inventoryApp()))).toEqual([
      ...[vm, web, EVERYONE, EVERYONE_V6]
        .filter(each => each !== vm)
        .map(each => `${batch} => ${each} : ${all}`),
      ...[batch, web, EVERYONE, EVERYONE_V6].map(
        each => `${vm} => ${each} : ${all}`,
      ),
      `${web} => ${batch} : ${all}`,
      `${web} => ${vm} : TCP 27017`,
      ...[EVERYONE, EVERYONE_V6].map(each => `${web} => ${each} : ${all}`),
      ...[batch, web].flatMap(each =>
        [EVERYONE, EVERYONE_V6].map(ip => `${ip} => ${each} : ${all}`),
      ),
    ]);
  });

  it('splits outside ranges only where answers differ', () => {
    const model = createPolicyModel([
      pod('a/p', { app: 'p' }),
      networkPolicy('a/np', {
        podSelector: {},
        ingress: [
          {
            from: [
              { ipBlock: { cidr: '10.0.0.0/9' } },
              { ipBlock: { cidr: '10.128.0.0/9' } },
            ],
            ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }],
          },
          {
            from: [{ ipBlock: { cidr: '2001:db8::/32' } }],
            ports: [{ port: 80, endPort: 90 }],
          },
        ],
      }),
    ]);
    expect(
      lines(model).filter(
        each => each.endsWith('a/p[Pod] : ') || each.includes('=> a/p'),
      ),
    ).toEqual([
      '10.0.0.0-10.255.255.255[External] => a/p[Pod] : TCP 80,UDP 53',
      '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] => a/p[Pod] : TCP 80-90',
    ]);
  });

  it('writes sets in one line, protocols in alphabetical order', () => {
    expect(
      formatConnections({
        UDP: [{ from: 53, to: 53 }],
        TCP: [
          { from: 80, to: 80 },
          { from: 8080, to: 8090 },
        ],
      }),
    ).toBe('TCP 80,8080-8090,UDP 53');
    expect(formatConnections({})).toBe('No Connections');
  });
});

describe('update and diffConnections', () => {
  it('tells what a policy changes, and that it is the cause', () => {
    const before = createPolicyModel(inventoryApp());
    const after = before.update({
      apply: [
        networkPolicy('shop/more', {
          podSelector: {},
          ingress: [
            {
              from: [{ podSelector: { matchLabels: { app: 'batch' } } }],
              ports: [{ port: 27017 }],
            },
          ],
        }),
      ],
    });
    const diff = diffConnections(before, after);
    const cause = {
      object: { kind: 'NetworkPolicy', name: 'more' },
      change: 'added',
      direction: 'ingress',
    };
    expect(diff.added).toMatchObject([
      {
        source: { name: 'batch' },
        destination: { name: 'mongodb-vm' },
        after: { allowed: { TCP: [{ from: 27017, to: 27017 }] } },
        causes: [cause],
      },
    ]);
    expect(diff.changed).toMatchObject([
      {
        source: { name: 'batch' },
        destination: { name: 'web' },
        causes: [cause],
      },
    ]);
    expect(
      diff.removed.map(
        each => `${formatPeer(each.source)} => ${formatPeer(each.destination)}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        `${EVERYONE} => shop/web[Deployment]`,
        'shop/web[Deployment] => shop/batch[Deployment]',
      ]),
    );
    const undone = after.update({
      remove: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          namespace: 'shop',
          name: 'more',
        },
      ],
    });
    expect(lines(undone)).toEqual(lines(before));
    expect(diffConnections(before, undone)).toEqual({
      added: [],
      removed: [],
      changed: [],
      uncertain: [],
    });
  });

  it('tells of workloads that come', () => {
    const before = createPolicyModel(inventoryApp());
    const after = before.update({
      apply: [deployment('shop/new', { app: 'new' })],
    });
    const diff = diffConnections(before, after);
    expect(diff.removed).toEqual([]);
    expect(diff.added).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({ name: 'new' }),
        destination: expect.objectContaining({ name: 'web' }),
        causes: [
          {
            object: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              namespace: 'shop',
              name: 'new',
            },
            change: 'added',
          },
        ],
      }),
    );
  });

  it("tells of a workload's ways out as one, however policies of others cut them", () => {
    const cut = networkPolicy('shop/cut', {
      podSelector: { matchLabels: { app: 'web' } },
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    });
    const before = createPolicyModel([...inventoryApp(), cut]);
    const after = before.update({
      apply: [deployment('shop/new', { app: 'new' })],
    });
    const waysOut = ({ added, removed }: ReturnType<typeof diffConnections>) =>
      [...added, ...removed]
        .map(each => each.destination)
        .filter(each => each.type === 'external')
        .map(formatPeer);
    expect(waysOut(diffConnections(before, after))).toEqual([
      EVERYONE,
      EVERYONE_V6,
    ]);
    expect(waysOut(diffConnections(after, before))).toEqual([
      EVERYONE,
      EVERYONE_V6,
    ]);
  });

  it('keeps the place of what could not be read', () => {
    const model = createPolicyModel([{ kind: 'x' }]).update({
      apply: inventoryApp(),
    });
    expect(model.problems).toHaveLength(1);
    expect(model.workloads).toHaveLength(3);
  });

  it('an updated model answers as one made anew, and the diff is that of both lists', () => {
    fc.assert(
      fc.property(
        clusterArbitrary,
        clusterArbitrary,
        networkPolicyArbitrary,
        (cluster, other, make) => {
          const objects = everythingOf(cluster);
          const changes: Manifest[] = [make(9), ...other.policies.slice(0, 2)];
          const keyOf = (each: Manifest) =>
            JSON.stringify([
              // Calico stores what it serves.
              `${each.apiVersion}`.replace(/^crd\.|\/v\d.*$/g, ''),
              each.kind,
              (each.metadata as { namespace?: string; name: string }).namespace,
              (each.metadata as { name: string }).name,
            ]);
          const hasCalico = (all: Manifest[]) =>
            all.some(each =>
              `${each.apiVersion}`.includes('projectcalico.org'),
            );
          // Calico's coming alone makes a model speak of ICMP.
          fc.pre(hasCalico(objects) || !hasCalico(changes));
          const changed = new Set(changes.map(keyOf));
          const before = createPolicyModel(objects);
          before.connections();
          const updated = before.update({ apply: changes });
          const anew = createPolicyModel([
            ...objects.filter(each => !changed.has(keyOf(each))),
            ...new Map(changes.map(each => [keyOf(each), each])).values(),
          ]);
          expect(updated.connections({ granularity: 'pod' })).toEqual(
            anew.connections({ granularity: 'pod' }),
          );
          expect(updated.findings()).toEqual(anew.findings());
          const names = (model: PolicyModel) =>
            new Map(
              model
                .connections({ granularity: 'pod' })
                .filter(
                  each =>
                    each.source.type !== 'external' &&
                    each.destination.type !== 'external',
                )
                .map(each => [
                  `${formatPeer(each.source)} => ${formatPeer(
                    each.destination,
                  )}`,
                  JSON.stringify([each.allowed, each.uncertain]),
                ]),
            );
          const [was, is] = [names(before), names(anew)];
          const differing = [...new Set([...was.keys(), ...is.keys()])]
            .filter(key => was.get(key) !== is.get(key))
            .sort();
          for (const after of [updated, anew]) {
            const diff = diffConnections(before, after, { granularity: 'pod' });
            const told = Object.values(diff)
              .flat()
              .filter(
                each =>
                  each.source.type !== 'external' &&
                  each.destination.type !== 'external',
              )
              .map(
                each =>
                  `${formatPeer(each.source)} => ${formatPeer(
                    each.destination,
                  )}`,
              );
            expect(told.sort()).toEqual(differing);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses a model that it did not make', () => {
    const model = createPolicyModel([]);
    expect(() => diffConnections(model, { ...model })).toThrow(TypeError);
  });
});
