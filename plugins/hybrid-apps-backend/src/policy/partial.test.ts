import {
  KindKnowledge,
  PeerQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { inventory } from '../__testUtils__/inventory';
import {
  ask,
  daemonSet,
  deployment,
  statusOf,
  VM,
  WEB,
  world,
} from '../__testUtils__/judged';
import { previewWithoutThread } from '../__testUtils__/previewed';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createClusterPolicies } from './clusterPolicy';
import { Preview } from './preview/types';
import { checkReachability } from './reachability';

const DECISIVE = [
  'namespaces',
  'networkpolicies.networking.k8s.io',
  'pods',
  'deployments.apps',
];

/** As an account with rights in some namespaces knows a cluster. */
const knownIn = (
  namespaces: string[],
  kinds: readonly string[] = DECISIVE,
): KindKnowledge[] =>
  kinds.map(kind => ({
    cluster: 'onprem',
    kind,
    state: 'partial',
    namespaces,
    message: `Known in ${namespaces.join(', ')} alone`,
  }));

const inventoryIn = (namespace: string): PlainObject => {
  const object = deployment(namespace, 'outpost');
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { 'app.kubernetes.io/part-of': 'inventory' },
    },
  };
};

describe('policy of a cluster that is known in some namespaces', () => {
  it('is told of an app that is wholly in them, with what else is not known', () => {
    const gaps = knownIn(['inventory']);
    const whole = statusOf(inventory);
    const status = statusOf(inventory, gaps);
    expect(status.workloads.map(({ posture }) => posture)).toEqual(
      whole.workloads.map(({ posture }) => posture),
    );
    expect(status.connections).toEqual(whole.connections);
    expect(status.connections.map(({ verdict }) => verdict)).toContain(
      'allowed',
    );
    expect(status.knowledge).toEqual(gaps);
    expect(ask({}, inventory, gaps).answer.verdict).toBe(
      ask({}).answer.verdict,
    );
  });

  it.each<[string, KindKnowledge[]]>([
    ['that are others', knownIn(['elsewhere'])],
    [
      'while one kind is known in others alone',
      [
        ...knownIn(['inventory']),
        ...knownIn(['elsewhere'], ['cronjobs.batch']),
      ],
    ],
    [
      'while a kind without a namespace is forbidden',
      [
        ...knownIn(['inventory']),
        {
          cluster: 'onprem',
          kind: 'adminnetworkpolicies.policy.networking.k8s.io',
          state: 'forbidden',
        },
      ],
    ],
    [
      'while what policies of other namespaces name may be in any',
      knownIn(['inventory'], ['networksets.projectcalico.org']),
    ],
  ])('is uncertain of an app in namespaces %s', (_, gaps) => {
    const { workloads, connections } = statusOf(inventory, gaps);
    for (const { posture } of workloads) {
      expect(posture).toEqual({ ingress: 'unknown', egress: 'unknown' });
    }
    expect(new Set(connections.map(({ verdict }) => verdict))).toEqual(
      new Set(['uncertain']),
    );
    expect(ask({}, inventory, gaps).answer.verdict).toBe('uncertain');
  });

  it('is uncertain of the part of an app that is elsewhere, and of that alone', () => {
    const objects = [...inventory, inventoryIn('far')];
    const { connections, workloads } = statusOf(
      objects,
      knownIn(['inventory']),
    );
    const outpost = 'onprem/far/apps/Deployment/outpost';
    const between = (source: string, destination: string) =>
      connections.find(
        one => one.source === source && one.destination === destination,
      );
    expect(between(WEB, VM)?.verdict).toBe('allowed');
    for (const cell of [between(WEB, outpost), between(outpost, WEB)]) {
      expect(cell).toMatchObject({
        verdict: 'uncertain',
        ports: 'All Connections',
        reason: expect.stringContaining('known in some namespaces alone'),
      });
    }
    expect(workloads.find(({ id }) => id === outpost)?.posture).toEqual({
      ingress: 'unknown',
      egress: 'unknown',
    });
  });

  it('names no workload of namespaces whose policies it does not know', () => {
    const objects = [...inventory, deployment('far', 'stranger')];
    const names = (gaps?: KindKnowledge[]) =>
      statusOf(objects, gaps).peers.map(({ name }) => name);
    expect(names()).toContain('stranger');
    expect(names(knownIn(['inventory']))).not.toContain('stranger');
    expect(names(knownIn(['inventory', 'far']))).toContain('stranger');
  });

  it.each<[string, PeerQuery]>([
    [
      'a workload elsewhere',
      { cluster: 'onprem', namespace: 'far', kind: 'Deployment', name: 'x' },
    ],
    ['an address, which may be that of any Pod', { ip: '10.0.0.7' }],
  ])('is uncertain of a connection from %s', (_, source) => {
    const { answer } = ask({ source }, inventory, knownIn(['inventory']));
    expect(answer).toMatchObject({
      verdict: 'uncertain',
      summary: expect.stringContaining('known in some namespaces alone'),
    });
  });

  it('says of nothing that it is missing which may be elsewhere', () => {
    const policy: PlainObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'callers', namespace: 'inventory' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { team: 'far' } } }] },
        ],
      },
    };
    const codes = (gaps?: KindKnowledge[]) =>
      statusOf([...inventory, policy], gaps).findings.map(({ code }) => code);
    expect(codes()).toContain('peer-matches-nothing');
    expect(codes(knownIn(['inventory']))).not.toContain('peer-matches-nothing');
  });

  it('does not take the network plugin for unrecognised where it cannot see it', () => {
    const gaps = knownIn(['inventory'], ['daemonsets.apps']);
    expect(statusOf(inventory, gaps).enforcement).toMatchObject([
      {
        enforced: 'unknown',
        message: expect.stringContaining('cannot be read'),
      },
    ]);
    expect(
      statusOf([...inventory, daemonSet('cilium', 'cilium:v1')], gaps)
        .enforcement,
    ).toMatchObject([{ enforced: 'yes' }]);
  });

  it('tells what a policy would change there, and of others that it cannot', async () => {
    const previewOf = async (namespace: string, gaps: KindKnowledge[]) => {
      const known = world([...inventory, deployment('far', 'stranger')], gaps);
      const policy = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'shut', namespace },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      };
      return previewWithoutThread(known, { apply: [policy] });
    };
    const ends = ({ changes }: Preview) =>
      changes.flatMap(({ source, destination }) => [
        source.name,
        destination.name,
      ]);
    const gaps = knownIn(['inventory']);
    expect(ends(await previewOf('inventory', gaps))).toContain('web');
    expect(ends(await previewOf('inventory', []))).toContain('stranger');
    expect(ends(await previewOf('inventory', gaps))).not.toContain('stranger');
    await expect(previewOf('far', gaps)).rejects.toThrow(
      /not all is known of now/,
    );
  });

  const NAMESPACES = ['a', 'b', 'c'];
  const LABELS: ReadonlyArray<Record<string, string>> = [
    {},
    { team: 'a' },
    { team: 'b' },
  ];
  const selector = fc.constantFrom(...LABELS).map(matchLabels => ({
    matchLabels,
  }));
  const peers = fc.array(
    fc.record(
      { podSelector: selector, namespaceSelector: selector },
      { requiredKeys: ['podSelector'] },
    ),
    { minLength: 1, maxLength: 2 },
  );
  const policies = fc.array(
    fc.record({
      namespace: fc.constantFrom(...NAMESPACES),
      podSelector: selector,
      from: fc.option(peers),
      to: fc.option(peers),
    }),
    { maxLength: 5 },
  );

  it('is, where it is sure, as it is of the whole cluster', () => {
    let sure = 0;
    fc.assert(
      fc.property(policies, drawn => {
        const objects: PlainObject[] = [
          ...NAMESPACES.flatMap((name, index): PlainObject[] => [
            {
              apiVersion: 'v1',
              kind: 'Namespace',
              metadata: { name, labels: LABELS[index] },
            },
            ...LABELS.map(
              (labels, pod): PlainObject => ({
                apiVersion: 'v1',
                kind: 'Pod',
                metadata: { name: `p${pod}`, namespace: name, labels },
                spec: { containers: [{ name: 'x', image: 'x' }] },
              }),
            ),
          ]),
          ...drawn.map(({ namespace, podSelector, from, to }, index) => ({
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: `policy-${index}`, namespace },
            spec: {
              podSelector,
              policyTypes: [
                ...(from ? ['Ingress'] : []),
                ...(to ? ['Egress'] : []),
              ],
              ...(from && { ingress: [{ from }] }),
              ...(to && { egress: [{ to }] }),
            },
          })),
        ];
        const known = ['a', 'b'];
        const whole = createStoreFromObjects('onprem', objects);
        const part = createStoreFromObjects(
          'onprem',
          objects.filter(({ kind, metadata }) =>
            known.includes(
              kind === 'Namespace' ? metadata.name : metadata.namespace ?? '',
            ),
          ),
          { knowledge: knownIn(known) },
        );
        const judge = createClusterPolicies();
        const pods = NAMESPACES.flatMap(namespace =>
          LABELS.map((_, pod) => ({
            cluster: 'onprem',
            namespace,
            kind: 'Pod',
            name: `p${pod}`,
          })),
        );
        for (const source of pods) {
          for (const destination of pods) {
            const verdictOf = (store: typeof whole) =>
              checkReachability(
                { source, destination, protocol: 'TCP', port: 80 },
                [store],
                judge,
              ).answer.verdict;
            const told = verdictOf(part);
            const isKnown = [source, destination].every(({ namespace }) =>
              known.includes(namespace),
            );
            expect(told).toBe(isKnown ? verdictOf(whole) : 'uncertain');
            sure += Number(told === 'denied');
          }
        }
      }),
      { numRuns: 30 },
    );
    expect(sure).toBeGreaterThan(0);
  });
});
