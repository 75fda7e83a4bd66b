import fc from 'fast-check';
import { createPolicyModel } from '../index';
import { ask } from '../__testUtils__/ask';
import { clusterArbitrary, everythingOf } from '../__testUtils__/arbitrary';
import { networkPolicy, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';
import { parseManifests } from '../manifests';
import { unfold } from './lists';

const PODS = [pod('a/web'), pod('a/db')];
const DENY = networkPolicy('a/deny', { podSelector: {} });

/** As an API server has objects in a list: its kind and apiVersion are theirs. */
const bare = ({ apiVersion, kind, ...rest }: Manifest) => rest;
const listOf = (
  kind: string,
  items: unknown,
  apiVersion = 'v1',
  more = {},
) => ({
  kind,
  apiVersion,
  ...more,
  items,
});
const policies = (...items: Manifest[]) =>
  listOf('NetworkPolicyList', items, 'networking.k8s.io/v1');

/** What a value stands for, short: `Pod web`. */
const heldBy = (value: unknown) =>
  unfold(value).objects.map(({ value: each }) => {
    const { kind, metadata } = each as {
      kind?: string;
      metadata?: { name: string };
    };
    return `${kind} ${metadata?.name}`;
  });

/** What the command says of a value, and what the library says. */
const complaintsAbout = (value: object) => {
  const { remarks } = parseManifests(JSON.stringify(value), 'f.json');
  return {
    command: remarks.map(({ kind, message }) => `${kind} ${message}`),
    library: createPolicyModel([value]).problems.map(each => each.message),
  };
};

describe('a list', () => {
  it.each<[string, object, string[]]>([
    [
      'typed, of items without a kind',
      policies(bare(DENY)),
      ['NetworkPolicy deny'],
    ],
    ['typed, of items with one', policies(DENY), ['NetworkPolicy deny']],
    [
      'of anything',
      listOf('List', [DENY, ...PODS]),
      ['NetworkPolicy deny', 'Pod web', 'Pod db'],
    ],
    [
      'of lists',
      listOf('List', [policies(bare(DENY)), listOf('PodList', PODS.map(bare))]),
      ['NetworkPolicy deny', 'Pod web', 'Pod db'],
    ],
    [
      'typed, with another kind in it',
      listOf('PodList', [DENY, bare(PODS[0])]),
      ['NetworkPolicy deny', 'Pod web'],
    ],
    [
      'of a kind that nobody knows',
      listOf('FooList', [{ metadata: { name: 'x' } }], 'example.org/v1'),
      ['Foo x'],
    ],
    ['with nothing', listOf('PodList', []), []],
    ['with null', listOf('PodList', null), []],
  ])('%s stands for its items', (_, list, held) => {
    expect(heldBy(list)).toEqual(held);
  });

  it('does not lose a policy, and says where it stands', () => {
    const list = policies(bare(DENY));
    expect(ask([...PODS, list], 'a/web', 'a/db')).toBe('denied');
    const text = JSON.stringify(list, null, 1);
    const { manifests, remarks } = parseManifests(text, 'f.json');
    expect(remarks).toEqual([]);
    expect(manifests.map(({ object }) => object)).toEqual([DENY]);
    const { line } = manifests[0].place('spec.podSelector');
    expect(text.split('\n')[line - 1]).toContain('podSelector');
  });

  it('answers as its items do, however they are listed', () => {
    fc.assert(
      fc.property(clusterArbitrary.map(everythingOf), objects => {
        const kinds = new Map<string, Manifest[]>();
        for (const each of objects) {
          const key = JSON.stringify([`${each.kind}List`, each.apiVersion]);
          kinds.set(key, [...(kinds.get(key) ?? []), bare(each)]);
        }
        const lists = [...kinds].map(([key, items]) => {
          const [kind, apiVersion] = JSON.parse(key);
          return listOf(kind, items, apiVersion);
        });
        const connections = (given: object[]) =>
          createPolicyModel(given).connections();
        const expected = connections(objects);
        expect(connections(lists)).toEqual(expected);
        expect(connections([listOf('List', lists)])).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, object, string]>([
    [
      'whose items are none',
      listOf('PodList', { a: 1 }),
      'items must be a list',
    ],
    [
      'of what is no object',
      listOf('PodList', ['web']),
      'is no Kubernetes object',
    ],
    ['of null', listOf('PodList', [null]), 'is no Kubernetes object'],
    [
      'of anything without a kind',
      listOf('List', [bare(DENY)]),
      'apiVersion is required',
    ],
    [
      'that is one page of several',
      listOf('PodList', PODS, 'v1', { metadata: { continue: 'x' } }),
      'the PodList goes on',
    ],
    [
      'of metadata alone',
      listOf('PartialObjectMetadataList', [bare(DENY)], 'meta.k8s.io/v1'),
      'has no specs',
    ],
    [
      'of metadata alone, item by item',
      listOf('List', [
        {
          ...DENY,
          apiVersion: 'meta.k8s.io/v1',
          kind: 'PartialObjectMetadata',
        },
      ]),
      'has no specs',
    ],
    [
      'as a table',
      { kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [{ object: DENY }] },
      'has no specs',
    ],
  ])('%s is a problem', (_, list, message) => {
    const { command, library } = complaintsAbout(list);
    expect(command).toEqual([expect.stringMatching(`^problem .*${message}`)]);
    expect(library).toEqual([expect.stringMatching(message)]);
  });

  it('that is empty is told, and no problem', () => {
    expect(complaintsAbout(listOf('List', [policies()]))).toEqual({
      command: ['note the NetworkPolicyList is empty'],
      library: [],
    });
  });
});
