import fc from 'fast-check';
import { PlainObject } from '../clusters';

const NAMES = ['a', 'b', 'c'];
const NAMESPACES = ['x', 'y'];
const name = fc.constantFrom(...NAMES);
const labels = fc.record(
  { app: fc.constantFrom('a', 'b'), tier: fc.constantFrom('front', 'back') },
  { requiredKeys: [] },
);
/** Few are of the app by themselves, so that most are for what they have to do with these. */
const ownLabels = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: labels },
  {
    weight: 1,
    arbitrary: fc.constant({ 'app.kubernetes.io/part-of': 'shop' }),
  },
);
const selector = fc.oneof(
  fc.record({ matchLabels: labels }),
  fc.record({
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom('app', 'tier'),
        operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: fc.array(fc.constantFrom('a', 'front'), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  }),
);

const secretVolume = name.map(secretName => ({
  name: `secret-${secretName}`,
  secret: { secretName },
}));
const volume = fc.oneof(
  secretVolume,
  name.map(one => ({ name: one, configMap: { name: one, optional: true } })),
  name.map(claimName => ({
    name: `claim-${claimName}`,
    persistentVolumeClaim: { claimName },
  })),
);
const vmVolume = fc.oneof(
  secretVolume,
  name.map(one => ({ name: one, dataVolume: { name: one } })),
);
const container = fc
  .constantFrom('a', 'a.y', 'b.x.svc', 'nobody')
  .map(host => ({
    name: 'main',
    env: [{ name: 'DB_HOST', value: host }],
  }));

/** Specs in which each kind says all that it can of others, in a world so small that they meet. */
const SPECS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'v1 Service': fc.record({ selector: labels }),
  'v1 ConfigMap': fc.constant({}),
  'v1 PersistentVolumeClaim': fc.constant({}),
  'v1 Pod': fc.record({
    containers: fc.tuple(container),
    volumes: fc.array(volume, { maxLength: 2 }),
  }),
  'apps/v1 Deployment': fc.record({
    template: fc.record({
      metadata: fc.record({ labels }),
      spec: fc.record({
        containers: fc.tuple(container),
        volumes: fc.array(volume, { maxLength: 2 }),
      }),
    }),
  }),
  'apps/v1 StatefulSet': fc.record({
    volumeClaimTemplates: fc.tuple(
      name.map(one => ({ metadata: { name: one } })),
    ),
    template: fc.record({ metadata: fc.record({ labels }) }),
  }),
  'kubevirt.io/v1 VirtualMachine': fc.record({
    template: fc.record({
      metadata: fc.record({ labels }),
      spec: fc.record({ volumes: fc.array(vmVolume, { maxLength: 2 }) }),
    }),
  }),
  'cdi.kubevirt.io/v1beta1 DataVolume': fc.constant({}),
  'networking.k8s.io/v1 Ingress': fc.record({
    defaultBackend: name.map(one => ({ service: { name: one } })),
    tls: fc.tuple(name.map(secretName => ({ secretName }))),
  }),
  'gateway.networking.k8s.io/v1 Gateway': fc.record({
    listeners: fc.tuple(
      fc
        .record({ name, from: fc.constantFrom('All', 'Same') })
        .map(({ name: one, from }) => ({
          tls: { certificateRefs: [{ name: one }] },
          allowedRoutes: { namespaces: { from } },
        })),
    ),
  }),
  'gateway.networking.k8s.io/v1 ListenerSet': fc.record({
    parentRef: fc.record({ name, namespace: fc.constantFrom(...NAMESPACES) }),
    listeners: fc.tuple(
      name.map(one => ({ tls: { certificateRefs: [{ name: one }] } })),
    ),
  }),
  'gateway.networking.k8s.io/v1 HTTPRoute': fc.record({
    parentRefs: fc.tuple(
      fc.record({
        name,
        namespace: fc.constantFrom(...NAMESPACES),
        kind: fc.constantFrom('Gateway', 'ListenerSet'),
      }),
    ),
    rules: fc.tuple(
      fc
        .record({ name, namespace: fc.constantFrom(...NAMESPACES) })
        .map(one => ({ backendRefs: [one] })),
    ),
  }),
  'gateway.networking.k8s.io/v1beta1 ReferenceGrant': fc
    .constantFrom(...NAMESPACES)
    .map(namespace => ({
      from: [
        { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace },
      ],
      to: [{ group: '', kind: 'Service' }],
    })),
  'cert-manager.io/v1 Certificate': fc.record({ secretName: name }),
  'autoscaling/v2 HorizontalPodAutoscaler': name.map(one => ({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: one },
  })),
  'policy/v1 PodDisruptionBudget': fc.record({ selector }),
};

const nameOf = (kind: string, one: string) =>
  kind === 'PersistentVolumeClaim'
    ? fc.constantFrom(one, `${one}-a-0`)
    : fc.constant(one);

/** An object of a random kind that names and selects others, some with an owner. */
export const anObject: fc.Arbitrary<PlainObject> = fc
  .constantFrom(...Object.keys(SPECS))
  .chain(type => {
    const [apiVersion, kind] = type.split(' ');
    return fc.record({
      apiVersion: fc.constant(apiVersion),
      kind: fc.constant(kind),
      metadata: fc
        .record({
          name: name.chain(one => nameOf(kind, one)),
          namespace: fc.constantFrom(...NAMESPACES),
          labels: ownLabels,
          owner: fc.option(
            fc.record({
              apiVersion: fc.constantFrom('apps/v1', 'example.com/v1'),
              kind: fc.constantFrom('Deployment', 'StatefulSet', 'Cluster'),
              name,
            }),
            { nil: undefined },
          ),
        })
        .map(({ owner, ...metadata }) => ({
          ...metadata,
          ...(owner && {
            ownerReferences: [
              {
                ...owner,
                // The uid that a store gives an object that has none.
                uid: [
                  owner.apiVersion,
                  owner.kind,
                  metadata.namespace,
                  owner.name,
                ].join('/'),
                controller: true,
              },
            ],
          }),
        })),
      spec: SPECS[type],
    });
  });

/** Each name of a kind once, as a cluster has it. */
export const cluster: fc.Arbitrary<PlainObject[]> = fc.uniqueArray(anObject, {
  maxLength: 40,
  size: 'max',
  selector: ({ kind, metadata: { name: own, namespace } }) =>
    `${kind} ${namespace}/${own}`,
});
