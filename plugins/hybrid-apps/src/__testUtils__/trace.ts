import { NotFoundError } from '@backstage/errors';
import {
  ObjectField,
  Trace,
  TraceHop,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { policyRule } from './build';
import { ingress, policy, web, webService } from './inventory';

const objectOf = ({
  id,
  apiVersion,
  kind,
  namespace,
  name,
}: TopologyNode): ObjectField => ({ id, apiVersion, kind, namespace, name });

const pod: ObjectField = { ...objectOf(web), ...web.members[0] };

const hops: TraceHop[] = [
  {
    code: 'dns.outside',
    state: 'unknown',
    values: { host: 'inventory.example.com', addresses: '192.0.2.1' },
  },
  {
    code: 'certificate.expired',
    state: 'breaks',
    values: { certificate: 'inventory', time: '2026-11-01T00:00:00Z' },
    evidence: {
      object: {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        namespace: 'inventory',
        name: 'inventory',
      },
      fieldPath: 'status.notAfter',
      value: '2026-11-01T00:00:00Z',
    },
  },
  {
    code: 'service.found',
    state: 'passes',
    values: { service: 'web', namespace: 'inventory' },
    object: objectOf(webService),
    evidence: {
      object: objectOf(ingress),
      fieldPath: 'spec.rules[0].http.paths[0].backend',
      value: 'web',
    },
  },
];

/** The way to the inventory's Ingress, whose certificate has expired. */
export const brokenTrace: Trace = {
  to: 'https://inventory.example.com/',
  scheme: 'https',
  host: 'inventory.example.com',
  port: 443,
  path: '/',
  ways: [
    {
      cluster: 'onprem',
      entry: objectOf(ingress),
      host: 'inventory.example.com',
      state: 'breaks',
      hops,
      ends: [
        {
          state: 'breaks',
          hops: [
            {
              code: 'endpoint.pod',
              state: 'passes',
              values: { pod: pod.name, address: '10.244.1.17' },
              object: pod,
            },
            {
              code: 'policy.denies',
              state: 'breaks',
              values: { summary: 'No rule allows it.' },
              rules: [policyRule(policy, 'spec.ingress[0]', { from: [] })],
            },
          ],
        },
      ],
      more: 0,
    },
  ],
  more: 0,
  left: 0,
  othersHidden: false,
  hosts: [],
  knowledge: [],
};

/** That nothing answers to a host. */
export const noTrace = (to: string): Trace => ({
  to,
  path: '/',
  ways: [],
  more: 0,
  left: 0,
  othersHidden: false,
  hosts: ['inventory.example.com', 'web.inventory.svc'],
  knowledge: [],
});

/** What the backend answers for the inventory. */
export async function traceOf(to: string): Promise<Trace> {
  if (to.includes('inventory.example.com') || to === ingress.id) {
    return brokenTrace;
  }
  if (to === 'not a host') {
    throw Object.assign(new Error('This is no URL, host or address.'), {
      name: 'InputError',
    });
  }
  if (to.includes('/Gone/')) {
    throw new NotFoundError(`'${to}' is no object of the app`);
  }
  return noTrace(to);
}
