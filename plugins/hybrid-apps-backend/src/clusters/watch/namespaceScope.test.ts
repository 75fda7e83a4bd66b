import { ServedKind } from '../types';
import { chooseNamespaces } from './namespaceScope';
import { mayList, Rights } from './rightsReview';

const served = (group: string, plural: string): ServedKind => ({
  group,
  version: 'v1',
  kind: plural,
  plural,
  namespaced: true,
  verbs: ['list', 'watch'],
});
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
