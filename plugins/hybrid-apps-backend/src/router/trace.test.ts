import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  allowed,
  ownedNamespace,
  TEAM_A,
  TEAM_B,
  teamsPolicy,
} from '../__testUtils__/byTeam';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { PlainObject } from '../clusters';
import { APP } from '../__testUtils__/teams';

jest.setTimeout(60_000);

const CONTROLLER = 'vault-nginx';
const PLACE = 'vault';

const withPort = {
  containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }],
};

const added: PlainObject[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: CONTROLLER, namespace: PLACE },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
        spec: { containers: [{ name: 'main' }] },
      },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'leave', namespace: PLACE },
    spec: { podSelector: {}, policyTypes: ['Egress'] },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'web-a',
      namespace: 'inventory',
      labels: { 'kubernetes.io/service-name': 'web' },
    },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.0.0.7'],
        conditions: { ready: true },
        targetRef: { kind: 'Pod', namespace: 'inventory', name: 'web-1-a' },
      },
    ],
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
  },
];

const TO = `${APP}/trace?to=${encodeURIComponent(
  'http://me:s3cret@inventory.example.com/orders?token=s3cret',
)}`;
const SERVICE = 'onprem/inventory//Service/web';

let portal: Awaited<ReturnType<typeof startPortal>>;
let isOfTeams = false;
beforeAll(async () => {
  portal = await startPortal({
    objects: [
      ownedNamespace('inventory', TEAM_A),
      ownedNamespace(PLACE, TEAM_B),
      ...inventory.map(object =>
        object.kind === 'Pod' ? { ...object, spec: withPort } : object,
      ),
      ...added,
    ],
    entities: [
      {
        ...inventorySystem,
        relations: [{ type: 'ownedBy', targetRef: TEAM_A }],
      },
    ],
    decide: (permission, user) =>
      isOfTeams ? teamsPolicy(permission, user) : allowed,
  });
});
afterAll(() => portal?.stop());
beforeEach(() => {
  isOfTeams = false;
});

const policyHop = (body: {
  ways: Array<{ ends: Array<{ hops: TraceHop[] }> }>;
}) => body.ways[0].ends[0].hops.find(({ code }) => code.startsWith('policy.'));

it('tells each hop, where it is said, and what policy says at both ends', async () => {
  const { status, body, text } = await portal.get(TO);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    to: 'http://inventory.example.com/orders',
    host: 'inventory.example.com',
    path: '/orders',
    ways: [
      {
        entry: { kind: 'Ingress', name: 'web' },
        state: 'breaks',
        hops: expect.arrayContaining([
          expect.objectContaining({
            code: 'service.found',
            object: expect.objectContaining({ id: SERVICE }),
            evidence: {
              object: expect.objectContaining({ kind: 'Ingress', name: 'web' }),
              fieldPath: 'spec.rules[0].http.paths[0].backend',
              value: 'web',
            },
          }),
        ]),
      },
    ],
  });
  // The way out of the controller's namespace is closed.
  expect(policyHop(body)).toMatchObject({
    code: 'policy.denies',
    state: 'breaks',
    rules: [{ policy: { name: 'leave' } }],
  });
  expect(text).not.toContain('s3cret');
});

it('tells of nobody whom the caller may not see, and judges by what reaches the app', async () => {
  isOfTeams = true;
  const { status, body, text } = await portal.get(TO, {
    as: mockCredentials.user.header('user:default/owner'),
  });
  expect(status).toBe(200);
  expect(policyHop(body)).toMatchObject({ code: 'policy.allows', rules: [] });
  expect(text).not.toContain('vault');
});
