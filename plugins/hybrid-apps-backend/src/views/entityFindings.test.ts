import { Entity } from '@backstage/catalog-model';
import { Finding } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
import { entityFindings } from './entityFindings';

const A = 'group:default/team-a';
const B = 'group:default/team-b';
const OWNER = 'backstage.io/owner';

const namespace = (name: string, owner?: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(owner && { annotations: { [OWNER]: owner } }) },
});
const deployment = (
  name: string,
  place: string,
  owner?: string,
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: place,
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    ...(owner !== undefined && { annotations: { [OWNER]: owner } }),
  },
});
const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
  relations: [{ type: 'ownedBy', targetRef: A }],
};

function findingsOf(
  objects: readonly PlainObject[],
  isSeen: (namespace?: string) => boolean = () => true,
  system = entity,
): Finding[] {
  const app = { entity: system, parts: [] };
  const stores = [createStoreFromObjects('onprem', objects)];
  const { members } = resolveApp(app, stores);
  return entityFindings(
    app,
    members.filter(({ object }) => isSeen(object.metadata.namespace)),
    stores,
    ownerByAnnotation,
  );
}
const inShort = (findings: Finding[]) =>
  findings.map(({ code, message, objects }) => ({
    code,
    message: message.slice(message.indexOf(': ') + 2),
    objects: objects.map(({ id }) => id),
  }));

describe('what is told of owners', () => {
  const others = [
    namespace('shop', A),
    deployment('web', 'shop'),
    namespace('b', B),
    deployment('db', 'b'),
    // Of nobody, so of no other owner.
    namespace('free'),
    deployment('job', 'free'),
  ];

  it('is that an entity reaches into namespaces of other owners', () => {
    expect(inShort(findingsOf(others))).toEqual([
      {
        code: 'other-owners',
        message: `onprem/b (${B}).`,
        objects: ['onprem/b/apps/Deployment/db'],
      },
    ]);
  });

  it.each<[string, Finding[]]>([
    ['what it reaches may not be seen', findingsOf(others, it => it !== 'b')],
    [
      'all is its owner’s own',
      findingsOf([namespace('shop', 'team-a'), deployment('web', 'shop', A)]),
    ],
    [
      'the catalog knows no owner of it',
      findingsOf(others, undefined, { ...entity, relations: [] }),
    ],
    [
      'whose the namespace is, is not known',
      findingsOf([deployment('web', 'shop', B)]),
    ],
  ])('is nothing where %s', (_, findings) => {
    expect(findings).toEqual([]);
  });

  it('is which workloads name another owner than their namespace has', () => {
    const found = inShort(
      findingsOf([
        namespace('shop', A),
        namespace('free'),
        deployment('api', 'shop', B),
        deployment('db', 'shop', 'a team'),
        deployment('web', 'shop', 'team-a'),
        deployment('job', 'free', A),
      ]),
    );
    expect(found.map(({ code }) => code)).toEqual(['owner-disagreement']);
    expect(found[0].message).toBe(
      [
        `Deployment job in onprem/free says '${A}', its namespace nothing`,
        `Deployment api in onprem/shop says '${B}', its namespace ${A}`,
        `Deployment db in onprem/shop says 'a team', its namespace ${A}.`,
      ].join(', '),
    );
    expect(found[0].objects).toHaveLength(3);
  });

  it('is which namespace says what nobody can read', () => {
    expect(
      inShort(
        findingsOf([namespace('shop', 'user:'), deployment('web', 'shop')]),
      ),
    ).toEqual([
      {
        code: 'owner-unreadable',
        message: `onprem/shop says 'user:'.`,
        objects: [expect.stringContaining('Namespace/shop')],
      },
    ]);
  });

  it('is short and on its line, however much anyone writes', () => {
    const long = `x\n\u001b[2J\u202e${'y'.repeat(10_000)}`;
    const many = Array.from({ length: 100 }, (_, index) => [
      namespace(`n${index}`, long),
      deployment('web', `n${index}`, long),
    ]).flat();
    const findings = findingsOf(many);
    expect(findings.map(({ code }) => code)).toEqual([
      'owner-unreadable',
      'owner-disagreement',
    ]);
    for (const { message, objects } of findings) {
      expect(message).toContain('95 more');
      expect(message.length).toBeLessThan(2_000);
      expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(objects).toHaveLength(5);
    }
  });
});
