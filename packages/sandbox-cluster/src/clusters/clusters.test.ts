import { resolve } from 'path';
import { manualClock, reconcilers, startControllers } from '../controllers';
import { getCondition, isTrue } from '../controllers/meta';
import { shaped } from '../controllers/shapes';
import { checkTypes } from '../fields';
import { kinds } from '../kinds';
import { isJson, KubeObject, listAt, recordAt } from '../objects';
import { createStore } from '../store';
import { requireValid, validate } from '../validation';
import { ClusterName, clusterObjects, readManifests } from './index';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const NAMES: ClusterName[] = ['onprem', 'cloud'];

/** Where the apps of each cluster are, as in app-config.yaml. */
const APPS: Record<ClusterName, string[]> = {
  onprem: ['inventory', 'erp/onprem'],
  cloud: ['journal', 'erp/cloud'],
};

const apps = (name: ClusterName) =>
  readManifests(APPS[name].map(folder => resolve(EXAMPLES, folder)));

/** The cluster with its apps, as it is some time after the start. */
function start(name: ClusterName, seconds = 30) {
  const clock = manualClock();
  const errors: Error[] = [];
  const store = createStore({ clock, kubelet: true, validate: requireValid });
  store.seed([...clusterObjects(name), ...apps(name)]);
  startControllers(store, {
    clock,
    reconcilers: reconcilers(),
    onError: error => errors.push(error),
  });
  clock.advance(seconds * 1000);
  return { store, view: shaped(store), errors };
}

const nodesOf = (name: ClusterName) =>
  clusterObjects(name).filter(({ kind }) => kind === 'Node');
const providerOf = (node: KubeObject) =>
  String(recordAt(node, 'spec').providerID).split(':')[0];

describe.each(NAMES)('the cluster %s', name => {
  it('has objects that a server takes', () => {
    const faults = [...clusterObjects(name), ...apps(name)].flatMap(object =>
      validate(object).map(({ field, message }) => [
        object.kind,
        object.metadata.name,
        field,
        message,
      ]),
    );
    expect(faults).toEqual([]);
  });

  it('comes to rest with all of its own workloads available', () => {
    const { view, errors } = start(name);
    expect(errors).toEqual([]);
    const own = (object: KubeObject) =>
      !['inventory', 'journal', 'erp'].includes(
        object.metadata.namespace ?? '',
      );
    expect(
      view
        .list('Deployment')
        .filter(own)
        .filter(workload => !isTrue(workload, 'Available'))
        .map(({ metadata }) => metadata.name),
    ).toEqual([]);
    expect(
      view
        .list('DaemonSet')
        .filter(
          ({ status }) =>
            status?.numberReady !== status?.desiredNumberScheduled,
        )
        .map(({ metadata }) => metadata.name),
    ).toEqual([]);
    const dns = view
      .list('EndpointSlice', { namespace: 'kube-system' })
      .find(
        slice =>
          slice.metadata.labels?.['kubernetes.io/service-name'] === 'kube-dns',
      );
    expect(dns?.endpoints).toHaveLength(2);
  });

  it('holds nothing, its controllers’ objects included, that could not be written back', () => {
    const { store } = start(name);
    const faults = kinds.flatMap(def =>
      store.list(def.group, def.kind).flatMap(object => {
        const { unknown, mistyped } = checkTypes(def, object);
        return [...unknown, ...mistyped].map(fault => [def.kind, fault]);
      }),
    );
    expect(faults).toEqual([]);
  });

  it('has golden images to clone disks from', () => {
    const { view } = start(name, 1);
    for (const image of ['fedora', 'ubuntu', 'debian']) {
      const source = view.get('DataSource', image, 'kubevirt-os-images');
      expect(isTrue(source, 'Ready')).toBe(true);
    }
  });
});

it('has nodes of OpenStack and of bare metal on premises, of three clouds in the cloud', () => {
  expect(nodesOf('onprem').map(providerOf)).toEqual([
    'openstack',
    'openstack',
    'openstack',
    'metal3',
    'metal3',
  ]);
  expect(new Set(nodesOf('cloud').map(providerOf))).toEqual(
    new Set(['aws', 'gce', 'azure']),
  );
});

describe('inventory', () => {
  it('runs: the VM behind its Service, the web pods behind the Ingress', () => {
    const { view } = start('onprem');
    expect(
      view.get('VirtualMachine', 'mongodb-vm', 'inventory')?.status
        ?.printableStatus,
    ).toBe('Running');
    expect(
      view.get('Deployment', 'web', 'inventory')?.status?.readyReplicas,
    ).toBe(2);
    const vmi = view.get('VirtualMachineInstance', 'mongodb-vm', 'inventory');
    expect(isTrue(vmi, 'LiveMigratable')).toBe(true);
    const slices = view.list('EndpointSlice', { namespace: 'inventory' });
    const ports = slices.map(({ metadata, ports: of, endpoints }) => [
      metadata.labels?.['kubernetes.io/service-name'],
      of?.map(({ port }) => port),
      endpoints?.length,
    ]);
    expect(ports.sort()).toEqual([
      ['mongodb', [27017], 1],
      ['web', [8080], 2],
    ]);
    expect(
      view.get('Ingress', 'web', 'inventory')?.status?.loadBalancer?.ingress,
    ).toHaveLength(1);
  });
});

describe('journal', () => {
  it('runs: three frontends, three Redis with 10Gi each', () => {
    const { view } = start('cloud');
    expect(
      view.get('Deployment', 'frontend', 'journal')?.status?.readyReplicas,
    ).toBe(3);
    expect(
      view.get('StatefulSet', 'redis', 'journal')?.status?.readyReplicas,
    ).toBe(3);
    expect(
      view
        .list('PersistentVolumeClaim', { namespace: 'journal' })
        .map(({ metadata, status }) => [
          metadata.name,
          status?.capacity?.storage,
        ]),
    ).toEqual([
      ['data-redis-0', '10Gi'],
      ['data-redis-1', '10Gi'],
      ['data-redis-2', '10Gi'],
    ]);
    const gateway = view.get('Gateway', 'journal', 'journal');
    expect(isTrue(gateway, 'Programmed')).toBe(true);
  });
});

describe('erp', () => {
  it('shows on premises the faults that its README lists', () => {
    const { store, view } = start('onprem');
    const vm = (name: string) =>
      view.get('VirtualMachine', name, 'erp')?.status?.printableStatus;
    expect(vm('app-vm')).toBe('Running');
    expect(vm('db-vm')).toBe('Running');
    expect(vm('batch-vm')).toBe('ErrorUnschedulable');
    expect(view.get('Deployment', 'reports', 'erp')?.status).toMatchObject({
      replicas: 2,
      unavailableReplicas: 2,
    });
    expect(
      view.get('PersistentVolumeClaim', 'archive', 'erp')?.status?.phase,
    ).toBe('Pending');
    const slice = view
      .list('EndpointSlice', { namespace: 'erp' })
      .find(
        ({ metadata }) =>
          metadata.labels?.['kubernetes.io/service-name'] === 'erp-app',
      );
    expect(slice?.endpoints).toHaveLength(1);
    expect(slice?.ports).toEqual([]);
    const certificate = store.get({
      group: 'cert-manager.io',
      kind: 'Certificate',
      namespace: 'erp',
      name: 'erp-tls',
    });
    expect(listAt(certificate, 'status', 'conditions')).toMatchObject([
      { type: 'Ready', status: 'False', reason: 'Expired' },
    ]);
    const orders = store
      .list('projectcalico.org', 'NetworkPolicy', { namespace: 'erp' })
      .map(policy => recordAt(policy, 'spec').order);
    expect(orders).toEqual([100, 100]);
    const pod = view
      .list('Pod', { namespace: 'erp' })
      .find(
        ({ metadata }) => metadata.labels?.['vm.kubevirt.io/name'] === 'db-vm',
      );
    expect(
      pod?.metadata.annotations?.['k8s.v1.cni.cncf.io/network-status'],
    ).toContain('"name": "erp/backup-net"');
  });

  it('shows in the cloud the faults that its README lists', () => {
    const { view } = start('cloud');
    expect(
      view.get('VirtualMachine', 'edi-vm', 'erp')?.status?.printableStatus,
    ).toBe('Running');
    const exporter = view.get('Deployment', 'exporter', 'erp');
    expect(getCondition(exporter, 'Available')?.status).toBe('False');
    const waiting = view
      .list('Pod', { namespace: 'erp' })
      .filter(pod => pod.metadata.labels?.app === 'exporter')
      .map(pod => pod.status?.containerStatuses?.[0].state.waiting?.reason);
    expect(waiting).toEqual(['ImagePullBackOff']);
    const legacy = view
      .list('EndpointSlice', { namespace: 'erp' })
      .find(
        ({ metadata }) =>
          metadata.labels?.['kubernetes.io/service-name'] === 'legacy-api',
      );
    expect(legacy?.endpoints).toBeNull();
  });
});

describe('the catalog', () => {
  const entities = readManifests([resolve(EXAMPLES, 'catalog')]);
  const named = new Set(
    entities.map(({ kind, metadata }) => `${kind}:${metadata.name}`),
  );

  it.each(NAMES)(
    'has an entity for each workload of %s, by its name and its id',
    name => {
      const workloads = apps(name).filter(({ kind }) =>
        ['Deployment', 'StatefulSet', 'VirtualMachine'].includes(kind),
      );
      expect(workloads.length).toBeGreaterThan(2);
      for (const { kind, metadata } of workloads) {
        const app = metadata.labels?.['app.kubernetes.io/part-of'];
        const entity = `${app}-${metadata.name}`;
        expect(named).toContain(
          `${kind === 'VirtualMachine' ? 'Resource' : 'Component'}:${entity}`,
        );
        expect(metadata.labels?.['backstage.io/kubernetes-id']).toBe(entity);
        expect(named).toContain(`System:${app}`);
      }
    },
  );

  it('has no relation to an entity that is absent', () => {
    const references = entities.flatMap(entity => [
      ...listAt(entity, 'spec', 'dependsOn').map(String),
      ...[recordAt(entity, 'spec').system]
        .filter(system => system !== undefined)
        .map(system => `system:default/${system}`),
    ]);
    const known = [...named].map(each =>
      each.replace(':', ':default/').toLowerCase(),
    );
    expect(references.filter(reference => !known.includes(reference))).toEqual(
      [],
    );
  });
});

describe('readManifests', () => {
  it('names the path that is absent', () => {
    expect(() => readManifests(['/absent/manifests'])).toThrow(
      'There are no manifests at /absent/manifests',
    );
  });

  it('reads every object of every file', () => {
    const objects = readManifests([resolve(EXAMPLES, 'inventory')]);
    expect(objects.every(isJson)).toBe(true);
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'Ingress',
      'Namespace',
      'NetworkPolicy',
      'Secret',
      'Service',
      'Service',
      'VirtualMachine',
    ]);
  });
});
