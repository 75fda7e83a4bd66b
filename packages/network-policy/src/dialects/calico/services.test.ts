import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { SHOP, V3 } from '../../__testUtils__/calico';
import { object, pod, service, withPorts } from '../../__testUtils__/objects';

const services = { name: 'db', namespace: 'shop' };
const egress = object(V3, 'GlobalNetworkPolicy', 'out', {
  spec: {
    selector: "app == 'web'",
    egress: [{ action: 'Allow', destination: { services } }],
  },
});
const ingress = object(V3, 'GlobalNetworkPolicy', 'in', {
  spec: {
    selector: "app == 'web'",
    ingress: [{ action: 'Allow', source: { services } }],
  },
});
/** Behind it are a pod of the pod network and one on its node's. */
const byNumber = service('shop/db', {
  selector: { app: 'db' },
  ports: [{ port: 80, targetPort: 5432 }],
});
const byName = service('shop/db', {
  selector: { app: 'db' },
  ports: [{ port: 80, targetPort: 'sql' }],
});
const onHost = pod(
  'shop/named',
  { app: 'db' },
  {
    hostNetwork: true,
    ...withPorts({ name: 'sql', containerPort: 5433 }),
  },
  { hostIP: '192.168.0.7' },
);
const slice = object(
  'discovery.k8s.io/v1',
  'EndpointSlice',
  'db-1',
  {
    endpoints: [
      { addresses: ['203.0.113.5'] },
      { addresses: ['203.0.113.6'], conditions: { ready: false } },
      {
        addresses: ['203.0.113.7'],
        conditions: { ready: false, serving: false, terminating: true },
      },
    ],
    ports: [{ port: 5432 }, { name: 'any', protocol: 'UDP' }],
  },
  { namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
);
const external = [
  service('shop/db', { ports: [{ port: 80, targetPort: 81 }] }),
  slice,
];

describe('a Calico rule that names a Service', () => {
  it.each<Fact>([
    [
      'means its targetPort at the pods behind it',
      [egress, byNumber],
      'shop/web -> shop/db TCP 5432 allowed',
    ],
    [
      'and no other port',
      [egress, byNumber],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'resolves a named targetPort at each pod',
      [egress, byName],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'means pods on the host’s network, at their node’s address',
      [egress, byNumber],
      'shop/web -> shop/host TCP 5432 allowed',
    ],
    [
      'by that address too',
      [egress, byNumber],
      'shop/web -> 192.168.0.1 TCP 5432 allowed',
    ],
    [
      'and a named targetPort there is the container port, as in its EndpointSlice',
      [egress, byName, onHost],
      'shop/web -> 192.168.0.7 TCP 5433 allowed',
    ],
    [
      'which is not that of the other pods',
      [egress, byName, onHost],
      'shop/web -> shop/db TCP 5433 denied',
    ],
    [
      'means whatever port the EndpointSlice of a Service without a selector has',
      [egress, ...external],
      'shop/web -> 203.0.113.5 TCP 5432 allowed',
    ],
    [
      'and not what the Service says',
      [egress, ...external],
      'shop/web -> 203.0.113.5 TCP 81 denied',
    ],
    [
      'means an endpoint that is not ready (felix/serviceindex, membersFromEndpointSlice)',
      [egress, ...external],
      'shop/web -> 203.0.113.6 TCP 5432 allowed',
    ],
    [
      'means one that terminates',
      [egress, ...external],
      'shop/web -> 203.0.113.7 TCP 5432 allowed',
    ],
    [
      'in an ingress rule means one that is not ready too',
      [ingress, ...external],
      '203.0.113.6 -> shop/web TCP 80 allowed',
    ],
    [
      'means no port for a port without a number',
      [egress, ...external],
      'shop/web -> 203.0.113.5 UDP 5432 denied',
    ],
    [
      'means what an EndpointSlice lists, also where the Service is not in the input',
      [egress, slice],
      'shop/web -> 203.0.113.5 TCP 5432 allowed',
    ],
    [
      'in an ingress rule means its endpoints, from any port',
      [ingress, byNumber],
      'shop/db -> shop/web UDP 9 allowed',
    ],
    [
      'in an ingress rule means those on the host’s network too',
      [ingress, byNumber],
      'shop/host -> other/web UDP 9 allowed',
    ],
    [
      'means nobody where there is no such Service',
      [egress],
      'shop/web -> shop/db TCP 5432 denied',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, [...SHOP, ...objects])).toBe(answer);
  });

  it('serviceAccounts without names or selector say nothing', () => {
    const anyone = object(V3, 'GlobalNetworkPolicy', 'in', {
      spec: {
        selector: "app == 'web'",
        ingress: [{ action: 'Allow', source: { serviceAccounts: {} } }],
      },
    });
    const answer = '203.0.113.5 -> shop/web TCP 80 allowed';
    expect(answerTo(answer, [...SHOP, anyone])).toBe(answer);
  });
});
