import { KubeObject } from '../objects';
import { validate } from './index';
import { object, Refused, service } from './testing';

const policy = (spec: object) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ...spec });
const ingressFrom = (peer: object, port: object = { port: 80 }) =>
  policy({ ingress: [{ from: [peer], ports: [port] }] });

describe('validation of the network', () => {
  it.each<[string, KubeObject]>([
    ['a policy of all', policy({ ingress: [{}] })],
    [
      'an ipBlock with a hole',
      ingressFrom({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }),
    ],
    [
      'an IPv6 ipBlock',
      ingressFrom({
        ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
      }),
    ],
    [
      'a range of ports',
      ingressFrom({ podSelector: {} }, { port: 80, endPort: 90 }),
    ],
    ['a Service', service({ ports: [{ port: 80, targetPort: 'http' }] })],
    ['a headless Service without ports', service({ clusterIP: 'None' })],
  ])('takes %s', (_what, valid) => {
    expect(validate(valid)).toEqual([]);
  });

  it.each<Refused>([
    [
      'an endPort below its port',
      ingressFrom({ podSelector: {} }, { port: 9000, endPort: 8000 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 9000: must be greater than or equal to `port`',
    ],
    [
      'an endPort after a name',
      ingressFrom({ podSelector: {} }, { port: 'http', endPort: 90 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 90: may not be specified when `port` is non-numeric',
    ],
    [
      'an endPort alone',
      ingressFrom({ podSelector: {} }, { endPort: 90 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 90: may not be specified when `port` is not specified',
    ],
    [
      'a hole outside its block',
      ingressFrom({
        ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/24'] },
      }),
      'spec.ingress[0].from[0].ipBlock.except[0]',
      'Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`',
    ],
    [
      'a hole as large as its block',
      ingressFrom({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }),
      'spec.ingress[0].from[0].ipBlock.except[0]',
      'Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
    ],
    [
      'a block that is none',
      ingressFrom({ ipBlock: { cidr: '10.0.0.1' } }),
      'spec.ingress[0].from[0].ipBlock.cidr',
      'Invalid value: "10.0.0.1": must be a valid CIDR value',
    ],
    [
      'a block beside a selector',
      ingressFrom({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
      'spec.ingress[0].from[0]',
      'Forbidden: may not specify both ipBlock and another peer',
    ],
    [
      'a peer of nothing',
      ingressFrom({}),
      'spec.ingress[0].from[0]',
      'Required value: must specify a peer',
    ],
    [
      'a policy type that is none',
      policy({ policyTypes: ['Inbound'] }),
      'spec.policyTypes[0]',
      'Unsupported value: "Inbound": supported values: "Egress", "Ingress"',
    ],
    [
      'a selector operator that is none',
      policy({
        podSelector: {
          matchExpressions: [{ key: 'app', operator: 'Like', values: ['x'] }],
        },
      }),
      'spec.podSelector.matchExpressions[0].operator',
      'Invalid value: "Like": not a valid selector operator',
    ],
    [
      'In without values',
      policy({
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] },
      }),
      'spec.podSelector.matchExpressions[0].values',
      "Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    ['a Service without ports', service({}), 'spec.ports', 'Required value'],
    [
      'several ports without names',
      service({ ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
      'spec.ports[1].name',
      'Required value',
    ],
    [
      'a node port out of range',
      service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      'spec.ports[0].nodePort',
      'Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      'an Ingress of nothing',
      object('networking.k8s.io/v1', 'Ingress', {}),
      'spec',
      'Invalid value: []: either `defaultBackend` or `rules` must be specified',
    ],
    [
      'an Ingress path without type',
      object('networking.k8s.io/v1', 'Ingress', {
        rules: [
          {
            http: {
              paths: [
                {
                  path: '/',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      }),
      'spec.rules[0].http.paths[0].pathType',
      'Required value: pathType must be specified',
    ],
  ])('refuses %s', (_what, bad, field, message) => {
    expect(validate(bad)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});
