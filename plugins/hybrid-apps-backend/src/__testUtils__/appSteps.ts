import fc from 'fast-check';
import { PlainObject } from '../clusters';
import { ClusterStep } from './changingCluster';
import { anObject } from './everyWord';

const names = fc.constantFrom('a', 'b', 'c');
const namespaces = fc.constantFrom('x', 'y');
const labels = fc.record(
  { app: fc.constantFrom('a', 'b'), tier: fc.constantFrom('front', 'back') },
  { requiredKeys: [] },
);
/** What an app hangs on beside what its objects say of each other. */
const aSurrounding: fc.Arbitrary<PlainObject> = fc.oneof(
  namespaces.chain(name =>
    fc
      .option(fc.constantFrom('group:default/a', 'group:default/b', '!'))
      .map(owner => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          ...(owner && { annotations: { 'hybrid-apps.io/owner': owner } }),
        },
      })),
  ),
  fc.record({ name: names, namespace: namespaces, labels }).map(one => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: one.name, namespace: one.namespace },
    spec: { podSelector: { matchLabels: one.labels }, ingress: [] },
  })),
  fc
    .record({
      name: names,
      namespace: namespaces,
      kind: fc.constantFrom('Pod', 'Service', 'ConfigMap'),
    })
    .map(({ name, namespace, kind }) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.1`, namespace },
      involvedObject: { apiVersion: 'v1', kind, namespace, name },
      type: 'Warning',
      reason: 'Failed',
      message: 'It failed',
    })),
);

/** A change of a cluster that the app of `shopOfParts` may be on. */
export const anAppStep: fc.Arbitrary<ClusterStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        verb: fc.constantFrom('put', 'put', 'remove'),
        object: fc.oneof(
          { weight: 4, arbitrary: anObject },
          { weight: 1, arbitrary: aSurrounding },
        ),
      })
      .map(({ verb, object }) =>
        verb === 'put' ? { put: object } : { remove: object },
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      know: fc.constantFrom('pods', 'services'),
      isKnown: fc.boolean(),
    }),
  },
);
