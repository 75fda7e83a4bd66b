import { createPolicyModel } from '../index';
import { networkPolicy, object, pod, service } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const slice = (addresses: string[], ports: object[]): Manifest =>
  object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    'db-1',
    { endpoints: [{ addresses }], ports },
    { namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
  );
const listed = service('shop/db', {
  ports: [{ name: 'sql', port: 80, targetPort: 5432 }],
});
const headless = service('shop/db', { clusterIP: 'None', ports: [] });
const sql = [{ name: 'sql', port: 5433 }];
const outside = '203.0.113.5';
const toSql = networkPolicy('shop/out', {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [
    { to: [{ ipBlock: { cidr: `${outside}/32` } }], ports: [{ port: 5433 }] },
  ],
});

describe('a Service without a selector', () => {
  it.each<[string, Manifest[], string]>([
    [
      'leads to the addresses outside of its EndpointSlices',
      [listed, slice([outside], sql)],
      'allowed [External] TCP 5433',
    ],
    [
      'whom policies may allow, at the port of the slice',
      [listed, slice([outside], sql), toSql],
      'allowed [External] TCP 5433',
    ],
    [
      'or not',
      [listed, slice(['203.0.113.6'], sql), toSql],
      'denied [External] TCP 5433',
    ],
    [
      'leads to a pod by its address',
      [listed, slice(['10.0.0.2'], sql)],
      'allowed [Pod] TCP 5433',
    ],
    [
      'leads nowhere by a port of another name',
      [listed, slice([outside], [{ name: 'web', port: 5433 }])],
      'denied [Service] TCP 80',
    ],
    [
      'without an address of its own keeps the port',
      [headless, slice([outside], [])],
      'allowed [External] TCP 80',
    ],
    ['leads nowhere without slices', [listed], 'denied [Service] TCP 80'],
  ])('%s', (_, objects, answer) => {
    const model = createPolicyModel([
      pod('shop/web', {}, {}, { podIP: '10.0.0.1' }),
      pod('shop/db-0', {}, {}, { podIP: '10.0.0.2' }),
      ...objects,
    ]);
    const { verdict, destination, port } = model.evaluate({
      source: { namespace: 'shop', name: 'web' },
      destination: { namespace: 'shop', name: 'db', kind: 'Service' },
      port: 80,
    });
    const kind =
      destination.type === 'external' ? 'External' : destination.kind;
    expect(`${verdict} [${kind}] TCP ${port}`).toBe(answer);
  });
});
