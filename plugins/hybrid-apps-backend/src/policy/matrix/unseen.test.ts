import { world } from '../../__testUtils__/judged';
import { inventory } from '../../__testUtils__/inventory';
import { PlainObject } from '../../clusters';
import { policyStatus } from '../policyStatus';
import { createReader } from '../reader';

const WEB = 'onprem/inventory/apps/Deployment/web';
const UNSEEN = 'onprem///Others/unnamed-unseen';
const NODES = 'onprem///Others/unnamed-nodes';

const elsewhere: PlainObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'vault' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'x', namespace: 'vault' },
    spec: {
      selector: { matchLabels: { app: 'x' } },
      template: { metadata: { labels: { app: 'x' } }, spec: {} },
    },
  },
];
const reader = createReader(
  { allBut: new Set() },
  {
    sees: (_: string, namespace: string) => namespace === 'inventory',
    readsClusters: true,
  },
);

/** Of all cells of `web` with what is not seen: from there, to there. */
function toldOf(spec: object, more: PlainObject[] = []) {
  const { app, store, policies } = world([
    ...inventory,
    ...elsewhere,
    ...more,
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'inventory' },
      spec: { podSelector: { matchLabels: { app: 'web' } }, ...spec },
    },
  ]);
  const { connections } = policyStatus(app, [store], policies, reader);
  const verdict = (source: string, destination: string) =>
    connections.find(
      one => one.source === source && one.destination === destination,
    )?.verdict;
  expect(verdict(NODES, WEB)).toBe('allowed');
  return [verdict(UNSEEN, WEB), verdict(WEB, UNSEEN)];
}

const pods = { podSelector: { matchLabels: { app: 'other' } } };
const BOTH = ['Ingress', 'Egress'];

it.each<[string, object, [string | undefined, string | undefined]]>([
  ['nothing is let in or out', { policyTypes: BOTH }, [undefined, undefined]],
  [
    'Pods of the namespace alone are',
    {
      policyTypes: BOTH,
      ingress: [{ from: [pods, { podSelector: {} }] }],
      egress: [{ to: [pods] }],
    },
    [undefined, undefined],
  ],
  [
    'one direction is open',
    { policyTypes: ['Ingress'], ingress: [{ from: [pods] }] },
    [undefined, 'uncertain'],
  ],
  [
    'a rule has no peers',
    { policyTypes: BOTH, ingress: [{}], egress: [{ to: [] }] },
    ['uncertain', 'uncertain'],
  ],
  [
    'a rule means other namespaces',
    {
      policyTypes: BOTH,
      ingress: [{ from: [pods, { namespaceSelector: {}, ...pods }] }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    },
    ['uncertain', 'uncertain'],
  ],
])('what is not seen and a workload, where %s', (_, spec, expected) => {
  expect(toldOf(spec)).toEqual(expected);
});

it('is not told by the words of other policies', () => {
  const calico: PlainObject = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'all', namespace: 'inventory' },
    spec: { types: BOTH, ingress: [], egress: [] },
  };
  expect(toldOf({ policyTypes: BOTH }, [calico])).toEqual([
    'uncertain',
    'uncertain',
  ]);
});
