/** What policies cannot tell apart costs them nothing. */
import fc from 'fast-check';
import { createPolicyModel } from '../index';
import type { PolicyModel } from '../index';
import { translatePolicies } from '../dialects';
import { collectInventory } from '../endpoints/collect';
import { POD_TEMPLATES } from '../endpoints/workloads';
import { parseAll } from '../objects/parseAll';
import { clusterArbitrary, everythingOf } from '../__testUtils__/arbitrary';
import { gnp } from '../__testUtils__/calico';
import { networkPolicy, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';
import { buildModel } from './build';

const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

const answersOf = (model: PolicyModel) => ({
  connections: model.connections({ granularity: 'pod' }),
  postures: model.postures(),
  findings: model.findings(),
  waysIn: model.waysIn(),
});

function classesIn(objects: readonly Manifest[]): number {
  const inventory = collectInventory(parseAll(objects, []), [], POD_TEMPLATES);
  const policies = translatePolicies(inventory, { enforceStaged: false });
  return buildModel(inventory, policies).classes.all.length;
}

const metadataOf = ({ metadata }: Manifest) =>
  metadata as { name: string; labels?: Record<string, string> };

const eachPod = (
  objects: readonly Manifest[],
  map: (pod: Manifest, index: number) => Manifest[],
): Manifest[] =>
  objects.flatMap((manifest, index) =>
    manifest.kind === 'Pod' ? map(manifest, index) : [manifest],
  );

/** Beside each Pod one of the same kind that was just made. */
const withReplicas = (objects: readonly Manifest[]): Manifest[] =>
  eachPod(objects, each => {
    const { status: _, ...made } = each;
    const metadata = metadataOf(each);
    const replica = { ...metadata, name: `${metadata.name}-replica` };
    return [each, { ...made, metadata: replica }];
  });

/** What controllers put on Pods, each another value: no selector names them. */
const withNoise = (objects: readonly Manifest[]): Manifest[] =>
  eachPod(objects, (each, index) => {
    const metadata = metadataOf(each);
    const labels = {
      'apps.kubernetes.io/pod-index': `${index}`,
      ...metadata.labels,
      'statefulset.kubernetes.io/pod-name': `pod-${index}`,
    };
    return [{ ...each, metadata: { ...metadata, labels } }];
  });

describe('classes of endpoints', () => {
  it('labels that no selector names change no answer, and make no class', () => {
    fc.assert(
      fc.property(clusterArbitrary.map(everythingOf), cluster => {
        const objects = withReplicas(cluster);
        const noisy = withNoise(objects);
        expect(answersOf(createPolicyModel(noisy))).toEqual(
          answersOf(createPolicyModel(objects)),
        );
        expect(classesIn(noisy)).toBe(classesIn(objects));
      }),
      runs,
    );
  });

  const replicas = ['a', 'b', 'c'].map(name =>
    pod(`shop/${name}`, { app: 'web', replica: name, team: `of-${name}` }),
  );
  const policyOf = (podSelector: object) =>
    networkPolicy('shop/all', { podSelector });
  it.each([
    ['nobody asks', [], 1],
    ['all Pods are meant', [policyOf({})], 1],
    ['an equal label is asked', [policyOf({ matchLabels: { app: 'web' } })], 1],
    [
      'a label is asked that differs',
      [policyOf({ matchLabels: { replica: 'a' } })],
      3,
    ],
    [
      'its absence is asked',
      [
        policyOf({
          matchExpressions: [{ key: 'replica', operator: 'DoesNotExist' }],
        }),
      ],
      3,
    ],
    ['has() names it', [gnp('all', { selector: 'has(replica)' })], 3],
    ['all() names none', [gnp('all', { selector: 'all()' })], 1],
    [
      'a rule names it',
      [
        gnp('all', {
          selector: 'all()',
          ingress: [
            { action: 'Allow', source: { notSelector: '!(team == "x")' } },
          ],
        }),
      ],
      3,
    ],
    [
      "a rule's own side names it",
      [
        gnp('all', {
          selector: 'all()',
          ingress: [
            {
              action: 'Allow',
              destination: { selector: 'team starts with "of"' },
            },
          ],
        }),
      ],
      3,
    ],
    [
      'namespaces are asked by a label of that name',
      [gnp('all', { namespaceSelector: 'has(team)' })],
      1,
    ],
  ])('three replicas where %s', (_, policies, count) => {
    expect(classesIn([...replicas, ...policies])).toBe(count);
  });

  it('tells of the Pod that is asked about, whichever stands for its class', () => {
    const { ingress } = createPolicyModel([
      ...replicas,
      networkPolicy('shop/all', {
        podSelector: {},
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }] }],
      }),
    ]).evaluate({
      source: { namespace: 'shop', name: 'b' },
      destination: { namespace: 'shop', name: 'c' },
      port: 80,
    });
    expect(ingress.nearest?.lacks[0].message).toBe(
      'shop/b[Pod] (labels app=web,replica=b,team=of-b) is not among pods app=x in namespace shop',
    );
  });
});
