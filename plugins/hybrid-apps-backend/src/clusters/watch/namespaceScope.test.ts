import pLimit from 'p-limit';
import { z } from 'zod';
import { ServedKind } from '../types';
import { DEFAULT_SETTINGS } from '../settings';
import { chooseNamespaces, createNamespaceScope } from './namespaceScope';
import { mayList, Rights } from './rightsReview';

const served = (group: string, plural: string): ServedKind => ({
  group,
  version: 'v1',
  kind: plural,
  plural,
  namespaced: true,
  verbs: ['list', 'watch'],
});
const reviewSchema = z.object({ spec: z.object({ namespace: z.string() }) });
const PODS = served('', 'pods');
const VMS = served('kubevirt.io', 'virtualmachines');

const rule = (
  apiGroup: string,
  resource: string,
  more: Partial<Rights['rules'][number]> = {},
) => ({
  verbs: ['get', 'list', 'watch'],
  apiGroups: [apiGroup],
  resources: [resource],
  ...more,
});
const rights = (rules: Rights['rules'] = [], incomplete = false): Rights => ({
  rules,
  incomplete,
});

describe('mayList', () => {
  it.each<[string, Rights | undefined, boolean | undefined]>([
    ['a rule of its own', rights([rule('', 'pods')]), true],
    ['a rule for all', rights([rule('*', '*', { verbs: ['*'] })]), true],
    ['no rule', rights(), false],
    [
      'a rule of another group',
      rights([rule('metrics.k8s.io', 'pods')]),
      false,
    ],
    ['a rule of a subresource', rights([rule('', 'pods/log')]), false],
    [
      'a rule without the verb',
      rights([rule('', 'pods', { verbs: ['get'] })]),
      false,
    ],
    [
      'a rule for one name',
      rights([rule('', 'pods', { resourceNames: ['web'] })]),
      false,
    ],
    ['a rule that names nothing', rights([{ verbs: ['list'] }]), false],
    ['no rule of those that are known', rights([], true), undefined],
    [
      'a rule among those that are known',
      rights([rule('', 'pods')], true),
      true,
    ],
    ['no answer', undefined, undefined],
  ])('goes by %s', (_, told, may) => {
    expect(mayList(told, PODS)).toBe(may);
  });
});

describe('chooseNamespaces', () => {
  const choose = (options: Partial<Parameters<typeof chooseNamespaces>[0]>) =>
    chooseNamespaces({
      configured: [],
      rights: new Map(),
      kinds: [PODS, VMS],
      max: 20,
      ...options,
    });
  const vms = rights([rule('kubevirt.io', 'virtualmachines')]);
  const nothing = rights();
  const untold = rights([], true);

  it('takes those that are configured, whatever the rights', () => {
    expect(
      choose({
        configured: ['shop', 'bank'],
        rights: new Map([['shop', nothing]]),
      }),
    ).toEqual({ names: ['shop', 'bank'], left: 0 });
  });

  it('takes, of those that are listed, where one of the kinds may be listed', () => {
    expect(
      choose({
        rights: new Map([
          ['store', vms],
          ['kube-system', nothing],
          ['bank', vms],
        ]),
      }).names,
    ).toEqual(['bank', 'store']);
  });

  it('takes last those where nobody can tell, and counts what the bound leaves out', () => {
    const known = new Map<string, Rights | undefined>([
      ['a', untold],
      ['b', undefined],
      ['c', vms],
      ['d', nothing],
      ['e', vms],
    ]);
    const configured = ['z'];
    expect(choose({ configured, rights: known }).names).toEqual([
      'z',
      'c',
      'e',
      'a',
      'b',
    ]);
    expect(choose({ configured, rights: known, max: 2 })).toEqual({
      names: ['z', 'c'],
      left: 3,
    });
  });

  it('asks for nothing twice', () => {
    expect(
      choose({ configured: ['shop'], rights: new Map([['shop', vms]]) }).names,
    ).toEqual(['shop']);
  });
});

describe('createNamespaceScope', () => {
  /** A scope over these namespaces, and those that it asked for the rights in. */
  function scopeOver(
    listed: readonly string[],
    options: { maxAsked?: number; isAnswering?: boolean } = {},
  ) {
    const { maxAsked = 100, isAnswering = true } = options;
    const asked: string[] = [];
    const scope = createNamespaceScope({
      client: {
        cluster: 'hub',
        async request({ body }) {
          const { spec } = reviewSchema.parse(body);
          asked.push(spec.namespace);
          if (!isAnswering) {
            throw new Error('no such review');
          }
          return {
            status: 201,
            headers: {},
            body: { status: { resourceRules: [rule('', 'pods')] } },
          };
        },
        list: () => Promise.reject(new Error('nobody lists')),
        watch: () => Promise.reject(new Error('nobody watches')),
        stream: () => Promise.reject(new Error('nobody streams')),
      },
      settings: {
        ...DEFAULT_SETTINGS,
        namespaces: new Map([['hub', ['shop']]]),
      },
      listed: () => listed,
      maxAsked,
      limit: pLimit(1),
    });
    return { asked, scope };
  }

  it('asks for nothing until a kind is refused, and then once a namespace', async () => {
    const { asked, scope } = scopeOver(['shop', 'bank']);
    scope.look();
    scope.renew();
    await scope.settled();
    expect(asked).toEqual([]);

    scope.refuse(PODS);
    await scope.settled();
    scope.refuse(VMS);
    scope.look();
    await scope.settled();
    expect(asked).toEqual(['bank']);
    expect(scope.of(PODS)).toEqual({ names: ['shop', 'bank'], left: 0 });
    expect(scope.of(VMS)).toEqual({ names: ['shop'], left: 0 });
  });

  it('asks in no more than it is told to, and counts the others', async () => {
    const { asked, scope } = scopeOver(['c', 'a', 'b', 'd'], { maxAsked: 2 });
    scope.refuse(PODS);
    await scope.settled();
    expect(asked).toEqual(['a', 'b']);
    expect(scope.of(PODS)).toEqual({ names: ['shop', 'a', 'b'], left: 2 });
  });

  it('tries where the server does not tell, and asks it no more for now', async () => {
    const { asked, scope } = scopeOver(['a', 'b'], { isAnswering: false });
    scope.refuse(PODS);
    await scope.settled();
    expect(asked).toEqual(['a']);
    expect(scope.of(PODS).names).toEqual(['shop', 'a', 'b']);
  });
});
