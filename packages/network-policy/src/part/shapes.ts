import { isDialect } from '../dialects';
import { isMultiNetworkPolicy } from '../dialects/multiNetworkPolicy';
import { isUnsupportedPolicy } from '../dialects/unsupported';
import { isFinished } from '../endpoints/endpoints';
import { SERVICE_NAME } from '../endpoints/services';
import { isWorkloadEndpoint } from '../endpoints/workloadEndpoint';
import { isVm, kindKey, podTemplatePath } from '../endpoints/workloads';
import type { PodTemplates, TypeMeta } from '../endpoints/workloads';
import { GATEWAY_API, isOpenShiftRoute, isRoute } from '../endpoints/routes';
import { READ_ANNOTATIONS } from '../objects/annotations';
import { CALICO_GROUPS } from '../objects/calico';
import { groupOf } from '../objects/object';
import { labelsNamed, present } from './shape';
import type { Fields, Shape } from './shape';

/*
 * What is read of each kind. Readers that come to read more say so here; the tests
 * hold both against each other by an object of every kind.
 */

const annotations = (...names: (keyof typeof READ_ANNOTATIONS)[]): Fields =>
  Object.fromEntries(
    names.map(name => [READ_ANNOTATIONS[name], 'whole' as const]),
  );

const metadata = (rest: Fields = {}): Fields => ({
  name: 'whole',
  namespace: 'whole',
  labels: labelsNamed(),
  ...rest,
});

/** Where OVN-Kubernetes is asked to open ports, it is looked for on everything but policies. */
const inventoried = (rest: Fields = {}): Fields =>
  metadata({ annotations: annotations('openDefaultPorts'), ...rest });

/** Of a phase it counts whether it is an end. */
const phase: Shape = value => {
  if (typeof value !== 'string') {
    return value;
  }
  return isFinished(value) ? 'Succeeded' : undefined;
};

const ports = (number: 'containerPort' | 'port'): Shape => [
  { name: 'whole', [number]: 'whole', protocol: 'whole' },
];

const podSpec: Fields = {
  nodeName: 'whole',
  hostNetwork: 'whole',
  serviceAccountName: 'whole',
  serviceAccount: 'whole',
  containers: [{ ports: ports('containerPort') }],
  initContainers: [{ restartPolicy: 'whole', ports: ports('containerPort') }],
};

const vmiSpec: Fields = {
  // Of one that cannot be read as a whole.
  nodeName: 'whole',
  hostNetwork: 'whole',
  hostname: 'whole',
  domain: {
    devices: {
      autoattachPodInterface: 'whole',
      interfaces: [{ ports: ports('port') }],
    },
  },
  networks: [{ name: 'whole', pod: 'whole', multus: { networkName: 'whole' } }],
  volumes: [{ serviceAccount: present({ serviceAccountName: 'whole' }) }],
};

/** What is read of a workload beside its template. */
const WORKLOAD: Fields = {
  ownerReferences: [
    {
      apiVersion: 'whole',
      kind: 'whole',
      name: 'whole',
      controller: 'whole',
    },
  ],
};

function workload(type: TypeMeta, path: readonly string[]): Fields {
  const isLauncher = isVm(type);
  const ofTemplate: Fields = {
    labels: 'whole',
    annotations: isLauncher
      ? annotations('istioInject', 'openDefaultPorts')
      : annotations('networks', 'networkStatus', 'openDefaultPorts'),
    ...(isLauncher ? { uid: 'whole' } : {}),
  };
  const spec = isLauncher ? vmiSpec : podSpec;
  const status: Fields = {
    phase,
    ...(type.kind === 'Pod'
      ? { hostIP: 'whole', podIP: 'whole', podIPs: [{ ip: 'whole' }] }
      : {}),
  };
  if (path.length === 0) {
    return { metadata: metadata({ ...WORKLOAD, ...ofTemplate }), spec, status };
  }
  const template = present({ metadata: ofTemplate, spec });
  return {
    metadata: inventoried({
      labels: labelsNamed('pod-template-hash'),
      ...WORKLOAD,
    }),
    status,
    ...path.reduceRight<{ [field: string]: Shape }>(
      (below, field, index) => ({
        [field]: index === path.length - 1 ? template : below,
      }),
      {},
    ),
  };
}

/** Kinds that are neither workloads nor policies, by `group/Kind`. */
const INVENTORY: Readonly<Record<string, Fields>> = {
  '/Namespace': { metadata: inventoried({ labels: 'whole' }) },
  '/ServiceAccount': { metadata: inventoried({ labels: 'whole' }) },
  '/Node': {
    metadata: inventoried({ labels: 'whole' }),
    status: { addresses: [{ address: 'whole' }] },
  },
  '/Service': {
    metadata: inventoried(),
    spec: {
      type: 'whole',
      selector: 'whole',
      clusterIP: 'whole',
      clusterIPs: 'whole',
      externalIPs: 'whole',
      externalName: 'whole',
      ports: [
        {
          name: 'whole',
          port: 'whole',
          protocol: 'whole',
          targetPort: 'whole',
          nodePort: 'whole',
        },
      ],
    },
  },
  'discovery.k8s.io/EndpointSlice': {
    metadata: inventoried({ labels: labelsNamed(SERVICE_NAME) }),
    endpoints: [
      {
        addresses: 'whole',
        // An endpoint that does not say is ready.
        conditions: { ready: ready => (ready === false ? ready : undefined) },
      },
    ],
    ports: ports('port'),
  },
};

/** Not `spec.tls`, which holds keys. */
const OPENSHIFT_ROUTE: Fields = {
  metadata: metadata(),
  spec: {
    host: 'whole',
    to: present({ kind: 'whole', name: 'whole' }),
    alternateBackends: [{ kind: 'whole', name: 'whole' }],
    port: { targetPort: 'whole' },
  },
  status: {
    ingress: [
      {
        routerName: 'whole',
        conditions: [{ type: 'whole', status: 'whole' }],
      },
    ],
  },
};

/** Calico's kinds beside policies of which more is read than that they are there. */
const CALICO: Readonly<Record<string, Fields>> = {
  Profile: { metadata: metadata(), spec: 'whole' },
  Tier: { metadata: metadata(), spec: 'whole' },
  NetworkSet: { metadata: metadata({ labels: 'whole' }), spec: 'whole' },
  GlobalNetworkSet: { metadata: metadata({ labels: 'whole' }), spec: 'whole' },
  HostEndpoint: { metadata: metadata({ labels: 'whole' }), spec: 'whole' },
};

/** Of others of Calico's, and of policies that are not read, it counts that they are there. */
const PRESENCE: Fields = { metadata: metadata() };

/** What is read of objects of a type, and whether more fields than these are refused. */
export interface Part {
  readonly fields: Fields;
  readonly isStrict: boolean;
}

const loose = (fields: Fields): Part => ({ fields, isStrict: false });

/** What is read of objects of a type; undefined where they are passed over. */
export function partOf(
  type: TypeMeta,
  templates: PodTemplates,
): Part | undefined {
  const path = podTemplatePath(type, templates);
  if (path) {
    return loose(workload(type, path));
  }
  const key = kindKey(type);
  if (Object.hasOwn(INVENTORY, key)) {
    return loose(INVENTORY[key]);
  }
  const { kind } = type;
  const group = groupOf(type.apiVersion);
  const object = { group, reference: { ...type, name: '' } };
  if (isDialect(object)) {
    return { fields: { metadata: metadata() }, isStrict: true };
  }
  if (isMultiNetworkPolicy(object)) {
    return {
      fields: {
        metadata: metadata({ annotations: annotations('policyFor') }),
      },
      isStrict: true,
    };
  }
  if (isWorkloadEndpoint(object)) {
    return loose({ metadata: inventoried({ labels: 'whole' }), spec: 'whole' });
  }
  if (CALICO_GROUPS.includes(group)) {
    return loose(Object.hasOwn(CALICO, kind) ? CALICO[kind] : PRESENCE);
  }
  if (isOpenShiftRoute(object)) {
    return loose(OPENSHIFT_ROUTE);
  }
  if (isRoute(object) || (group === GATEWAY_API && kind === 'ReferenceGrant')) {
    return loose({ metadata: metadata(), spec: 'whole' });
  }
  return isUnsupportedPolicy(object) ? loose(PRESENCE) : undefined;
}
