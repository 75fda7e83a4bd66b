import { isTrue } from '../meta';
import { sandbox } from '../testing';

const ingress = (name: string, ingressClassName: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name },
  spec: { ingressClassName, defaultBackend: { service: { name: 'web' } } },
});

it('gives an Ingress an address once its class is there', () => {
  const cluster = sandbox();
  cluster.create(ingress('web', 'nginx'));
  cluster.pass(1);
  const addresses = () =>
    cluster.view.get('Ingress', 'web', 'demo')?.status?.loadBalancer?.ingress;
  expect(addresses()).toBeUndefined();
  cluster.store.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
  cluster.pass(1);
  expect(addresses()).toEqual([
    { ip: expect.stringMatching(/^203\.0\.113\./) },
  ]);
});

it('gives each Gateway an address of its own, and says that it is programmed', () => {
  const cluster = sandbox();
  for (const name of ['one', 'two']) {
    cluster.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name },
      spec: {
        gatewayClassName: 'cilium',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      },
    });
  }
  cluster.pass(1);
  const gateways = cluster.view.list('Gateway');
  expect(gateways.map(gateway => isTrue(gateway, 'Programmed'))).toEqual([
    true,
    true,
  ]);
  const addresses = gateways.map(({ status }) => status?.addresses?.[0].value);
  expect(new Set(addresses).size).toBe(2);
  expect(cluster.errors).toEqual([]);
});
