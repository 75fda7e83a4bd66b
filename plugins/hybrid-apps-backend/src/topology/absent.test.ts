import { Entity } from '@backstage/catalog-model';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { drawOn } from '../__testUtils__/drawn';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { summarizeApp } from './summarizeApp';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop', namespace: 'default' },
};

/** How what the Pods of `web` name and is not there is judged, and the app with it. */
function judged(spec: object, knowledge?: KindKnowledge[]) {
  const stores = [
    createStoreFromObjects(
      'onprem',
      [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: {
            name: 'web',
            namespace: 'shop',
            labels: { 'app.kubernetes.io/part-of': 'shop' },
          },
          spec: { replicas: 0, template: { spec } },
        },
      ],
      { knowledge },
    ),
  ];
  const topology = drawOn(stores, { entity: shop, parts: [] });
  return [
    topology.nodes.find(({ name }) => name === 'extra')?.status.health,
    summarizeApp(topology).health,
  ];
}

const named = (optional?: boolean) => ({
  name: 'extra',
  ...(optional !== undefined && { optional }),
});
const volume = (source: object) => ({ volumes: [{ name: 'v', ...source }] });
const container = (body: object) => ({ containers: [{ name: 'c', ...body }] });

const PLACES: Array<[string, (optional?: boolean) => object]> = [
  ['a volume', optional => volume({ configMap: named(optional) })],
  [
    'a projected volume',
    optional =>
      volume({ projected: { sources: [{ configMap: named(optional) }] } }),
  ],
  [
    'a variable',
    optional =>
      container({
        env: [
          {
            name: 'A',
            valueFrom: { configMapKeyRef: { ...named(optional), key: 'a' } },
          },
        ],
      }),
  ],
  [
    'the environment',
    optional => container({ envFrom: [{ configMapRef: named(optional) }] }),
  ],
];

describe('what is named and not there', () => {
  it.each([
    ['shop', 'degraded'],
    ['bank', 'unknown'],
  ])(
    'is one where ConfigMaps are known in %s alone: %s',
    (namespace, health) => {
      const [, place] = PLACES[0];
      const knowledge: KindKnowledge = {
        cluster: 'onprem',
        kind: 'configmaps',
        state: 'partial',
        namespaces: [namespace],
      };
      expect(judged(place(), [knowledge])[0]).toBe(health);
    },
  );

  it.each(PLACES)('is no fault where %s can do without', (_, place) => {
    expect(judged(place(true))).toEqual(['unjudged', 'stopped']);
  });

  it.each(PLACES)('is one where %s cannot', (_, place) => {
    expect(judged(place())).toEqual(['degraded', 'degraded']);
    expect(judged(place(false))).toEqual(['degraded', 'degraded']);
  });

  it.each([
    [true, false],
    [false, true],
  ])('is one where one of two cannot: %s, %s', (first, second) => {
    expect(
      judged(
        container({
          envFrom: [first, second].map(optional => ({
            configMapRef: named(optional),
          })),
        }),
      ),
    ).toEqual(['degraded', 'degraded']);
  });
});

describe('an instance type that is named', () => {
  const label = { 'app.kubernetes.io/part-of': 'shop' };
  const vm = (spec: object) => ({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'till', namespace: 'shop', labels: label },
    spec: { template: { spec: { domain: {} } }, ...spec },
  });
  /** What every namespace of a cluster has. */
  const ofCluster = [
    { kind: 'ServiceAccount', name: 'default' },
    { kind: 'ConfigMap', name: 'kube-root-ca.crt' },
  ].map(({ kind, name }) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'shop' },
  }));
  const m1 = {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineClusterInstancetype',
    metadata: { name: 'm1' },
  };
  function drawn(...objects: PlainObject[]) {
    const store = createStoreFromObjects('onprem', objects);
    const { nodes, edges } = drawOn([store], { entity: shop, parts: [] });
    const node = nodes.find(({ name }) => name === 'm1');
    const edge = edges.find(({ target }) => target === node?.id);
    return { node, edge };
  }

  it('is what the VM uses', () => {
    const { node, edge } = drawn(vm({ instancetype: { name: 'm1' } }), m1);
    expect(node?.status.health).not.toBe('degraded');
    expect(edge).toMatchObject({
      source: 'onprem/shop/kubevirt.io/VirtualMachine/till',
      relation: 'uses',
      evidence: { fieldPath: 'spec.instancetype', value: 'm1' },
    });
  });

  it('is also the one that KubeVirt found by a volume', () => {
    const found = {
      ...vm({ instancetype: { inferFromVolume: 'boot' } }),
      status: { instancetypeRef: { name: 'm1' } },
    };
    expect(drawn(found, m1).edge?.relation).toBe('uses');
  });

  it('is missed where it is not there, but by who has a copy of it', () => {
    const { node } = drawn(vm({ instancetype: { name: 'm1' } }), ...ofCluster);
    expect(node?.status).toMatchObject({
      health: 'degraded',
      message:
        'VirtualMachineClusterInstancetype m1 does not exist on cluster onprem',
    });
    const copied = vm({ instancetype: { name: 'm1', revisionName: 'm1-1' } });
    expect(drawn(copied, ...ofCluster).node?.status.health).toBe('unjudged');
  });

  it('is not known of a folder of manifests', () => {
    expect(drawn(vm({ instancetype: { name: 'm1' } })).node?.status).toEqual({
      health: 'unknown',
      message: 'Whether it is on cluster onprem is not known',
    });
  });
});
