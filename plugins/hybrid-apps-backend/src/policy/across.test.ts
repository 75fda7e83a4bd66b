import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { wayInId } from './across';
import { answerInPlace } from './answers';

const deployment = (name: string): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'shop', name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }],
      },
    },
  },
});
const space: PlainObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop' },
};
const policy = (spec: object): PlainObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name: 'np' },
  spec: { podSelector: {}, ...spec },
});
const leavesTo = (...cidrs: string[]) =>
  policy({
    policyTypes: ['Egress'],
    egress: cidrs.map(cidr => ({ to: [{ ipBlock: { cidr } }] })),
  });
const entersFrom = (...cidrs: string[]) =>
  policy({
    policyTypes: ['Ingress'],
    ingress: cidrs.map(cidr => ({ from: [{ ipBlock: { cidr } }] })),
  });
const service = (...ips: string[]): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'db' },
  spec: {
    type: 'LoadBalancer',
    selector: { app: 'db' },
    ports: [
      { name: 'sql', port: 5432, targetPort: 8080 },
      { name: 'none', port: 9, targetPort: 9999 },
    ],
  },
  status: { loadBalancer: { ingress: ips.map(ip => ({ ip })) } },
});
const LB = service('192.0.2.7');
const fromSome = (...ranges: string[]): PlainObject => ({
  ...LB,
  spec: { ...Object(LB.spec), loadBalancerSourceRanges: ranges },
});
const named: PlainObject = {
  ...service(),
  status: { loadBalancer: { ingress: [{ hostname: 'db.example.com' }] } },
};
const gateway: PlainObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { namespace: 'shop', name: 'gw' },
  spec: { listeners: [{ name: 'tcp', port: 5432, protocol: 'TCP' }] },
  status: { addresses: [{ value: '192.0.2.8' }] },
};
const route: PlainObject = {
  apiVersion: 'gateway.networking.k8s.io/v1alpha2',
  kind: 'TCPRoute',
  metadata: { namespace: 'shop', name: 'db' },
  spec: {
    parentRefs: [{ name: 'gw' }],
    rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }],
  },
};
const exported: PlainObject = {
  apiVersion: 'multicluster.x-k8s.io/v1alpha1',
  kind: 'ServiceExport',
  metadata: { namespace: 'shop', name: 'db' },
};

async function asked(
  a: readonly PlainObject[],
  b: readonly PlainObject[],
  kind = 'Service',
  name = 'db',
) {
  const { answer } = await answerInPlace().reachability(
    {
      source: {
        cluster: 'a',
        namespace: 'shop',
        kind: 'Deployment',
        name: 'web',
      },
      destination: { cluster: 'b', namespace: 'shop', kind, name },
      protocol: 'TCP',
      port: 5432,
    },
    [
      createStoreFromObjects('a', [space, deployment('web'), ...a]),
      createStoreFromObjects('b', [space, deployment('db'), ...b]),
    ],
  );
  return answer;
}

describe('from a workload of one cluster to what another one is entered by', () => {
  it.each<
    [string, PlainObject[], PlainObject[], [string, string, string], string?]
  >([
    ['without policies', [], [LB], ['allowed', 'allowed', 'allowed']],
    [
      'a rule for its address',
      [leavesTo('192.0.2.0/24')],
      [LB],
      ['allowed', 'allowed', 'allowed'],
    ],
    [
      'a rule for other addresses',
      [leavesTo('198.51.100.0/24')],
      [LB],
      ['denied', 'denied', 'allowed'],
    ],
    [
      'a rule for one of its addresses',
      [leavesTo('192.0.2.7/32')],
      [service('192.0.2.7', '192.0.2.9')],
      ['uncertain', 'uncertain', 'allowed'],
    ],
    [
      'an address that nobody knows',
      [leavesTo('192.0.2.7/32')],
      [named],
      ['uncertain', 'uncertain', 'allowed'],
    ],
    [
      'all may enter',
      [],
      [LB, entersFrom('0.0.0.0/0', '::/0')],
      ['allowed', 'allowed', 'allowed'],
    ],
    [
      'some may enter: as whom it comes is not known',
      [],
      [LB, entersFrom('203.0.113.0/24')],
      ['uncertain', 'allowed', 'uncertain'],
    ],
    [
      'nobody may enter',
      [],
      [LB, entersFrom()],
      ['denied', 'allowed', 'denied'],
    ],
    [
      'its load balancer takes in some addresses',
      [],
      [fromSome('10.0.0.0/8')],
      ['uncertain', 'allowed', 'uncertain'],
    ],
    [
      'its load balancer takes in all addresses',
      [],
      [fromSome('10.0.0.0/8', '0.0.0.0/0')],
      ['allowed', 'allowed', 'allowed'],
    ],
    [
      'its load balancer takes in some addresses, and policies none',
      [],
      [fromSome('10.0.0.0/8'), entersFrom()],
      ['denied', 'allowed', 'denied'],
    ],
    [
      'nobody may leave: what the other end says matters no more',
      [leavesTo()],
      [LB, entersFrom('203.0.113.0/24')],
      ['denied', 'denied', 'uncertain'],
    ],
  ])('%s', async (_, a, b, [verdict, egress, ingress]) => {
    expect(await asked(a, b)).toMatchObject({
      verdict,
      egress: { verdict: egress },
      ingress: { verdict: ingress },
    });
  });

  it('names the rules of each cluster, and from where it comes', async () => {
    const answer = await asked([leavesTo()], [LB, entersFrom()]);
    expect(answer.egress).toMatchObject({
      reason: expect.stringMatching(/^To 192\.0\.2\.7: /),
      deciding: [{ policy: { id: expect.stringMatching(/^a\/.*\/np$/) } }],
    });
    expect(answer.ingress).toMatchObject({
      reason: expect.stringMatching(/^From the address of a node of cluster a/),
      deciding: [{ policy: { id: expect.stringMatching(/^b\/.*\/np$/) } }],
    });
    expect(answer.summary).toMatch(
      /^Denied\. Leaving cluster a: To .* Entering cluster b: From /,
    );
  });

  it('enters by the routes of a Gateway', async () => {
    const told = await asked(
      [],
      [LB, gateway, route, entersFrom()],
      'Gateway',
      'gw',
    );
    expect(told).toMatchObject({
      verdict: 'denied',
      egress: { verdict: 'allowed', reason: expect.stringContaining('.0.2.8') },
      ingress: { verdict: 'denied' },
    });
  });

  it.each(['Gateway', 'ServiceExport'])(
    'says so where it is not known what is behind a %s',
    async kind => {
      const told = await asked(
        [],
        [LB, { ...gateway, status: {} }, exported],
        kind,
        kind === 'Gateway' ? 'gw' : 'db',
      );
      expect(told).toMatchObject({
        verdict: 'uncertain',
        egress: { verdict: 'uncertain' },
        ingress: { verdict: 'uncertain' },
      });
    },
  );

  it.each([
    ['Service', 'b/shop//Service/db'],
    ['Ingress', 'b/shop/networking.k8s.io/Ingress/db'],
    ['Route', 'b/shop/route.openshift.io/Route/db'],
    ['Deployment', undefined],
    ['constructor', undefined],
  ])('is judged by the id of a %s, which its reader has to see', (kind, id) => {
    const place = { cluster: 'b', namespace: 'shop', name: 'db' };
    expect(wayInId({ ...place, kind })).toBe(id);
  });

  it('is not known of a way in that there is not', async () => {
    const told = await asked([], [], 'Service', 'none');
    expect(told.verdict).toBe('uncertain');
    expect(told.summary).toContain('How traffic crosses');
  });
});
