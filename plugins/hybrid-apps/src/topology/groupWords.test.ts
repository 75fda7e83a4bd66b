import { Health } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge, nodesOf, OUTSIDE } from '../__testUtils__/build';
import { createTestTexts } from '../__testUtils__/texts';
import { Group } from './collapse';
import { bundleText } from './graph/elements';
import {
  groupContents,
  groupHealths,
  groupName,
  groupPlace,
} from './groupWords';

const texts = createTestTexts();
const node = nodesOf('onprem/shop');

const group = (changes: Partial<Group>): Group => ({
  id: 'group',
  kind: 'place',
  name: 'onprem / shop',
  frame: '',
  open: false,
  members: [node('Deployment', 'web'), node('Service', 'web')],
  health: 'healthy',
  ...changes,
});

const sick = (health: Health, name: string) =>
  node('Deployment', name, { health });

describe('the words of a group', () => {
  it.each([
    ['place', 'onprem / shop', 'onprem / shop'],
    ['component', 'web', 'web'],
    ['shared', '', 'shared or on its own'],
    ['more', '', 'and 2 more'],
  ] as const)('name one of kind %s', (kind, name, expected) => {
    expect(groupName(group({ kind, name }), texts)).toBe(expected);
  });

  it('tell cluster and namespace apart, where it has both', () => {
    expect(groupPlace(group({}))).toEqual({ cluster: 'onprem', name: 'shop' });
    expect(groupPlace(group({ kind: 'component' }))).toBeUndefined();
    const [a] = group({}).members;
    const members = [{ ...a, namespace: '' }];
    expect(groupPlace(group({ members }))).toBeUndefined();
    expect(groupPlace(group({ members: [OUTSIDE] }))).toBeUndefined();
    // By zone, their namespace is not what they have in common.
    expect(groupPlace(group({ name: 'onprem / hall-1' }))).toBeUndefined();
  });

  it('count what it consists of, workloads first', () => {
    const members = [
      node('Service', 'a'),
      node('PersistentVolumeClaim', 'a'),
      node('Deployment', 'a'),
      node('Deployment', 'b'),
      node('VirtualMachine', 'c'),
    ];
    expect(groupContents(group({ members }), texts)).toBe(
      '1 VM · 2 container workloads · 1 Service or route · 1 disk',
    );
  });

  it('count how its members are, the worst first, of those that say so', () => {
    const members = [
      sick('healthy', 'a'),
      sick('degraded', 'b'),
      sick('healthy', 'c'),
      sick('progressing', 'd'),
      node('Service', 'quiet'),
    ];
    expect(groupHealths(group({ members }), texts)).toBe(
      '1 degraded · 1 progressing · 2 healthy',
    );
    const [, service] = group({}).members;
    expect(groupHealths(group({ members: [service] }), texts)).toBe('');
  });
});

describe('the words of a bundle', () => {
  it.each([
    [['allowed', 'allowed'], 'allowed', '× 2'],
    [['allowed', 'denied', 'uncertain'], 'denied', '✕ 1 / 3'],
    [['denied', 'denied'], 'denied', '✕ 2'],
    [['denied'], 'denied', '✕ 8080'],
    [['uncertain'], 'uncertain', '8080'],
    [['allowed'], 'allowed', ''],
    [[undefined], undefined, ''],
  ] as const)('of %j are short', (verdicts, verdict, expected) => {
    const [a, b] = group({}).members;
    const edges = verdicts.map(each =>
      edge(a, b, 'connects', 'By its environment.', {
        ports: '8080',
        verdict: each,
      }),
    );
    const bundle = { id: 'bundle', source: 'a', target: 'b', edges, verdict };
    expect(bundleText(bundle)).toBe(expected);
  });
});
