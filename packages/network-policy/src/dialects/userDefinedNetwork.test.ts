import { answerTo, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  namespace,
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';
import { createPolicyModel } from '../model';

const LABEL = { 'k8s.ovn.org/primary-user-defined-network': '' };
const OPEN_PORTS = 'k8s.ovn.org/open-default-ports';

const network = (role: string, topology = 'Layer2') => ({
  topology,
  [topology.toLowerCase()]: { role },
});

const userDefined = (ns: string, ...of: Parameters<typeof network>) =>
  object(
    'k8s.ovn.org/v1',
    'UserDefinedNetwork',
    'own',
    { spec: network(...of) },
    { namespace: ns },
  );

const clusterWide = (namespaceSelector: object) =>
  object('k8s.ovn.org/v1', 'ClusterUserDefinedNetwork', 'tenant', {
    spec: { namespaceSelector, network: network('Primary') },
  });

const TENANTS = ['red', 'blue', 'plain'].flatMap((name): Manifest[] => [
  namespace(name, name === 'plain' ? { team: 'a' } : { team: 'a', ...LABEL }),
  virtualMachine(`${name}/vm`, { app: name }),
  pod(`${name}/web`),
]);
const RED = [...TENANTS, userDefined('red', 'Primary')];
const BOTH = [...RED, userDefined('blue', 'Primary', 'Layer3')];
const DNS = pod('kube-system/coredns', { 'k8s-app': 'kube-dns' });
const IN_RED = networkPolicy('red/np', {
  podSelector: {},
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
});

describe('a primary user defined network', () => {
  it.each<Fact>([
    ['lets its pods reach each other', RED, 'red/web -> red/vm TCP 80 allowed'],
    ['keeps others out', RED, 'plain/web -> red/vm TCP 80 denied'],
    ['keeps its own in', RED, 'red/vm -> plain/web TCP 80 denied'],
    ['is closed to another one', BOTH, 'red/vm -> blue/vm TCP 80 denied'],
    ['leaves others alone', BOTH, 'plain/web -> plain/vm TCP 80 allowed'],
    ['is open to the outside', BOTH, 'red/vm -> 192.0.2.1 TCP 80 allowed'],
    ['is open from the outside', BOTH, '192.0.2.1 -> red/vm TCP 80 allowed'],
    [
      'lets its pods ask the DNS',
      [...BOTH, DNS],
      'red/vm -> kube-system/coredns UDP 53 allowed',
    ],
    [
      'is closed to the DNS',
      [...BOTH, DNS],
      'kube-system/coredns -> red/vm TCP 80 denied',
    ],
    [
      'has policies within',
      [...RED, IN_RED],
      'red/web -> red/vm TCP 80 allowed',
    ],
    [
      'has policies that deny',
      [...RED, IN_RED],
      'red/web -> red/vm TCP 81 denied',
    ],
    [
      'is over policies',
      [...RED, networkPolicy('red/open', { podSelector: {}, ingress: [{}] })],
      'plain/web -> red/vm TCP 80 denied',
    ],
    [
      'needs the label of the namespace',
      [...TENANTS, userDefined('plain', 'Primary')],
      'plain/web -> red/vm TCP 80 allowed',
    ],
    [
      'holds for a namespace that is not given',
      [...TENANTS, pod('other/web'), userDefined('other', 'Primary')],
      'plain/web -> other/web TCP 80 denied',
    ],
    [
      'may be open to what is on the network of a node',
      [...RED, pod('plain/agent', {}, { hostNetwork: true })],
      'plain/agent -> red/vm TCP 80 uncertain',
    ],
    [
      'is no less closed beside what cannot be read',
      [...RED, { ...pod('red/bad'), spec: 'none' }],
      'plain/web -> red/vm TCP 80 denied',
    ],
    [
      'is none as a second network',
      [...TENANTS, userDefined('red', 'Secondary')],
      'plain/web -> red/vm TCP 80 allowed',
    ],
    [
      'may be one of several namespaces',
      [...TENANTS, clusterWide({ matchLabels: { team: 'a' } })],
      'red/vm -> blue/vm TCP 80 allowed',
    ],
    [
      'which those without the label are not on',
      [...TENANTS, clusterWide({ matchLabels: { team: 'a' } })],
      'red/vm -> plain/vm TCP 80 denied',
    ],
    [
      'may have ports open for the default network',
      [
        ...RED,
        pod('red/open', {}, {}, {}, { annotations: { [OPEN_PORTS]: '[]' } }),
      ],
      'plain/web -> red/open TCP 80 uncertain',
    ],
    [
      'but not for another one',
      [
        ...BOTH,
        pod('red/open', {}, {}, {}, { annotations: { [OPEN_PORTS]: '[]' } }),
      ],
      'blue/web -> red/open TCP 80 denied',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, objects)).toBe(answer);
  });

  it('is what a denial names', () => {
    const { summary } = evaluateOne(RED, 'plain/web', 'red/vm');
    expect(summary).toContain(
      'ingress denied: UserDefinedNetwork red/own, spec.layer2.role (Deny)',
    );
  });

  it('changes with its object alone', () => {
    const before = createPolicyModel(TENANTS);
    const after = before.update({ apply: [userDefined('red', 'Primary')] });
    const ofRed = (model: typeof before) =>
      [...model.connections()]
        .filter(
          ({ destination }) =>
            'namespace' in destination && destination.namespace === 'red',
        )
        .flatMap(({ source }) =>
          'namespace' in source ? [source.namespace] : [],
        );
    expect(new Set(ofRed(before))).toEqual(new Set(['blue', 'plain', 'red']));
    expect(new Set(ofRed(after))).toEqual(new Set(['red']));
  });
});
