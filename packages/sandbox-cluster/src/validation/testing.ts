/** Objects for the tests of validation. */
import { KubeObject } from '../objects';

export const object = (
  apiVersion: string,
  kind: string,
  spec: unknown,
  metadata = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'it', namespace: 'demo', ...metadata },
  spec,
});

export const template = (
  container = {},
  spec = {},
  labels = { app: 'web' },
) => ({
  metadata: { labels },
  spec: {
    containers: [
      { name: 'web', image: 'registry.example/web:1', ...container },
    ],
    ...spec,
  },
});
export const deployment = (container = {}, spec = {}) =>
  object('apps/v1', 'Deployment', {
    selector: { matchLabels: { app: 'web' } },
    template: template(container),
    ...spec,
  });

export const service = (spec: object) => object('v1', 'Service', spec);
export const claim = (spec: object) =>
  object('v1', 'PersistentVolumeClaim', {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
    ...spec,
  });

export const vm = (domain: object = {}, vmi: object = {}, spec: object = {}) =>
  object('kubevirt.io/v1', 'VirtualMachine', {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: { memory: { guest: '1Gi' }, devices: {}, ...domain },
        ...vmi,
      },
    },
    ...spec,
  });

/** What is wrong, the object, and the field and the beginning of the message that say so. */
export type Refused = [
  what: string,
  bad: KubeObject,
  field: string,
  message: string,
];
