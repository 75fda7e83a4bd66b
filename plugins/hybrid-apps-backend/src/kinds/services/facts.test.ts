import { createStoreFromObjects, factsOf } from '..';

function factsIn(spec: object, status: object = {}) {
  const store = createStoreFromObjects('onprem', [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec,
      status,
    },
  ]);
  const [service] = store.list({ group: '', kind: 'Service' });
  return factsOf(service, store, {});
}

describe('the addresses of a Service to outside', () => {
  it.each([
    ['none', {}, {}, undefined],
    [
      'a load balancer that has none yet',
      { type: 'LoadBalancer' },
      {},
      undefined,
    ],
    [
      'those of its load balancer, each once',
      { type: 'LoadBalancer', externalIPs: ['198.51.100.7'] },
      {
        loadBalancer: {
          ingress: [
            { ip: '198.51.100.7' },
            { hostname: 'lb.example.com', ip: '198.51.100.8' },
          ],
        },
      },
      ['198.51.100.7', 'lb.example.com', '198.51.100.8'],
    ],
    [
      'those that lead to nodes',
      { externalIPs: ['192.0.2.1'] },
      {},
      ['192.0.2.1'],
    ],
  ])('are %s', (_, spec, status, addresses) => {
    expect(factsIn(spec, status).externalAddresses).toEqual(addresses);
  });
});
