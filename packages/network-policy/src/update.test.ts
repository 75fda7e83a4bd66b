/** Models that are built of what others were built of before. */
import fc from 'fast-check';
import { createPolicyModel, diffConnections } from './index';
import type {
  ConnectionChange,
  ConnectionDiff,
  PeerInput,
  PolicyModel,
} from './index';
import {
  clusterArbitrary,
  everythingOf,
  secondaryNetworkArbitrary,
} from './__testUtils__/arbitrary';
import {
  deployment,
  namespace,
  networkPolicy,
  object,
  pod,
} from './__testUtils__/objects';
import type { Manifest } from './__testUtils__/objects';

const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

const answersOf = (model: PolicyModel) => ({
  connections: model.connections({ granularity: 'pod' }),
  postures: model.postures(),
  findings: model.findings(),
  waysIn: model.waysIn(),
});

const referenceOf = ({ apiVersion, kind, metadata }: Manifest) => ({
  apiVersion: `${apiVersion}`,
  kind: `${kind}`,
  ...(metadata as { name: string; namespace?: string }),
});

const relabelled = (manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: { ...(manifest.metadata as object), labels: { app: 'y' } },
});

/** What a change makes of an object; nothing where it is gone. */
type Turn = (manifest: Manifest, step: number) => Manifest | undefined;

const part = (manifest: Manifest, key: string): Record<string, unknown> => {
  const { [key]: value = {} } = manifest as Record<string, object>;
  return { ...value };
};

const withLabels = (manifest: Manifest, labels: object): Manifest => {
  const metadata = part(manifest, 'metadata');
  return {
    ...manifest,
    metadata: {
      ...metadata,
      labels: { ...(metadata.labels ?? {}), ...labels },
    },
  };
};

/** What happens to the objects of a cluster. */
const TURNS: Readonly<Record<string, Turn>> = {
  goes: () => undefined,
  'comes back': each => each,
  'is labelled as no selector asks': (each, step) =>
    withLabels(each, { 'pod-template-hash': `h${step}` }),
  'is labelled': each => withLabels(each, { app: 'y' }),
  'cannot be read': each => ({
    ...each,
    metadata: { ...part(each, 'metadata'), labels: 7 },
  }),
  ends: each => ({
    ...each,
    status: { ...part(each, 'status'), phase: 'Succeeded' },
  }),
  'has another address': (each, step) => ({
    ...each,
    status: { ...part(each, 'status'), podIPs: [{ ip: `10.9.0.${step + 1}` }] },
  }),
  'is on another node': each => ({
    ...each,
    spec: { ...part(each, 'spec'), nodeName: 'n2' },
    status: { ...part(each, 'status'), hostIP: '192.168.0.2' },
  }),
  'has another service account': each => ({
    ...each,
    spec: { ...part(each, 'spec'), serviceAccountName: 'other' },
  }),
  'is under other policies': each =>
    each.kind === 'NetworkPolicy'
      ? { ...each, spec: { podSelector: {} } }
      : each,
};

const changesIn = (diff: ConnectionDiff): ConnectionChange[] =>
  Object.values(diff).flat();

const sortedCauses = (diff: ConnectionDiff) =>
  changesIn(diff).map(change => ({
    ...change,
    causes: change.causes.map(each => JSON.stringify(each)).sort(),
  }));

/** What is told of a Service, or that there is none that can be asked about. */
function toldOf(model: PolicyModel, destination: PeerInput) {
  const [source] = model.workloads;
  try {
    return source && model.evaluate({ source, destination, port: 80 });
  } catch (error) {
    return `${error}`;
  }
}

const SERVICES = ['a/svc', 'b/headless', 'b/named', 'a/external'].map(path => {
  const [within, name] = path.split('/');
  return { namespace: within, name, kind: 'Service' };
});

const evaluations = (model: PolicyModel) =>
  SERVICES.map(each => toldOf(model, each));

const keyOf = (manifest: Manifest) => JSON.stringify(referenceOf(manifest));

describe('a model of objects that were read before', () => {
  it('answers after each of many small changes like one that is built of copies', () => {
    fc.assert(
      fc.property(
        fc
          .oneof(clusterArbitrary, secondaryNetworkArbitrary)
          .map(everythingOf)
          .chain(objects =>
            fc.record({
              objects: fc.constant(objects),
              steps: fc.array(
                fc.record({
                  which: fc.constantFrom(
                    ...objects,
                    ...objects.filter(each => each.kind === 'Pod'),
                  ),
                  turn: fc.constantFrom(...Object.keys(TURNS)),
                }),
                { minLength: 1, maxLength: 6 },
              ),
            }),
          ),
        fc.constantFrom({}, { network: 'a/lan' }, { enforceStaged: true }),
        ({ objects, steps }, options) => {
          const current = new Map(objects.map(each => [keyOf(each), each]));
          let model = createPolicyModel(objects, options);
          let built = model;
          steps.forEach(({ which, turn }, step) => {
            const key = keyOf(which);
            const now = TURNS[turn](current.get(key) ?? which, step);
            if (now) {
              current.set(key, now);
            } else {
              current.delete(key);
            }
            // What was asked before is not to be told after.
            answersOf(model);
            const updated = model.update(
              now ? { apply: [now] } : { remove: [referenceOf(which)] },
            );
            const afresh = createPolicyModel(
              structuredClone([...current.values()]),
              options,
            );
            expect(answersOf(updated)).toEqual(answersOf(afresh));
            expect(evaluations(updated)).toEqual(evaluations(afresh));
            expect(sortedCauses(diffConnections(model, updated))).toEqual(
              sortedCauses(diffConnections(built, afresh)),
            );
            model = updated;
            built = afresh;
          });
        },
      ),
      runs,
    );
  });

  it('answers after an update like one that is built of copies', () => {
    fc.assert(
      fc.property(
        clusterArbitrary.map(everythingOf).chain(objects =>
          fc.record({
            objects: fc.constant(objects),
            changed: fc.subarray(objects),
            removed: fc.subarray(objects, { maxLength: 2 }),
          }),
        ),
        ({ objects, changed, removed }) => {
          const model = createPolicyModel(objects);
          // What was asked before is not to be told after.
          answersOf(model);
          const stay = changed.filter(each => !removed.includes(each));
          const apply = stay.map(relabelled);
          const updated = model.update({
            apply,
            remove: removed.map(referenceOf),
          });
          const after = structuredClone([
            ...objects.filter(
              each => !stay.includes(each) && !removed.includes(each),
            ),
            ...apply,
          ]);
          expect(answersOf(updated)).toEqual(
            answersOf(createPolicyModel(after)),
          );
        },
      ),
      runs,
    );
  });

  const onNode = (name: string, spec: Record<string, unknown>, labels = {}) =>
    pod(`shop/${name}`, labels, spec, { podIP: '10.0.0.1' });
  const web = { app: 'web' };
  const others = { app: 'batch' };

  it.each([
    [
      'a Pod comes under the policy of its neighbours',
      onNode('moves', {}, others),
      onNode('moves', {}, web),
    ],
    [
      'a Pod comes to the node of one on the host network',
      onNode('moves', { nodeName: 'n1' }, web),
      onNode('moves', { nodeName: 'n2' }, web),
    ],
  ])('tells of all that changes where %s', (_, was, is) => {
    const around = [
      namespace('shop'),
      onNode('web', { nodeName: 'n1' }, web),
      onNode('batch', { nodeName: 'n1' }, others),
      pod('shop/agent', {}, { hostNetwork: true, nodeName: 'n2' }),
      networkPolicy('shop/web', { podSelector: { matchLabels: web } }),
    ];
    const before = createPolicyModel([...around, was]);
    const diff = diffConnections(before, before.update({ apply: [is] }));
    expect(diff).toEqual(
      diffConnections(
        createPolicyModel([...around, was]),
        createPolicyModel([...around, is]),
      ),
    );
    expect(changesIn(diff)).not.toEqual([]);
  });

  it('reads a kind of workloads by the template that is told each time', () => {
    const podSpec = { containers: [{ name: 'main' }] };
    const rollout = object(
      'argoproj.io/v1alpha1',
      'Rollout',
      'web',
      {
        spec: {
          template: { metadata: { labels: { app: 'web' } }, spec: podSpec },
          other: {
            metadata: { labels: { app: 'web' } },
            spec: { ...podSpec, hostNetwork: true },
          },
        },
      },
      { namespace: 'shop' },
    );
    const isOnHost = (path: string) =>
      createPolicyModel([rollout, deployment('shop/db', { app: 'db' })], {
        workloads: { 'argoproj.io/Rollout': ['spec', path] },
      }).posture({ namespace: 'shop', name: 'web' }).hostNetwork;
    expect(['template', 'other', 'template'].map(isOnHost)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
