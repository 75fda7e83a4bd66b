import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Terms } from '../../openings';
import {
  service,
  pod,
  vm,
  devices,
  ingress,
  httpRoute,
  tcpRoute,
  policy,
  calico,
  budget,
  autoscaler,
  claim,
  dataVolume,
  instancetype,
  network,
  INSTANCE,
  PART_OF,
  ours,
  hosts,
  classes,
  free,
  annotated,
} from './manifests';

/** What is not refused. */
export const PASSED: Array<[string, Manifest, Partial<Terms>?]> = [
  ['an annotation without a prefix', annotated('description')],
  [
    'an annotation that says who answers for it',
    annotated('backstage.io/owner'),
  ],
  ['networks of Multus', annotated('k8s.v1.cni.cncf.io/networks')],
  // What charts, `kubectl rollout restart` and templates of VMs write.
  ...[
    'cdi.kubevirt.io/storage.deleteAfterCompletion',
    'cdi.kubevirt.io/storage.usePopulator',
    'deployment.kubernetes.io/revision',
    'kubectl.kubernetes.io/default-container',
    'kubectl.kubernetes.io/default-logs-container',
    'kubectl.kubernetes.io/restartedAt',
    'kubevirt.io/allow-pod-bridge-network-live-migration',
  ].map((name): (typeof PASSED)[number] => [
    `the harmless annotation ${name}`,
    annotated(name),
  ]),
  [
    'an annotation that is allowed',
    annotated('cert-manager.io/cluster-issuer'),
    { annotations: ['cert-manager.io/*'] },
  ],
  [
    'contents of its own namespace',
    claim({ dataSourceRef: { namespace: 'shop', name: 'a' } }),
  ],
  [
    'contents of a ConfigMap, whatever its keys are',
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { annotations: 'a', finalizers: 'b', ownerReferences: 'c' },
    },
  ],
  ['the account of all', pod({ serviceAccountName: 'default' })],
  ['an account of its own', pod({ serviceAccountName: 'own' })],
  [
    'the token of its own account',
    vm({ volumes: [{ serviceAccount: { serviceAccountName: 'own' } }] }),
  ],
  ['a priority', pod({ priorityClassName: 'high' })],
  ['GPUs that are allowed', devices({ gpus: [{}] }), { allow: ['gpus'] }],
  ['no GPUs', devices({ gpus: [], hostDevices: null })],
  [
    'devices that are allowed',
    instancetype({ hostDevices: [{}] }),
    { allow: ['hostDevices'] },
  ],
  [
    'a disk of the node, for the privileged',
    vm({ volumes: [{ hostDisk: {} }] }),
    free,
  ],
  [
    'a shared file system of its own',
    vm({
      volumes: [{ name: 'a', configMap: {} }],
      domain: { devices: { filesystems: [{ name: 'a', virtiofs: {} }] } },
    }),
  ],
  ['a LUN', devices({ disks: [{ name: 'a', lun: { bus: 'scsi' } }] })],
  [
    'a VM that is evicted, prepared and attached to a network',
    vm({
      evictionStrategy: 'LiveMigrate',
      networks: [{ name: 'a', multus: { networkName: 'bridge' } }],
      volumes: [{ name: 'a', sysprep: { secret: { name: 'a' } } }],
    }),
  ],
  [
    'a copy of its own disk',
    dataVolume({ source: { pvc: { namespace: 'shop', name: 'a' } } }),
  ],
  [
    'a golden image',
    dataVolume({ sourceRef: { kind: 'DataSource', namespace: 'images' } }),
  ],
  ['a policy for ours', policy({ podSelector: ours })],
  [
    'a policy for some of ours',
    policy({
      podSelector: { matchLabels: { ...ours.matchLabels, role: 'front' } },
    }),
  ],
  [
    'a policy for an instance of ours',
    policy({
      podSelector: {
        matchExpressions: [
          { key: INSTANCE, operator: 'In', values: ['shop-1'] },
          { key: 'role', operator: 'NotIn', values: ['back'] },
        ],
      },
    }),
  ],
  [
    'a policy of Calico for an instance of ours',
    calico({ selector: `${INSTANCE}=='shop-1'` }),
  ],
  [
    'a policy of Calico for ours',
    calico({ selector: `${PART_OF} == 'shop' && role == "front" && !has(x)` }),
  ],
  ['a budget for ours', budget({ selector: ours })],
  [
    'an autoscaler of ours',
    autoscaler({
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'front',
      },
    }),
  ],
  [
    'a port of nodes that is allowed',
    service({ type: 'NodePort' }),
    { allow: ['nodePorts'] },
  ],
  [
    'a load balancer that is allowed',
    service({ type: 'LoadBalancer', externalIPs: [] }),
    { allow: ['loadBalancers'] },
  ],
  [
    'a name of outside',
    service({ type: 'ExternalName', externalName: 'db.example.com' }),
  ],
  ['an ingress of any host', ingress({ defaultBackend: {} })],
  ['an ingress of the default class', ingress({}), classes],
  [
    'an ingress of an open class',
    ingress({ ingressClassName: 'public' }),
    classes,
  ],
  [
    'an ingress of an open host',
    ingress({ rules: [{ host: 'a.shop.example.com' }], tls: [{}] }),
    hosts,
  ],
  [
    'a route of an open host',
    httpRoute({ hostnames: ['*.shop.example.com'] }),
    hosts,
  ],
  ['a route of any host', tcpRoute({})],
  [
    'a definition of a network that is allowed',
    network({}),
    { allow: ['networkAttachments'] },
  ],
];
