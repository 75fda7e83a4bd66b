import { Entity } from '@backstage/catalog-model';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { drawOn } from '../__testUtils__/drawn';
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
