import { nodesOf, OUTSIDE } from '../__testUtils__/build';
import { createTestTexts } from '../__testUtils__/texts';
import { frameOf, frameText, Grouping } from './grouping';

const node = nodesOf('onprem/shop');
const web = node('Deployment', 'web');
/** By node; of any other one it is not known. */
const ZONES: Record<string, string | undefined> = { a: 'hall-1', b: 'hall-2' };
const member = (on: string | undefined) => ({
  id: `pod on ${on}`,
  apiVersion: 'v1',
  kind: 'Pod',
  name: 'web-1',
  status: { health: 'healthy' as const },
  facts: on === undefined ? {} : { node: on, zone: ZONES[on] },
});
const runsOn = (...nodes: Array<string | undefined>) => ({
  ...web,
  members: nodes.map(member),
});

describe('frameOf', () => {
  it.each<
    [string, Parameters<typeof frameOf>[0], Grouping, string | undefined]
  >([
    ['a namespace', web, 'namespace', 'onprem / shop'],
    ['a cluster', web, 'cluster', 'onprem'],
    ['nothing', web, 'none', ''],
    [
      'the cluster alone, for what is in no namespace',
      { ...web, namespace: '' },
      'namespace',
      'onprem',
    ],
    [
      'a component',
      { ...web, entityRef: 'component:default/erp-web' },
      'component',
      'erp-web',
    ],
    [
      'the namespace, for what is of no component',
      web,
      'component',
      'onprem / shop',
    ],
    [
      'the node of a VM',
      { ...web, facts: { node: 'metal-1' } },
      'node',
      'onprem / metal-1',
    ],
    [
      'the nodes of Pods, each once',
      runsOn('b', 'a', 'b', undefined),
      'node',
      'onprem / a, b',
    ],
    [
      'no more nodes than can be read',
      runsOn('a', 'b', 'c', 'd', 'e'),
      'node',
      'onprem / a, b, c + 2',
    ],
    ['the namespace, for what runs nowhere', web, 'node', 'onprem / shop'],
    [
      'the zone of a VM',
      { ...web, facts: { node: 'metal-1', zone: 'hall-1' } },
      'zone',
      'onprem / hall-1',
    ],
    [
      'all zones that its Pods run in, each once',
      runsOn('b', 'a', 'b', undefined),
      'zone',
      'onprem / hall-1, hall-2',
    ],
    ['that a zone is not known', runsOn('c'), 'zone', 'onprem / ?'],
    [
      'that one of the zones is not known',
      runsOn('c', 'a'),
      'zone',
      'onprem / hall-1, ?',
    ],
    ['the namespace, for what is in no zone', web, 'zone', 'onprem / shop'],
    ['no frame, for what is outside', OUTSIDE, 'cluster', undefined],
  ])('gives %s', (_, of, by, frame) => {
    expect(frameOf(of, by)).toBe(frame);
  });
});

it.each([
  ['onprem / ?', 'onprem / zone not known'],
  ['onprem / hall-1, ?', 'onprem / hall-1, zone not known'],
  ['onprem / ? / web', 'onprem / zone not known / web'],
  ['onprem / hall-1, hall-2', 'onprem / hall-1, hall-2'],
  ['onprem / shop', 'onprem / shop'],
])('the name of a frame, %s, is read as %s', (label, read) => {
  expect(frameText(label, createTestTexts())).toBe(read);
});
