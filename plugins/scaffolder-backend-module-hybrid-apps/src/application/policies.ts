import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Component, Conventions } from './conventions';
import { clientNamespaces, HybridApplication } from './schema';

const tcp = (port: number) => ({ protocol: 'TCP', port });

const inNamespaces = (names: string[]) => ({
  namespaceSelector: {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'In', values: names },
    ],
  },
});

/** Without names, nothing else can be reached either. */
const DNS = {
  to: [
    inNamespaces(['kube-system', 'openshift-dns']),
    // Where NodeLocal DNSCache listens, on each node.
    { ipBlock: { cidr: '169.254.20.10/32' } },
  ],
  // Policies see the Pods' own ports, and OpenShift's DNS listens on 5353.
  ports: [53, 5353].flatMap(port => [{ protocol: 'UDP', port }, tcp(port)]),
};

/** What is neither a private network nor, by that, of the cluster. */
const INTERNET = {
  to: [
    {
      ipBlock: {
        cidr: '0.0.0.0/0',
        except: [
          '10.0.0.0/8',
          '100.64.0.0/10', // carriers' networks, and some clusters' Pods
          '169.254.0.0/16', // the credentials that clouds hand to their nodes
          '172.16.0.0/12',
          '192.168.0.0/16',
        ],
      },
    },
    { ipBlock: { cidr: '2000::/3' } },
  ],
};

/** Who may connect to a component, and to whom it may; all else is closed. */
function policy(
  { metadataOf, selectorOf }: Conventions,
  component: Component,
  rules: { ingress: object[]; egress: object[] },
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(component),
    spec: {
      podSelector: { matchLabels: selectorOf(component) },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  };
}

/** The policies of an app, one for each component. */
export function networkPolicies(
  { web, database, internet }: HybridApplication,
  conventions: Conventions,
): Manifest[] {
  const podsOf = (component: Component) => ({
    podSelector: { matchLabels: conventions.selectorOf(component) },
  });
  const outside = internet ? [DNS, INTERNET] : [DNS];
  const clients = {
    web: [podsOf('web')],
    namespaces: [podsOf('web'), inNamespaces(clientNamespaces(database))],
    nobody: [],
  }[database.access];
  // With a host, the cluster's ingress controller has to get there, whose
  // namespace is known only where it is told.
  const visitors = web.ingressNamespace
    ? inNamespaces([web.ingressNamespace])
    : { namespaceSelector: {} };
  return [
    policy(conventions, 'database', {
      // An empty `from` would be open to all: no rule at all is open to nobody.
      ingress:
        clients.length > 0
          ? [{ from: clients, ports: [tcp(database.port)] }]
          : [],
      egress: outside,
    }),
    policy(conventions, 'web', {
      ingress: [
        {
          from: [web.host ? visitors : { podSelector: {} }],
          ports: [tcp(web.port)],
        },
      ],
      egress: [
        ...(database.access === 'nobody'
          ? []
          : [{ to: [podsOf('database')], ports: [tcp(database.port)] }]),
        ...outside,
      ],
    }),
  ];
}
