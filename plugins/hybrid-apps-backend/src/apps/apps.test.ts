import { Entity } from '@backstage/catalog-model';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { resolveApp } from './resolveApp';

const store = (name: string, objects: readonly PlainObject[]) =>
  createStoreFromObjects(name, objects);

const component = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default', annotations },
});

function resolve(
  entity: Entity,
  objects: readonly PlainObject[] = inventory,
  {
    parts = [],
    cluster = 'onprem',
  }: { parts?: Entity[]; cluster?: string } = {},
) {
  return resolveApp({ entity, parts }, [store(cluster, objects)]);
}

const namesOf = (...args: Parameters<typeof resolve>) =>
  resolve(...args).members.map(
    ({ object }) => `${object.kind} ${object.metadata.name}`,
  );

const deployment = (
  name: string,
  labels: Record<string, string>,
  namespace = 'shop',
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels },
  spec: {
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name }],
      },
    },
  },
});
const partOfShop = { 'app.kubernetes.io/part-of': 'shop' };

it('takes any number of names, and so many of them as anybody could look at', () => {
  const one = deployment('web', partOfShop);
  const configMapRef = { name: 'settings' };
  const envFrom = Array.from({ length: 150_000 }, () => ({ configMapRef }));
  const spec = { containers: [{ name: 'web', envFrom }] };
  const { links, cut } = resolve({ ...component({}), kind: 'System' }, [
    { ...one, spec: { template: { spec } } },
  ]);
  expect(links).toHaveLength(50_000);
  expect(cut).toEqual(['onprem']);
});

it('ends where very many are selected by very many, and says so', () => {
  const many = Array.from({ length: 600 }, (_, index) => index);
  const labels = { ...partOfShop, app: 'one' };
  const objects = many.flatMap((index): PlainObject[] => [
    {
      ...deployment(`web-${index}`, partOfShop),
      spec: { template: { metadata: { labels } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `web-${index}`, namespace: 'shop' },
      spec: { selector: { app: 'one' } },
    },
  ]);
  const { members, links, cut } = resolve(
    { ...component({}), kind: 'System' },
    objects,
  );
  expect(members.length).toBeGreaterThan(1_000);
  expect(links).toHaveLength(50_000);
  expect(cut).toEqual(['onprem']);
});

describe('resolveApp', () => {
  const db: PlainObject = {
    ...deployment('db', partOfShop),
    metadata: {
      name: 'db',
      namespace: 'shop',
      uid: 'db-uid',
      labels: partOfShop,
    },
  };
  const reference = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'db',
    uid: 'db-uid',
    controller: true,
  };
  const claiming = (
    apiVersion: string,
    kind: string,
    namespace: string,
    owner = reference,
  ): PlainObject => ({
    apiVersion,
    kind,
    metadata: {
      name: 'hook',
      namespace,
      labels: { 'app.kubernetes.io/part-of': 'evil' },
      ownerReferences: [owner],
    },
  });
  const systemNamed = (name: string): Entity => ({
    ...component({}),
    kind: 'System',
    metadata: { name, namespace: 'default' },
  });

  it('takes what an object of the same namespace owns, and its owner', () => {
    const objects = [db, claiming('v1', 'Pod', 'shop')];
    for (const app of ['shop', 'evil']) {
      expect(namesOf(systemNamed(app), objects)).toEqual([
        'Pod hook',
        'Deployment db',
      ]);
    }
  });

  it.each([
    ['Service from elsewhere', claiming('v1', 'Service', 'evil')],
    ['Pod from elsewhere', claiming('v1', 'Pod', 'evil')],
    [
      'Pod by another name',
      claiming('v1', 'Pod', 'shop', { ...reference, name: 'web' }),
    ],
    [
      'Pod as another kind',
      claiming('v1', 'Pod', 'shop', { ...reference, kind: 'StatefulSet' }),
    ],
    [
      'Pod as of another group',
      claiming('v1', 'Pod', 'shop', { ...reference, apiVersion: 'evil.io/v1' }),
    ],
  ])('takes no %s that claims an owner, nor the owner with it', (_, object) => {
    const called = `${object.kind} hook`;
    expect(namesOf(systemNamed('shop'), [db, object])).toEqual([
      'Deployment db',
    ]);
    expect(namesOf(systemNamed('evil'), [db, object])).toEqual([called]);
  });

  it('takes a System for its label part-of, and closes over what belongs to it', () => {
    expect(namesOf(inventorySystem)).toEqual([
      'PersistentVolumeClaim mongodb-data',
      'Pod web-1-a',
      'Pod web-1-b',
      'Service mongodb',
      'Service web',
      'Deployment web',
      'ReplicaSet web-1',
      'DataVolume mongodb-data',
      'VirtualMachine mongodb-vm',
      'Ingress web',
    ]);
  });

  it.each([
    [
      'backstage.io/kubernetes-id',
      { 'backstage.io/kubernetes-id': 'shop' },
      { 'backstage.io/kubernetes-id': 'shop' },
    ],
    [
      'a label selector with a set',
      { 'backstage.io/kubernetes-label-selector': 'tier in (front,back),!old' },
      { tier: 'front' },
    ],
  ])('follows %s', (_, annotations, labels) => {
    const objects = [
      deployment('web', labels),
      deployment('else', { tier: 'front', old: 'yes' }),
    ];
    expect(namesOf(component(annotations), objects)).toEqual([
      'Deployment web',
    ]);
  });

  it('takes a workload for the labels that its Pods have, whether there are any or not', () => {
    const off: PlainObject[] = [
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name: 'db', namespace: 'shop', uid: 'vm' },
        spec: {
          runStrategy: 'Halted',
          template: { metadata: { labels: { tier: 'data' } } },
        },
      },
    ];
    const owned = (kind: string, name: string, uid: string) => ({
      ownerReferences: [
        { apiVersion: 'kubevirt.io/v1', kind, name, uid, controller: true },
      ],
    });
    const on: PlainObject[] = [
      ...off,
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstance',
        metadata: {
          name: 'db',
          namespace: 'shop',
          uid: 'vmi',
          labels: { tier: 'data' },
          ...owned('VirtualMachine', 'db', 'vm'),
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'virt-launcher-db-x',
          namespace: 'shop',
          labels: { tier: 'data', 'vm.kubevirt.io/name': 'db' },
          ...owned('VirtualMachineInstance', 'db', 'vmi'),
        },
      },
    ];
    for (const selector of ['tier=data', 'vm.kubevirt.io/name=db']) {
      const entity = component({
        'backstage.io/kubernetes-label-selector': selector,
      });
      expect(namesOf(entity, off)).toEqual(['VirtualMachine db']);
      expect(namesOf(entity, on)).toContain('VirtualMachine db');
    }
    const [{ reason }] = resolve(
      component({ 'backstage.io/kubernetes-label-selector': 'tier=data' }),
      off,
    ).members;
    expect(reason.fieldPath).toBe('spec.template.metadata.labels');
  });

  it('keeps to the namespace and the cluster that an entity names', () => {
    const id = { 'backstage.io/kubernetes-id': 'shop' };
    const objects = [deployment('a', id, 'one'), deployment('b', id, 'two')];
    const limited = (more: Record<string, string>) =>
      namesOf(component({ ...id, ...more }), objects);
    expect(limited({ 'backstage.io/kubernetes-namespace': 'two' })).toEqual([
      'Deployment b',
    ]);
    expect(limited({ 'backstage.io/kubernetes-cluster': 'cloud' })).toEqual([]);
    expect(
      limited({ 'backstage.io/kubernetes-cluster': 'onprem' }),
    ).toHaveLength(2);
  });

  it('keeps to the places that an entity names, over clusters', () => {
    const objects = [
      ...['one', 'two', 'three'].map(place =>
        deployment('web', partOfShop, place),
      ),
      // It carries the label alone.
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'flags', namespace: 'two', labels: partOfShop },
      },
    ];
    const within = (places: string, cluster?: string) =>
      resolve(
        {
          ...component({ 'hybrid-apps.io/places': places }),
          kind: 'System',
        },
        objects,
        { cluster },
      ).members.map(
        ({ object: { kind, metadata } }) => `${kind} ${metadata.namespace}`,
      );
    expect(within('onprem/one,onprem/two')).toEqual([
      'Deployment one',
      'ConfigMap two',
      'Deployment two',
    ]);
    expect(within('cloud/one,onprem/three')).toEqual(['Deployment three']);
    expect(within('a%2Cb%2Fc/one', 'a,b/c')).toEqual(['Deployment one']);
    expect(within('')).toEqual([]);
  });

  it.each([
    'app!=nothing',
    '!nothing',
    'app in web',
    `app in (web,${'a'.repeat(10_000)})`,
    ' ',
  ])('takes nothing for the selector %.20s', selector => {
    const annotations = { 'backstage.io/kubernetes-label-selector': selector };
    const labels = { app: 'web', 'app.kubernetes.io/part-of': 'shop' };
    const system = { ...component(annotations), kind: 'System' };
    expect(namesOf(system, [deployment('web', labels)])).toEqual([]);
  });

  it('says why each object belongs', () => {
    const { members } = resolve(inventorySystem);
    const reasons = new Map(
      members.map(({ object, reason }) => [
        `${object.kind} ${object.metadata.name}`,
        `${reason.text} (${reason.fieldPath})`,
      ]),
    );
    expect(reasons.get('Deployment web')).toBe(
      'Deployment web carries the label app.kubernetes.io/part-of=inventory (metadata.labels)',
    );
    expect(reasons.get('Service mongodb')).toBe(
      'Service mongodb selects the Pods of VirtualMachine mongodb-vm (spec.selector)',
    );
  });
});

describe('a System', () => {
  const part = (kind: string, name: string, label: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-label-selector': `app.kubernetes.io/name=${label}`,
      },
    },
  });

  it('is the union of what its Components and Resources and it itself name', () => {
    const objects = [
      deployment('web', { 'app.kubernetes.io/name': 'web' }),
      deployment('db', { 'app.kubernetes.io/name': 'db' }),
      deployment('cache', { 'app.kubernetes.io/part-of': 'shop' }),
      deployment('else', { 'app.kubernetes.io/name': 'else' }),
    ];
    const shop: Entity = {
      ...component({}),
      kind: 'System',
    };
    const parts = [
      part('Component', 'web', 'web'),
      part('Resource', 'db', 'db'),
    ];
    const { members } = resolve(shop, objects, { parts });
    expect(
      members.map(({ object, entityRef }) => [object.metadata.name, entityRef]),
    ).toEqual([
      ['cache', undefined],
      ['db', 'resource:default/db'],
      ['web', 'component:default/web'],
    ]);
  });
});
