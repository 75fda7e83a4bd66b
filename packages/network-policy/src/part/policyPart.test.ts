import fc from 'fast-check';
import { createPolicyModel, diffConnections, policyPart } from '../index';
import type { PolicyModel, PolicyModelOptions } from '../index';
import {
  clusterArbitrary,
  everythingOf,
  secondaryNetworkArbitrary,
} from '../__testUtils__/arbitrary';
import { pathsOf, withValue } from '../__testUtils__/damage';
import type { Path } from '../__testUtils__/damage';
import { EVERY_KIND, SURROUNDINGS } from '../__testUtils__/everyKind';
import { deployment, object, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

const partsOf = (objects: readonly Manifest[], options?: PolicyModelOptions) =>
  objects.flatMap(each => policyPart(each, options) ?? []);

/** Everything that a model answers; what is asked of two workloads stands for all questions. */
function answersOf(model: PolicyModel) {
  const [first, second = first] = model.workloads;
  return {
    connections: model.connections({ granularity: 'pod' }),
    postures: model.postures(),
    findings: model.findings(),
    waysIn: model.waysIn(),
    networks: model.networks,
    problems: model.problems,
    answer: first && [
      model.evaluate({ source: first, destination: second, port: 80 }),
      model.evaluate({ source: second, destination: first, port: 81 }),
    ],
  };
}

const namesOfKind = EVERY_KIND.map(
  each => [`${each.kind} of ${each.apiVersion}`, each] as const,
);

/** What API servers, controllers and people put on objects without a say in reachability. */
const withNoise = (manifest: Manifest): Manifest => {
  const { metadata, status, ...rest } = manifest;
  return {
    ...rest,
    metadata: {
      ...(metadata as object),
      resourceVersion: '7',
      generation: 2,
      creationTimestamp: '2020-01-01T00:00:00Z',
      managedFields: [{ manager: 'kubelet' }],
      finalizers: ['example.org/last'],
      annotations: {
        ...(metadata as { annotations?: object }).annotations,
        'example.org/note': 'some text',
      },
    },
    status: {
      ...(status as object | undefined),
      conditions: [{ type: 'Ready', status: 'True' }],
      observedGeneration: 2,
      containerStatuses: [{ name: 'main', restartCount: 3 }],
    },
  };
};

describe('policyPart', () => {
  it('answers the same in the place of the objects', () => {
    fc.assert(
      fc.property(
        fc.oneof(clusterArbitrary, secondaryNetworkArbitrary).map(everythingOf),
        fc.record({
          enforceStaged: fc.boolean(),
          network: fc.constantFrom(undefined, 'a/lan'),
        }),
        (objects, { enforceStaged, network }) => {
          const options = {
            enforceStaged,
            ...(network === undefined ? {} : { network }),
          };
          const noisy = objects.map(withNoise);
          const [whole, part] = [noisy, partsOf(noisy)].map(each =>
            createPolicyModel(each, options),
          );
          expect(answersOf(part)).toEqual(answersOf(whole));
          expect(diffConnections(whole, part)).toMatchObject({
            added: [],
            removed: [],
          });
        },
      ),
      runs,
    );
  });

  it('answers the same of workloads that are told beside those that are known', () => {
    const workloads = { 'argoproj.io/Rollout': ['spec', 'template'] };
    const rollout = {
      ...deployment('shop/web', { app: 'web' }),
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
    };
    const objects = [...SURROUNDINGS, rollout];
    const model = createPolicyModel(partsOf(objects, { workloads }), {
      workloads,
    });
    expect(model.workloads).toContainEqual({
      type: 'workload',
      namespace: 'shop',
      name: 'web',
      kind: 'Rollout',
    });
    expect(answersOf(model)).toEqual(
      answersOf(createPolicyModel(objects, { workloads })),
    );
    expect(policyPart(rollout)).toBeUndefined();
  });

  it.each(namesOfKind)('answers the same of a damaged %s', (_, manifest) => {
    const options = { enforceStaged: true };
    const different = pathsOf(manifest).filter(path =>
      [7.5, 'some text', { some: 'text' }, ['some text'], null].some(value => {
        const objects = [...SURROUNDINGS, withValue(manifest, path, value)];
        // What does not tell of which kind it is has no part.
        if (path[0] === 'apiVersion' || path[0] === 'kind') {
          return false;
        }
        const [whole, part] = [objects, partsOf(objects)].map(each =>
          JSON.stringify(
            answersOf(createPolicyModel(each, options)),
            (_key, answer) =>
              typeof answer === 'bigint' ? `${answer}` : answer,
          ),
        );
        return whole !== part;
      }),
    );
    expect(different).toEqual([]);
  });

  it.each(namesOfKind)('is all that is read of %s', (_, manifest) => {
    const { status, ...part } = policyPart(manifest) ?? {};
    const { status: read, ...rest } = manifest;
    expect(part).toEqual(rest);
    // That a Pod runs is what counts if nothing else is said.
    expect({ phase: 'Running', ...(status as object) }).toEqual({
      phase: 'Running',
      ...(read as object),
    });
  });

  it.each(namesOfKind)(
    'stays the same where nothing changes that is read of %s',
    (_, manifest) => {
      const part = policyPart(manifest);
      expect(policyPart(withNoise(manifest))).toEqual(part);
      expect(policyPart(part)).toEqual(part);
    },
  );

  const running = pod(
    'shop/db',
    { app: 'db' },
    { nodeName: 'n1', containers: [{ name: 'main', image: 'db:1' }] },
    { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] },
    { uid: 'a-b' },
  );
  const service = object(
    'v1',
    'Service',
    'db',
    { spec: { selector: { app: 'db' }, ports: [{ port: 80 }] } },
    { namespace: 'shop', labels: { app: 'db' } },
  );
  const slice = object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    'db-1',
    {
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { ready: true, serving: true },
        },
      ],
    },
    { namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
  );
  const cases: [string, Manifest, Path, unknown][] = [
    ["a Pod's phase", running, ['status', 'phase'], 'Pending'],
    ["a Pod's image", running, ['spec', 'containers', 0, 'image'], 'db:2'],
    ["a Pod's uid", running, ['metadata', 'uid'], 'c-d'],
    ["a Service's labels", service, ['metadata', 'labels', 'app'], 'x'],
    [
      'a condition of an endpoint',
      slice,
      ['endpoints', 0, 'conditions', 'serving'],
      false,
    ],
  ];
  it.each(cases)('does not change with %s', (_, manifest, path, value) => {
    expect(policyPart(withValue(manifest, path, value))).toEqual(
      policyPart(manifest),
    );
  });

  const telling: typeof cases = [
    ["a Pod's end", running, ['status', 'phase'], 'Failed'],
    ["a Pod's address", running, ['status', 'podIPs', 0, 'ip'], '10.0.0.2'],
    ["a Pod's labels", running, ['metadata', 'labels', 'app'], 'x'],
    ["a Service's selector", service, ['spec', 'selector', 'app'], 'x'],
    [
      'an endpoint that is not ready',
      slice,
      ['endpoints', 0, 'conditions', 'ready'],
      false,
    ],
  ];
  it.each(telling)('changes with %s', (_, manifest, path, value) => {
    expect(policyPart(withValue(manifest, path, value))).not.toEqual(
      policyPart(manifest),
    );
  });

  it('is of kinds alone that have a part in reachability', () => {
    expect(
      [
        object('v1', 'ConfigMap', 'settings', { data: {} }),
        { kind: 'Pod' },
        'some text',
        null,
      ].map(each => policyPart(each)),
    ).toEqual([undefined, undefined, undefined, undefined]);
    expect(
      policyPart(
        object(
          'cilium.io/v2',
          'CiliumNetworkPolicy',
          'web',
          { spec: { endpointSelector: {} } },
          { namespace: 'shop' },
        ),
      ),
    ).toEqual({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'web', namespace: 'shop' },
    });
  });
});
