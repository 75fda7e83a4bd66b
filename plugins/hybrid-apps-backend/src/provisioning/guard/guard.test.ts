import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at } from '../../objects';
import { isProvisionable, PROVISIONABLE_KINDS } from '../kinds';
import { Terms } from '../openings';
import { guard, placed, refusedIn } from './__testUtils__/found';
import {
  of,
  service,
  pod,
  policy,
  calico,
  OTHERS,
  ours,
  hosts,
} from './__testUtils__/manifests';
import { PASSED } from './__testUtils__/passed';
import { REFUSED } from './__testUtils__/refused';
import { RULES } from './table';

/** The lines of the table that say something against a manifest, alone. */
const rulesAgainst = (manifest: Manifest, terms?: Partial<Terms>) =>
  RULES.filter(rule => {
    const placement = placed(manifest, terms);
    return guard([placement], [rule]).size > 0;
  });

describe('the guard', () => {
  it.each(
    REFUSED.map(([name, manifest, expected, terms]) => ({
      name,
      manifest,
      expected,
      terms,
    })),
  )('refuses $name', ({ manifest, expected, terms }) => {
    expect(refusedIn(manifest, terms, OTHERS)).toEqual(expected);
  });

  it.each(PASSED.map(([name, manifest, terms]) => ({ name, manifest, terms })))(
    'lets $name be',
    ({ manifest, terms }) => {
      expect(refusedIn(manifest, terms, OTHERS)).toEqual([]);
    },
  );

  it('has a case for each line of its table, which names its source', () => {
    const said = new Set<string>();
    for (const [, manifest, , terms] of REFUSED) {
      for (const { name } of rulesAgainst(manifest, terms)) {
        said.add(name);
      }
    }
    expect(
      RULES.map(({ name }) => name).filter(
        name => !name.startsWith('Pod Security') && !said.has(name),
      ),
    ).toEqual([]);
    for (const { source } of RULES) {
      expect(source).toMatch(/^https:\/\//);
    }
  });

  it.each([
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['apiregistration.k8s.io/v1', 'APIService'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
    ['discovery.k8s.io/v1', 'EndpointSlice'],
    ['v1', 'Endpoints'],
    ['v1', 'Namespace'],
    ['v1', 'Secret'],
  ])('need not know %s %s: there is none', (apiVersion, kind) => {
    expect(isProvisionable({ apiVersion, kind })).toBe(false);
  });

  it('knows what is created in the same namespace alone', () => {
    const elsewhere = OTHERS.map(other => ({
      ...other,
      metadata: { ...other.metadata, namespace: 'bank' },
    }));
    expect(refusedIn(policy({ podSelector: ours }), {}, elsewhere)).toEqual([
      'spec.podSelector',
    ]);
    expect(
      refusedIn(pod({ serviceAccountName: 'own' }), {}, elsewhere),
    ).toEqual(['spec.serviceAccountName']);
  });

  it('fails on nothing, whatever stands in a manifest', () => {
    const odd = [undefined, null, 1, 'a', [], [null], {}, { a: [[]] }];
    for (const [group, kind] of PROVISIONABLE_KINDS) {
      for (const spec of odd) {
        const manifest = of(group ? `${group}/v1` : 'v1', kind)(spec);
        expect(() => refusedIn(manifest, hosts)).not.toThrow();
      }
    }
  });

  const MEGABYTES_5 = 1_000_000;
  it.each<[string, Manifest]>([
    ['maps', pod({ a: Array(MEGABYTES_5).fill({}) })],
    ['items', pod({ volumes: Array(MEGABYTES_5).fill(1) })],
    [
      'containers of many ports',
      pod({
        containers: Array(300).fill({
          ports: Array(300).fill({ hostPort: 1 }),
        }),
      }),
    ],
    ['spaces', calico({ selector: `${' '.repeat(MEGABYTES_5)}x` })],
    ['words', calico({ selector: `a${' '.repeat(MEGABYTES_5)}=` })],
    [
      'annotations below a long name',
      service({
        ['x'.repeat(MEGABYTES_5)]: {
          annotations: Object.fromEntries(
            Array.from({ length: 100_000 }, (_, index) => [`a/${index}`, '']),
          ),
        },
      }),
    ],
    // What takes the square of these ends with the time limit of tests.
  ])('comes to an end with %s', (_, manifest) => {
    const found = guard([placed(manifest)]).get(manifest) ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found).length).toBeLessThan(100_000);
  });

  it('says no value that may be a secret', () => {
    const manifest = pod({
      containers: [{ env: [{ name: 'A', value: 's3cret' }], ports: 's3cret' }],
    });
    const all = guard([
      placed({
        ...manifest,
        metadata: { name: 'a', annotations: { 'a/b': 's3cret' } },
      }),
    ]);
    expect(all.size).toBe(1);
    expect(JSON.stringify([...all.values()])).not.toContain('s3cret');
    expect(at([...all.values()], '0', 'length')).toBeGreaterThan(1);
  });
});
