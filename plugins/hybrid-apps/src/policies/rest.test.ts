import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { foldRest, isRest, restOf } from './rest';

const peer = (
  namespace: string | undefined,
  name: string,
  more: Partial<Peer> = {},
): Peer => ({
  id: `${namespace}/${name}`,
  cluster: 'onprem',
  namespace,
  kind: 'Deployment',
  name,
  inApp: false,
  ...more,
});

const web = peer('shop', 'web', { inApp: true });
const dns = peer('kube-system', 'coredns');
const metrics = peer('kube-system', 'metrics-server');
const ingress = peer('ingress-nginx', 'controller');
const others = peer(undefined, 'cdi/cdi-operator and 4 more', {
  kind: 'Others',
});
const outside: Peer = {
  id: 'outside/0.0.0.0/0',
  kind: 'External',
  name: '0.0.0.0/0',
  inApp: false,
};

const connection = (
  source: Peer,
  destination: Peer,
  ports = 'All Connections',
): Connection => ({
  source: source.id,
  destination: destination.id,
  verdict: 'allowed',
  ports,
});

describe('isRest', () => {
  it.each([
    ['an add-on', dns, true],
    [
      'a namespace of add-ons',
      peer(undefined, 'cdi', { kind: 'Namespace' }),
      true,
    ],
    ['several that policy does not tell apart', others, true],
    ['the way in', ingress, false],
    ["another app's workload", peer('erp', 'reports'), false],
    [
      "another app's namespace",
      peer(undefined, 'erp', { kind: 'Namespace' }),
      false,
    ],
    ['an address', outside, false],
    ['an add-on that is the app', { ...dns, inApp: true }, false],
  ])('of %s', (_, candidate, expected) => {
    expect(isRest(candidate)).toBe(expected);
  });
});

describe('foldRest', () => {
  const peers = [web, dns, ingress, metrics, outside];
  const rest = restOf(dns);

  it('puts one row in place of add-ons, and keeps all others', () => {
    const folded = foldRest({ peers, connections: [] });
    expect(folded.peers).toEqual([web, rest, ingress, outside]);
  });

  it('says what all of them may, each way', () => {
    const { connections } = foldRest({
      peers,
      connections: [
        connection(dns, web, 'TCP 80'),
        connection(metrics, web, 'TCP 80'),
        connection(web, dns),
        connection(web, metrics),
        connection(ingress, web, 'TCP 8080'),
      ],
    });
    expect(connections).toEqual([
      connection(rest, web, 'TCP 80'),
      connection(web, rest),
      connection(ingress, web, 'TCP 8080'),
    ]);
  });

  it.each([
    ['one of them may nothing', [connection(dns, web)]],
    [
      'they have different ports',
      [connection(dns, web), connection(metrics, web, 'TCP 80')],
    ],
    [
      'it is not sure of all',
      [
        { ...connection(dns, web), verdict: 'uncertain' as const },
        connection(metrics, web),
      ],
    ],
  ])('says that they differ where %s', (_, connections) => {
    expect(foldRest({ peers, connections }).connections).toEqual([
      expect.objectContaining({
        source: rest.id,
        destination: web.id,
        differs: true,
        verdict: 'allowed',
      }),
    ]);
  });

  it('counts the workloads of rows that stand for several', () => {
    const system = peer(undefined, 'kube-system', {
      kind: 'Namespace',
      workloads: 5,
    });
    const told = (ports: string, allowed: number): Connection => ({
      ...connection(system, web, ports),
      pairs: { allowed, uncertain: 1, of: 5 },
    });
    const all = [web, system, others];
    const rows = (connections: Connection[]) =>
      foldRest({ peers: all, connections }).connections;
    expect(
      rows([told('TCP 80', 2), connection(others, web, 'TCP 80')]),
    ).toEqual([
      expect.objectContaining({
        source: rest.id,
        differs: true,
        pairs: { allowed: 3, uncertain: 1, of: 6 },
      }),
    ]);
    // What is not of the rest is told as it came.
    const shop = peer(undefined, 'shop', { kind: 'Namespace', workloads: 2 });
    const some: Connection = {
      ...connection(shop, web),
      pairs: { allowed: 1, uncertain: 0, of: 2 },
    };
    expect(
      foldRest({ peers: [...all, shop], connections: [some] }).connections,
    ).toEqual([some]);
  });

  it('keeps apart what is on its node’s network, and reaches its pods in spite of policies', () => {
    const [proxy, cni] = ['kube-proxy', 'calico-node'].map(name =>
      peer('kube-system', name, { hostNetwork: true }),
    );
    const nodes = restOf(proxy);
    const { peers: rows, connections } = foldRest({
      peers: [web, dns, metrics, proxy, cni],
      connections: [connection(proxy, web), connection(cni, web)],
    });
    expect(rows).toEqual([web, rest, nodes]);
    expect(connections).toEqual([connection(nodes, web)]);
  });

  it('keeps clusters apart, and the name of what would be alone', () => {
    const cloudDns = { ...dns, id: 'cloud/coredns', cluster: 'cloud' };
    const folded = foldRest({
      peers: [web, dns, others, cloudDns],
      connections: [connection(cloudDns, web)],
    });
    expect(folded.peers).toEqual([web, rest, cloudDns]);
    expect(folded.connections).toEqual([connection(cloudDns, web)]);
  });
});
