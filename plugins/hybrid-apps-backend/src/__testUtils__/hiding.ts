/**
 * What people may write into objects and must not read in the portal, at every
 * place of an object where it can stand.
 */
export const HIDDEN = 's3cret';

const url = `https://u:${HIDDEN}@example.com/x?token=${HIDDEN}`;

const exec = { exec: { command: ['login', HIDDEN] } };
const httpGet = {
  httpGet: {
    path: `/ready?token=${HIDDEN}`,
    port: 80,
    httpHeaders: [{ name: 'Authorization', value: HIDDEN }],
  },
};

/** A container with values wherever one has values. */
export const hidingContainer = {
  name: 'web',
  image: 'quay.io/hybrid-apps/web:1.0',
  command: ['web', `--password=${HIDDEN}`, HIDDEN],
  args: ['--token', HIDDEN, `--url=${url}`],
  env: [
    { name: 'PASSWORD', value: HIDDEN },
    { name: 'PLAIN', value: HIDDEN },
    {
      name: 'DATABASE_URL',
      value: `postgres://${HIDDEN}:${HIDDEN}@db:5432/${HIDDEN}`,
    },
    { name: 'CACHE', value: `cache:6379,password=${HIDDEN}` },
  ],
  lifecycle: { postStart: exec, preStop: httpGet },
  livenessProbe: exec,
  readinessProbe: httpGet,
  startupProbe: { ...exec, ...httpGet },
};

export const hidingAnnotations = {
  'kubectl.kubernetes.io/last-applied-configuration': `{"x":"${HIDDEN}"}`,
  'kubevirt.io/ignitiondata': HIDDEN,
  'hooks.kubevirt.io/hookSidecars': `[{"args":["${HIDDEN}"]}]`,
  'example.com/snippet': HIDDEN,
  'k3s.io/node-args': `["server","--kube-apiserver-arg","${HIDDEN}"]`,
  'k8s.v1.cni.cncf.io/networks': `[{"name":"backup-net","cni-args":{"key":"${HIDDEN}"}}]`,
};

const containers = [hidingContainer];
export const hidingPodSpec = {
  containers,
  initContainers: containers,
  ephemeralContainers: containers,
  volumes: [
    { name: 'csi', csi: { driver: 'x', volumeAttributes: { key: HIDDEN } } },
    { name: 'flex', flexVolume: { driver: 'x', options: { key: HIDDEN } } },
    { name: 'git', gitRepo: { repository: url } },
  ],
};

const cloudInit = {
  userData: HIDDEN,
  userDataBase64: HIDDEN,
  networkData: HIDDEN,
  networkDataBase64: HIDDEN,
  secretRef: { name: 'init' },
};
/** The spec of a VM's instance. */
export const hidingVmiSpec = {
  domain: {
    devices: {},
    firmware: { kernelBoot: { kernelArgs: `password=${HIDDEN}` } },
  },
  volumes: [
    { name: 'a', cloudInitNoCloud: cloudInit },
    { name: 'b', cloudInitConfigDrive: cloudInit },
  ],
  livenessProbe: exec,
  readinessProbe: httpGet,
};

const sources = ['http', 'registry', 'imageio', 'vddk', 's3', 'gcs'];
export const hidingDataVolumeSpec = {
  source: Object.fromEntries(
    sources.map(source => [
      source,
      { url, extraHeaders: [`Authorization: ${HIDDEN}`] },
    ]),
  ),
};

const metadata = { annotations: hidingAnnotations };
/** A template of Pods, and one of VM instances. */
export const hidingTemplate = {
  metadata,
  spec: {
    ...hidingVmiSpec,
    ...hidingPodSpec,
    volumes: [...hidingVmiSpec.volumes, ...hidingPodSpec.volumes],
  },
};

/** Fields that one kind alone has, and is not kept of. */
const OWN_FIELDS: Record<string, object> = {
  NetworkAttachmentDefinition: { config: `{"key":"${HIDDEN}"}` },
  Certificate: { keystores: { jks: { password: HIDDEN } } },
};

/**
 * The body of an object with values at every place where any kind has one, and
 * with templates at every place where one has been seen and at one where none
 * has: what is kept of any kind is without them.
 */
export const hidingBody = (kind: string) => ({
  metadata: {
    name: 'web',
    namespace: 'inventory',
    uid: 'u',
    annotations: hidingAnnotations,
    managedFields: [{ manager: HIDDEN }],
  },
  data: { key: HIDDEN },
  binaryData: { key: HIDDEN },
  stringData: { key: HIDDEN },
  parameters: { key: HIDDEN },
  spec: {
    ...hidingTemplate.spec,
    ...hidingDataVolumeSpec,
    ...OWN_FIELDS[kind],
    template: hidingTemplate,
    jobTemplate: { metadata, spec: { template: hidingTemplate } },
    virtualMachineTemplate: { metadata, spec: { template: hidingTemplate } },
    ofTomorrow: [{ somewhere: { template: hidingTemplate } }],
    dataVolumeTemplates: [{ metadata, spec: hidingDataVolumeSpec }],
    volumeClaimTemplates: [{ metadata }],
    csi: { driver: 'x', volumeAttributes: { key: HIDDEN } },
    flexVolume: { driver: 'x', options: { key: HIDDEN } },
    infrastructure: metadata,
    annotations: hidingAnnotations,
    rules: [
      {
        matches: [
          {
            headers: [{ name: 'X-Key', value: HIDDEN }],
            queryParams: [{ name: 'key', value: HIDDEN }],
          },
        ],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: {
              set: [{ name: 'Authorization', value: HIDDEN }],
            },
          },
        ],
        metadata,
      },
    ],
  },
  status: {
    conditions: [
      { type: 'Ready', status: 'False', message: `Cannot read ${url}: 401` },
    ],
    containerStatuses: [
      { name: 'web', lastState: { terminated: { message: HIDDEN } } },
    ],
  },
  message: `Get "${url}": 401`,
});
