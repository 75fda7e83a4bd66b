/** Models that are built of what others were built of before. */
import fc from 'fast-check';
import { createPolicyModel } from './index';
import type { PolicyModel } from './index';
import { clusterArbitrary, everythingOf } from './__testUtils__/arbitrary';
import { deployment, object } from './__testUtils__/objects';
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

describe('a model of objects that were read before', () => {
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
