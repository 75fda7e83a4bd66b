import { KINDS } from '../../kinds';
import { KubeObject, ServedKind } from '../types';
import { createOwnerKinds } from './ownerKinds';

const served = (
  group: string,
  kind: string,
  verbs: readonly string[] = ['get', 'list', 'watch'],
): ServedKind => ({
  group,
  version: 'v1',
  kind,
  plural: `${kind.toLocaleLowerCase('en-US')}s`,
  namespaced: true,
  verbs,
});

const CLUSTER = served('postgresql.cnpg.io', 'Cluster');
const KAFKA = served('kafka.strimzi.io', 'Kafka');

const owned = (
  name: string,
  { group, kind }: ServedKind,
  { namespace = 'shop', controller = true } = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace,
    uid: `${namespace}/${name}`,
    ownerReferences: [
      {
        apiVersion: group ? `${group}/v1` : 'v1',
        kind,
        name: 'main',
        uid: 'main',
        controller,
      },
    ],
  },
});

const here = () => true;
const names = (kinds: readonly ServedKind[]) => kinds.map(({ kind }) => kind);

describe('the kinds of owners that are read', () => {
  const read = (
    objects: readonly KubeObject[],
    kinds: readonly ServedKind[],
    max = 20,
    isRead: (kind: ServedKind) => boolean = () => false,
  ) => {
    const owners = createOwnerKinds(KINDS, max);
    objects.forEach(object => owners.saw(object, here));
    const { read: chosen, left } = owners.choose(kinds, isRead);
    return { read: names(chosen), left: names(left) };
  };

  it('are those that something names as what controls it, and the cluster serves', () => {
    expect(
      read(
        [owned('a', CLUSTER), owned('b', KAFKA, { controller: false })],
        [CLUSTER, KAFKA],
      ),
    ).toEqual({ read: ['Cluster'], left: [] });
    expect(read([owned('a', CLUSTER)], [KAFKA]).read).toEqual([]);
  });

  it.each([
    ['of the core group', served('', 'Secret')],
    ['of Kubernetes', served('events.k8s.io', 'Event')],
    ['of Kubernetes, without a domain', served('apps', 'Anything')],
    ['described', served('argoproj.io', 'Rollout')],
    ['not to be listed', served('example.com', 'Gadget', ['get'])],
    ['not to be watched', served('example.com', 'Gadget', ['get', 'list'])],
  ])('are none %s', (_, kind) => {
    expect(read([owned('a', kind)], [kind])).toEqual({ read: [], left: [] });
  });

  it('are so many at most, and those of most namespaces first, whoever makes up how many', () => {
    const madeUp = Array.from({ length: 1_000 }, (_, index) =>
      served('evil.example.com', `A${index}`),
    );
    const objects = [
      ...madeUp.map((kind, index) => owned(`a${index}`, kind)),
      owned('db', CLUSTER),
      owned('db', CLUSTER, { namespace: 'bank' }),
    ];
    const { read: chosen, left } = read(objects, [...madeUp, CLUSTER], 5);
    expect(chosen).toEqual(['Cluster', 'A0', 'A1', 'A10', 'A100']);
    expect(left).toHaveLength(996);
    expect(read(objects, [CLUSTER]).read).toEqual(['Cluster']);
  });

  it('stay, whatever comes', () => {
    const objects = [
      owned('a', KAFKA),
      owned('b', CLUSTER),
      owned('b', CLUSTER, { namespace: 'bank' }),
    ];
    expect(
      read(objects, [CLUSTER, KAFKA], 1, ({ kind }) => kind === 'Kafka').read,
    ).toEqual(['Kafka']);
  });

  it('are none of what is gone, or is owned by another', () => {
    const owners = createOwnerKinds(KINDS, 20);
    const chosen = () =>
      names(owners.choose([CLUSTER, KAFKA], () => false).read);
    expect(owners.saw(owned('a', CLUSTER), here)).toBe(true);
    expect(owners.saw(owned('b', CLUSTER), here)).toBe(false);
    owners.saw(owned('a', CLUSTER), () => false);
    expect(chosen()).toEqual(['Cluster']);
    expect(owners.saw(owned('b', KAFKA), here)).toBe(true);
    expect(chosen()).toEqual(['Kafka']);
    owners.saw(owned('b', KAFKA), () => false);
    expect(chosen()).toEqual([]);
  });
});
