import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { createKinds, createStoreFromObjects } from '../kinds';
import { createOwnerOf, readOwnerRules } from './owners';

const TEAM = 'group:default/team-a';

function ownerBy(
  rules: JsonObject,
  written: {
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  },
  cluster = 'onprem',
) {
  const config = new ConfigReader({
    hybridApps: { namespaces: { owner: rules } },
  });
  const read = readOwnerRules(config);
  const store = createStoreFromObjects(
    cluster,
    [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', ...written },
      },
    ],
    { kinds: createKinds([], { ofNamespaces: [read.annotation] }) },
  );
  return createOwnerOf(read)(store, 'shop');
}

describe('whose a namespace is', () => {
  const byAnnotation = { annotations: { 'backstage.io/owner': 'team-a' } };
  const byLabel = { labels: { team: 'team-a' } };
  it.each<[string, JsonObject, Parameters<typeof ownerBy>[1], object]>([
    ['nothing is written', {}, {}, {}],
    ['the annotation', {}, byAnnotation, { owner: TEAM }],
    [
      'an annotation that is no reference',
      {},
      { annotations: { 'backstage.io/owner': 'a team' } },
      { unreadable: 'a team' },
    ],
    ['spaces alone', {}, { annotations: { 'backstage.io/owner': '  ' } }, {}],
    [
      'an annotation of the company',
      { annotation: 'example.com/team' },
      { annotations: { 'example.com/team': 'user:default/ann' } },
      { owner: 'user:default/ann' },
    ],
    [
      'the annotation, where another one is configured',
      { annotation: 'example.com/team' },
      byAnnotation,
      {},
    ],
    ['the label', { label: 'team' }, byLabel, { owner: TEAM }],
    [
      'the annotation, where a label is configured',
      { label: 'team' },
      byAnnotation,
      {},
    ],
    [
      'the name, whatever is written',
      { patterns: [{ names: ['sh*'], owner: 'team-b' }] },
      byAnnotation,
      { owner: 'group:default/team-b' },
    ],
    [
      'the name on another cluster',
      { patterns: [{ cluster: 'cloud', names: ['*'], owner: 'team-b' }] },
      byAnnotation,
      { owner: TEAM },
    ],
    [
      'the first name that is meant',
      {
        patterns: [
          { names: ['s*'], owner: 'team-a' },
          { names: ['shop'], owner: 'team-b' },
        ],
      },
      {},
      { owner: TEAM },
    ],
  ])('%s', (_, rules, written, expected) => {
    expect(ownerBy(rules, written)).toEqual(expected);
  });

  it.each<[JsonObject, string]>([
    [{ anotation: 'x' }, 'anotation'],
    [{ annotation: 'a', label: 'b' }, 'takes one of annotation and label'],
    [{ label: 'not a label' }, 'owner.label: has to be the name of a label'],
    [
      { patterns: [{ names: ['Shop'], owner: 'team-a' }] },
      'owner.patterns[0].names[0]: has to be the name of a namespace',
    ],
    [
      { patterns: [{ names: ['shop'], owner: 'a team' }] },
      "owner.patterns[0].owner: 'a team' is no entity reference",
    ],
  ])('refuses %j', (rules, problem) => {
    expect(() => ownerBy(rules, {})).toThrow(problem);
  });
});
