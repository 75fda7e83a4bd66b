import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

interface Step {
  id: string;
  name: string;
  action: string;
  if?: string;
  input?: object;
}

/** An example as the scaffolder's page on actions shows it. */
const example = (description: string, ...steps: Step[]): TemplateExample => ({
  description,
  example: stringify({ steps }),
});

const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'shop-settings' },
  data: { greeting: 'hello' },
};

const render = {
  id: 'render',
  name: 'Make the manifests',
  action: 'hybrid-apps:render',
  input: {
    name: 'shop',
    title: 'Web shop',
    owner: 'group:default/team-a',
    namespace: 'retail',
    web: { image: 'quay.io/shop/web:1.0', replicas: 2, port: 8080 },
    vm: {
      image: 'quay.io/containerdisks/debian:12',
      size: 'small',
      diskSize: '10Gi',
    },
    database: { port: 5432, access: 'web' },
  },
};

const applySettings = {
  id: 'apply',
  name: 'Create the settings',
  action: 'hybrid-apps:apply',
  input: { cluster: 'onprem', namespace: 'retail', manifests: [settings] },
};

const applyRendered = {
  id: 'apply',
  name: 'Create everything',
  action: 'hybrid-apps:apply',
  input: {
    cluster: 'onprem',
    manifests: '${{ steps.render.output.manifests }}',
  },
};

/** Of `hybrid-apps:render`. */
export const renderExamples = [
  example('A web tier whose database runs in a VM', render),
  example(
    'A VM from a golden image of the cluster, set up by a Secret, and open to another namespace',
    {
      ...render,
      input: {
        ...render.input,
        web: {
          ...render.input.web,
          host: 'shop.example.com',
          ingressNamespace: 'ingress-nginx',
        },
        vm: {
          goldenImage: 'images/rhel9',
          instancetype: 'u1.medium',
          diskSize: '30Gi',
          cloudInitSecret: 'shop-db-init',
        },
        database: { port: 5432, access: 'namespaces', namespaces: ['audit'] },
        internet: true,
      },
    },
  ),
];

/** Of `hybrid-apps:check`. */
export const checkExamples = [
  example('Check rendered manifests, and that the name is free', render, {
    id: 'check',
    name: 'Check them on the cluster',
    action: 'hybrid-apps:check',
    input: {
      cluster: 'onprem',
      manifests: '${{ steps.render.output.manifests }}',
      newEntity: 'system:default/shop',
    },
  }),
];

/** Of `hybrid-apps:apply`. */
export const applyExamples = [
  example('Create objects, all or none', applySettings),
];

const waitForAll = {
  id: 'wait',
  name: 'Wait until it runs',
  action: 'hybrid-apps:wait',
  input: {
    cluster: 'onprem',
    objects: '${{ steps.apply.output.objects }}',
    timeoutMinutes: 30,
  },
};

/** Of `hybrid-apps:wait`. */
export const waitExamples = [
  example(
    'Wait until what was created works',
    render,
    applyRendered,
    waitForAll,
  ),
];

/** Of `hybrid-apps:await-entity`. */
export const awaitEntityExamples = [
  example('Wait until the catalog has found the app', {
    id: 'entity',
    name: 'Find it in the catalog',
    action: 'hybrid-apps:await-entity',
    input: { entityRef: 'system:default/inventory', timeoutSeconds: 300 },
  }),
];

const undoWhenFailed = {
  id: 'undo',
  name: 'Undo what was created',
  if: '${{ failure() }}',
  action: 'hybrid-apps:undo',
};

/** Of `hybrid-apps:undo`. */
export const undoExamples = [
  example(
    'Remove what the task created, as its last step, when another failed',
    applySettings,
    undoWhenFailed,
  ),
];

/** Of `hybrid-apps:act:perform`. */
export const performActExamples = [
  example('Restart the web tier of an app', render, applyRendered, waitForAll, {
    id: 'restart',
    name: 'Restart the web tier',
    action: 'hybrid-apps:act:perform',
    input: {
      entityRef: 'system:default/shop',
      object: 'onprem/retail/apps/Deployment/shop-web',
      act: 'workload-restart',
    },
  }),
];
