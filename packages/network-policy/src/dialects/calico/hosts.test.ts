import { createPolicyModel } from '../../index';
import { answerTo, evaluateOne } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { ALLOW, DENY, SHOP, V3, gnp, tier } from '../../__testUtils__/calico';
import { networkPolicy, object, pod } from '../../__testUtils__/objects';

const hostEndpoint = object(V3, 'HostEndpoint', 'eth0', {
  spec: { node: 'n1', interfaceName: 'eth0' },
});
const nodeOf = (name: string, address: string) =>
  object('v1', 'Node', name, {
    status: { addresses: [{ type: 'InternalIP', address }] },
  });
const HOST_ON_N2 = { hostNetwork: true, nodeName: 'n2' };
const HOST_IP_OF_N2 = { podIP: '10.0.0.9', hostIP: '192.168.0.2' };
const POD_IP_ON_N2 = { podIP: '192.168.0.2' };
const node = nodeOf('n1', '192.168.0.1');
const otherHostEndpoint = object(V3, 'HostEndpoint', 'eth0', {
  spec: { node: 'n2', interfaceName: 'eth0' },
});

/** The options of a policy by which it is one of host endpoints. */
const doNotTrack = { doNotTrack: true, applyOnForward: true };
const preDNAT = { preDNAT: true, applyOnForward: true };
const applyOnForward = { applyOnForward: true };

/** A HostEndpoint that policies select: by its role alone, or as they do the db pods. */
const dbHost = object(
  V3,
  'HostEndpoint',
  'eth0',
  { spec: { node: 'n1', interfaceName: 'eth0' } },
  { labels: { app: 'db', role: 'host' } },
);
const ofHost = { selector: "role == 'host'" };

describe('HostEndpoints and the policies for them', () => {
  it.each<Fact>([
    [
      'a HostEndpoint makes its node’s own traffic uncertain: in',
      [hostEndpoint],
      'shop/web -> shop/host TCP 80 uncertain',
    ],
    [
      'a HostEndpoint makes its node’s own traffic uncertain: out',
      [hostEndpoint],
      'shop/host -> shop/web TCP 80 uncertain',
    ],
    [
      'at its node’s address too',
      [hostEndpoint, node],
      'shop/web -> 192.168.0.1 TCP 80 uncertain',
    ],
    [
      'and from there',
      [hostEndpoint, node],
      '192.168.0.1 -> shop/web TCP 80 uncertain',
    ],
    [
      'which a pod tells too that the node runs',
      [otherHostEndpoint, pod('shop/b', {}, { nodeName: 'n2' }, HOST_IP_OF_N2)],
      'shop/web -> 192.168.0.2 TCP 80 uncertain',
    ],
    [
      'or one on its network, by its own address',
      [otherHostEndpoint, pod('shop/b', {}, HOST_ON_N2, POD_IP_ON_N2)],
      '192.168.0.2 -> shop/web TCP 80 uncertain',
    ],
    [
      'any address may be its own while nobody knows which is: to it',
      [otherHostEndpoint],
      'shop/web -> 203.0.113.1 TCP 80 uncertain',
    ],
    [
      'any address may be its own while nobody knows which is: from it',
      [otherHostEndpoint],
      '203.0.113.1 -> shop/web TCP 80 uncertain',
    ],
    [
      'and between addresses',
      [otherHostEndpoint],
      '203.0.113.1 -> 203.0.113.2 TCP 80 uncertain',
    ],
    [
      'and at its expectedIPs',
      [
        object(V3, 'HostEndpoint', 'eth0', {
          spec: { node: 'n1', expectedIPs: ['192.168.0.9'] },
        }),
      ],
      'shop/web -> 192.168.0.9 TCP 80 uncertain',
    ],
    [
      'what goes from there elsewhere is its own traffic too',
      [hostEndpoint, node],
      '192.168.0.1 -> 203.0.113.1 TCP 80 uncertain',
    ],
    [
      'and what comes from elsewhere',
      [hostEndpoint, node],
      '203.0.113.1 -> 192.168.0.1 TCP 80 uncertain',
    ],
    [
      'and between others it is not',
      [hostEndpoint, node],
      '203.0.113.1 -> 192.168.0.2 TCP 80 allowed',
    ],
    [
      'an address beside is no node’s',
      [hostEndpoint, node],
      'shop/web -> 192.168.0.2 TCP 80 allowed',
    ],
    [
      'whatever a tier before all others allows',
      [
        hostEndpoint,
        node,
        tier('first', { order: 1 }),
        gnp('a', { tier: 'first', selector: 'all()', egress: [ALLOW] }),
      ],
      'shop/web -> 192.168.0.1 TCP 80 uncertain',
    ],
    [
      'also between nodes',
      [otherHostEndpoint, nodeOf('n2', '192.168.0.2')],
      'shop/host -> 192.168.0.2 TCP 80 uncertain',
    ],
    [
      'but not to the pods that the node runs, which it always reaches',
      [hostEndpoint, pod('shop/probed', {}, { nodeName: 'n1' })],
      'shop/host -> shop/probed TCP 80 allowed',
    ],
    [
      'whose address may not be known',
      [hostEndpoint, node, pod('shop/elsewhere', {}, HOST_ON_N2)],
      'shop/web -> shop/elsewhere TCP 80 allowed',
    ],
    [
      'that of another node is not touched',
      [otherHostEndpoint],
      'shop/web -> shop/host TCP 80 allowed',
    ],
    [
      'nor is that of pods',
      [hostEndpoint],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a doNotTrack policy is not of pods',
      [gnp('a', { ...doNotTrack, ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a preDNAT policy is not of pods',
      [gnp('a', { ...preDNAT, ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'an applyOnForward policy is of pods as any other',
      [gnp('a', { ...applyOnForward, ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'without a HostEndpoint none of them touches traffic from outside',
      [
        gnp('a', { ...doNotTrack, ingress: [DENY] }),
        gnp('b', { ...preDNAT, ingress: [DENY] }),
        gnp('c', { ...applyOnForward, selector: "app == 'none'" }),
      ],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'with one a doNotTrack policy makes traffic from outside uncertain',
      [dbHost, gnp('a', { ...doNotTrack, ingress: [DENY] })],
      '8.8.8.8 -> shop/db TCP 80 uncertain',
    ],
    [
      'with one a preDNAT policy does',
      [dbHost, gnp('a', { ...preDNAT, ingress: [DENY] })],
      '8.8.8.8 -> shop/db TCP 80 uncertain',
    ],
    [
      'with one an applyOnForward policy does',
      [dbHost, gnp('a', { ...applyOnForward, ...ofHost })],
      '8.8.8.8 -> shop/db TCP 80 uncertain',
    ],
    [
      'and what pods send outside',
      [dbHost, gnp('a', { ...applyOnForward, ...ofHost })],
      'shop/db -> 8.8.8.8 TCP 80 uncertain',
    ],
    [
      'and what pods send those of other nodes',
      [dbHost, gnp('a', { ...applyOnForward, ...ofHost })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and what other nodes send pods',
      [
        dbHost,
        gnp('a', { ...applyOnForward, ...ofHost }),
        pod('shop/far', {}, { nodeName: 'n2' }, HOST_IP_OF_N2),
      ],
      'shop/host -> shop/far TCP 80 uncertain',
    ],
    [
      'but none that is of no HostEndpoint',
      [node, hostEndpoint, gnp('a', { ...applyOnForward, ...ofHost })],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'unless its profiles may give it labels',
      [
        node,
        object(V3, 'HostEndpoint', 'eth0', {
          spec: { node: 'n1', interfaceName: 'eth0', profiles: ['hosts'] },
        }),
        gnp('a', { ...applyOnForward, ...ofHost }),
      ],
      '8.8.8.8 -> shop/db TCP 80 uncertain',
    ],
    [
      'nor one of other dialects',
      [dbHost, networkPolicy('shop/a', { podSelector: {}, ingress: [{}] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, [...SHOP, ...objects])).toBe(answer);
  });

  it('hold when they are staged and taken as enforced, not before', () => {
    const staged = object(V3, 'StagedGlobalNetworkPolicy', 'a', {
      spec: { ...applyOnForward, ...ofHost },
    });
    const objects = [...SHOP, dbHost, staged];
    const from = (options = {}) =>
      answerTo('8.8.8.8 -> shop/db TCP 80 allowed', objects, options);
    expect(from()).toContain('allowed');
    expect(from({ enforceStaged: true })).toContain('uncertain');
  });

  it('are named in the reason', () => {
    expect(
      evaluateOne([...SHOP, hostEndpoint], 'shop/web', 'shop/host').reasons,
    ).toEqual([
      "HostEndpoint eth0: HostEndpoint eth0 puts node n1's own traffic under policy",
    ]);
    expect(
      evaluateOne(
        [...SHOP, dbHost, gnp('a', { ...preDNAT, ingress: [DENY] })],
        '8.8.8.8',
        'shop/db',
      ).reasons.join(),
    ).toContain('its preDNAT makes it hold');
  });

  it('and what would tell the address that nobody knows', () => {
    const { reasons } = evaluateOne(
      [...SHOP, otherHostEndpoint],
      'shop/web',
      '203.0.113.1',
    );
    expect(reasons).toContain(
      "HostEndpoint eth0 puts node n2's own traffic under policy, and which addresses that node has is not known: its Node tells",
    );
  });

  it.each([
    ['doNotTrack', doNotTrack],
    ['preDNAT', preDNAT],
  ])('%s is reported, as pods are not under it', (_, options) => {
    expect(
      createPolicyModel([...SHOP, gnp('a', options)]).problems,
    ).toMatchObject([{ kind: 'unsupported', object: { name: 'a' } }]);
  });
});
