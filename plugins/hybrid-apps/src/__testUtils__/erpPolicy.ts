import { PolicyStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { OUTSIDE, workloadPolicy } from './build';
import {
  erpKnowledge,
  oracle,
  oraclePolicy,
  orderApi,
  portal,
  portalPolicy,
  reporting,
  scheduler,
  worker,
} from './erp';

const REF = 'system:default/erp';

const workloads = [orderApi, worker, oracle, reporting, scheduler, portal];

export const erpPolicy: PolicyStatus = {
  entityRef: REF,
  revision: '1093',
  enforcement: [
    { cluster: 'onprem', plugin: 'Calico', version: '3.30.1', enforced: 'yes' },
    { cluster: 'cloud', plugin: 'Cilium', version: '1.17.2', enforced: 'yes' },
  ],
  workloads: [
    workloadPolicy(orderApi, [], [portal.id]),
    workloadPolicy(
      worker,
      [],
      workloads.map(({ id }) => id),
    ),
    workloadPolicy(oracle, [oraclePolicy], [orderApi.id]),
    workloadPolicy(
      reporting,
      [],
      workloads.map(({ id }) => id),
    ),
    workloadPolicy(
      scheduler,
      [],
      workloads.map(({ id }) => id),
    ),
    workloadPolicy(portal, [portalPolicy], [OUTSIDE.id]),
  ],
  policies: [oraclePolicy, portalPolicy].map(policy => ({
    id: policy.id,
    cluster: policy.cluster,
    namespace: policy.namespace,
    apiVersion: policy.apiVersion,
    kind: policy.kind,
    name: policy.name,
    selects: [policy === oraclePolicy ? oracle.id : portal.id],
    directions: policy === oraclePolicy ? ['ingress'] : ['ingress', 'egress'],
  })),
  peers: [
    ...workloads.map(({ id, cluster, namespace, kind, name }) => ({
      id,
      cluster,
      namespace,
      kind,
      name,
      inApp: true,
    })),
    {
      id: OUTSIDE.id,
      kind: 'External',
      name: '0.0.0.0-255.255.255.255',
      inApp: false,
    },
  ],
  connections: [
    {
      source: orderApi.id,
      destination: oracle.id,
      verdict: 'allowed',
      ports: 'TCP 1521',
    },
    {
      source: portal.id,
      destination: orderApi.id,
      verdict: 'uncertain',
      ports: 'TCP 8080',
      reason: 'How traffic crosses from cloud to onprem is not known.',
    },
    {
      source: OUTSIDE.id,
      destination: portal.id,
      verdict: 'allowed',
      ports: 'TCP 8443',
    },
    ...[worker, reporting, scheduler].flatMap(destination =>
      [orderApi, worker, oracle, reporting, scheduler]
        .filter(source => source !== destination)
        .map(source => ({
          source: source.id,
          destination: destination.id,
          verdict: 'allowed' as const,
          ports: 'All Connections',
        })),
    ),
  ],
  findings: [
    {
      code: 'egress-without-dns',
      severity: 'error',
      title: 'The egress policy of portal forbids DNS',
      message:
        'NetworkPolicy portal isolates portal for egress and permits no port 53, so that no name can be resolved.',
      fix: 'Permit UDP and TCP 53 to the DNS Pods of kube-system.',
      objects: [
        {
          id: portalPolicy.id,
          apiVersion: portalPolicy.apiVersion,
          kind: 'NetworkPolicy',
          namespace: 'erp',
          name: 'portal',
        },
      ],
      fieldPath: 'spec.egress',
    },
    {
      code: 'denied-dependency',
      severity: 'error',
      title:
        'batch-settlement-and-reconciliation-worker may not reach oracle-db on TCP 1521',
      message:
        'It is configured with the address of the Service oracle, and NetworkPolicy oracle lets only order-api in.',
      fix: 'Add the worker to spec.ingress[0].from of NetworkPolicy oracle.',
      objects: [
        {
          id: oraclePolicy.id,
          apiVersion: oraclePolicy.apiVersion,
          kind: 'NetworkPolicy',
          namespace: 'erp',
          name: 'oracle',
        },
      ],
      fieldPath: 'spec.ingress[0].from',
    },
    {
      code: 'interface-uncovered',
      severity: 'warning',
      title: 'No policy covers the interface backup of oracle-db',
      message:
        'NetworkPolicies cover the pod network alone. The interface backup is on erp/backup-vlan.',
      fix: 'Add a MultiNetworkPolicy for erp/backup-vlan, where its network plugin enforces them.',
      objects: [
        {
          id: oracle.id,
          apiVersion: oracle.apiVersion,
          kind: 'VirtualMachine',
          namespace: 'erp',
          name: 'oracle-db',
        },
      ],
      fieldPath: 'spec.template.spec.networks[1]',
    },
  ],
  knowledge: erpKnowledge,
};
