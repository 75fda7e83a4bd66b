import { recordsAt } from '../../objects';
import { deployment, sandbox, Sandbox, virtualMachine } from '../testing';

const service = (name: string, spec: Record<string, unknown>) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});

const slices = (cluster: Sandbox, name: string) =>
  cluster.view
    .list('EndpointSlice')
    .filter(
      slice => slice.metadata.labels?.['kubernetes.io/service-name'] === name,
    );

describe('a Service', () => {
  it('has the ready pods of its selector as endpoints, by the number that a port name stands for', () => {
    const cluster = sandbox();
    cluster.create(
      service('web', {
        selector: { app: 'web' },
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      }),
    );
    cluster.create(deployment('web'));
    cluster.pass(0);
    expect(slices(cluster, 'web')).toMatchObject([
      { addressType: 'IPv4', endpoints: null, ports: null },
    ]);

    cluster.pass(2);
    const [starting] = slices(cluster, 'web');
    expect(
      starting.endpoints?.map(({ conditions }) => conditions.ready),
    ).toEqual([false, false]);

    cluster.pass(3);
    const [slice] = slices(cluster, 'web');
    const pods = cluster.view.list('Pod');
    expect(slice.ports).toEqual([
      { name: 'http', port: 8080, protocol: 'TCP' },
    ]);
    expect(
      slice.endpoints?.map(({ addresses }) => addresses[0]).sort(),
    ).toEqual(pods.map(pod => pod.status?.podIP).sort());
    expect(slice.endpoints?.[0]).toMatchObject({
      conditions: { ready: true, serving: true, terminating: false },
      targetRef: { kind: 'Pod', namespace: 'demo' },
    });
    const endpoints = cluster.view.get('Endpoints', 'web', 'demo');
    expect(recordsAt(endpoints, 'subsets')[0]).toMatchObject({
      addresses: [{ targetRef: { kind: 'Pod' } }, {}],
      ports: [{ name: 'http', port: 8080 }],
    });
    expect(cluster.errors).toEqual([]);
  });

  it('reaches a VM by the labels and port names of its template', () => {
    const cluster = sandbox();
    cluster.create(
      service('mongodb', {
        selector: { 'kubevirt.io/domain': 'mongodb-vm' },
        ports: [{ name: 'mongo', port: 27017, targetPort: 'mongo' }],
      }),
    );
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    const [slice] = slices(cluster, 'mongodb');
    expect(slice.ports).toEqual([
      { name: 'mongo', port: 27017, protocol: 'TCP' },
    ]);
    expect(slice.endpoints).toHaveLength(1);

    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);
    expect(slices(cluster, 'mongodb')[0].endpoints).toBeNull();
  });

  it('resolves to no port where the pods have none of that name', () => {
    const cluster = sandbox();
    cluster.create(
      service('web', {
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 'https' }],
      }),
    );
    cluster.create(deployment('web'));
    cluster.pass(5);
    expect(slices(cluster, 'web')[0].ports).toEqual([]);
  });

  it('gets an outside address as a LoadBalancer', () => {
    const cluster = sandbox();
    for (const name of ['one', 'two']) {
      cluster.create(
        service(name, { type: 'LoadBalancer', ports: [{ port: 80 }] }),
      );
    }
    cluster.pass(1);
    const addresses = cluster.view
      .list('Service')
      .map(({ status }) => status?.loadBalancer?.ingress?.[0].ip);
    expect(addresses).toEqual([
      expect.stringMatching(/^203\.0\.113\./),
      expect.stringMatching(/^203\.0\.113\./),
    ]);
    expect(new Set(addresses).size).toBe(2);
  });

  it('takes its EndpointSlices and Endpoints along when it is deleted', () => {
    const cluster = sandbox();
    cluster.create(
      service('web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    );
    cluster.pass(1);
    expect(slices(cluster, 'web')).toHaveLength(1);
    cluster.store.delete({
      group: '',
      kind: 'Service',
      namespace: 'demo',
      name: 'web',
    });
    cluster.pass(1);
    expect(slices(cluster, 'web')).toEqual([]);
    expect(cluster.view.list('Endpoints')).toEqual([]);
  });
});
