import fc from 'fast-check';
import { PlainObject } from '../clusters';
import { ClusterStep } from './changingCluster';
import { anObject } from './everyWord';

const name = fc.constantFrom('a', 'b', 'c');
const namespace = fc.constantFrom('x', 'y');
const labels = fc.record(
  { app: fc.constantFrom('a', 'b'), tier: fc.constantFrom('front', 'back') },
  { requiredKeys: [] },
);
const podSelector = labels.map(matchLabels => ({ matchLabels }));
const port = fc.oneof(
  fc.constantFrom({ port: 80 }, { port: 'http' }, { protocol: 'UDP' }),
);
const container = {
  name: 'main',
  image: 'web',
  ports: [{ name: 'http', containerPort: 80 }],
};
const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({
    namespaceSelector: fc.constantFrom(
      {},
      { matchLabels: { 'kubernetes.io/metadata.name': 'y' } },
    ),
    podSelector,
  }),
  fc.constant({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.1/32'] } }),
);
const rules = (peers: 'from' | 'to') =>
  fc.array(
    fc.record({
      [peers]: fc.array(peer, { maxLength: 2 }),
      ports: fc.array(port, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  );

const owner = (kind: string, apiVersion: string, owned: string) => ({
  apiVersion,
  kind,
  name: owned,
  controller: true,
});

/** What a Deployment comes to; now and then it is not the one that was there. */
const aRollout: fc.Arbitrary<PlainObject> = fc
  .record({
    of: fc.constantFrom('ReplicaSet', 'Pod'),
    name,
    namespace,
    labels,
    uid: fc.constantFrom('1', '2'),
    ip: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    phase: fc.constantFrom('Running', 'Running', 'Succeeded'),
    noise: fc.constantFrom('some', 'other'),
  })
  .map(one => {
    const isPod = one.of === 'Pod';
    const above = isPod ? 'ReplicaSet' : 'Deployment';
    return {
      apiVersion: isPod ? 'v1' : 'apps/v1',
      kind: one.of,
      metadata: {
        name: one.name,
        namespace: one.namespace,
        uid: `${one.namespace}/${one.of}/${one.name}/${one.uid}`,
        labels: one.labels,
        annotations: { note: one.noise },
        ownerReferences: [
          {
            ...owner(above, 'apps/v1', one.name),
            uid: isPod
              ? `${one.namespace}/${above}/${one.name}/1`
              : `apps/v1/${above}/${one.namespace}/${one.name}`,
          },
        ],
      },
      ...(isPod
        ? {
            spec: { containers: [container] },
            status: {
              phase: one.phase,
              podIP: one.ip,
              podIPs: [{ ip: one.ip }],
              message: one.noise,
            },
          }
        : {
            spec: {
              template: {
                metadata: { labels: one.labels },
                spec: { containers: [container] },
              },
            },
          }),
    };
  });

const CALICO = 'projectcalico.org/v3';
const calicoSpec = fc.record({
  selector: fc.constantFrom("app == 'a'", 'all()', 'broken =='),
  order: fc.constantFrom(1, 2),
  ingress: fc.array(
    fc.record({
      action: fc.constantFrom('Allow', 'Deny', 'Pass'),
      source: fc.constantFrom({}, { selector: "tier == 'front'" }),
    }),
    { maxLength: 2 },
  ),
});

const aPolicy: fc.Arbitrary<PlainObject> = fc.oneof(
  fc
    .record({
      name,
      namespace,
      spec: fc.record(
        { podSelector, ingress: rules('from'), egress: rules('to') },
        { requiredKeys: ['podSelector'] },
      ),
    })
    .map(one => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: one.name, namespace: one.namespace },
      spec: one.spec,
    })),
  fc
    .record({
      kind: fc.constantFrom('NetworkPolicy', 'StagedNetworkPolicy'),
      name,
      namespace,
      spec: calicoSpec,
    })
    .map(({ kind, spec, ...metadata }) => ({
      apiVersion: CALICO,
      kind,
      metadata,
      spec,
    })),
  fc.record({ name, spec: calicoSpec }).map(one => ({
    apiVersion: CALICO,
    kind: 'GlobalNetworkPolicy',
    metadata: { name: one.name },
    spec: one.spec,
  })),
);

const aPlace: fc.Arbitrary<PlainObject> = fc.oneof(
  fc.record({ name: namespace, labels }).map(metadata => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        'kubernetes.io/metadata.name': metadata.name,
      },
    },
  })),
  fc
    .record({
      name,
      namespace,
      selector: labels,
      targetPort: fc.constantFrom(80, 'http'),
      type: fc.constantFrom('ClusterIP', 'NodePort'),
    })
    .map(one => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: one.name, namespace: one.namespace },
      spec: {
        type: one.type,
        selector: one.selector,
        ports: [{ port: 80, targetPort: one.targetPort }],
      },
    })),
  fc.constantFrom('calico-node', 'kube-flannel-ds').map(one => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: one, namespace: 'kube-system' },
    spec: {
      template: {
        metadata: { labels: { app: one } },
        spec: {
          hostNetwork: true,
          containers: [{ name: one.replace('-ds', ''), image: `${one}:v1` }],
        },
      },
    },
  })),
);

/** What may happen to a cluster that policy may, or may not, have something to say of. */
export const aPolicyStep: fc.Arbitrary<ClusterStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        isRemoved: fc.constantFrom(false, false, false, true),
        object: fc.oneof(anObject, aRollout, aPolicy, aPlace),
      })
      .map(({ isRemoved, object }) =>
        isRemoved ? { remove: object } : { put: object },
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      know: fc.constantFrom('pods', 'namespaces', 'services'),
      isKnown: fc.constantFrom(true, true, false),
    }),
  },
);
