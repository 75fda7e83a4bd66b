import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Terms } from '../../openings';

export const of =
  (apiVersion: string, kind: string) =>
  (spec: unknown): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: 'web' },
    spec,
  });
export const service = of('v1', 'Service');
export const pod = of('v1', 'Pod');
export const vm = (spec: object, more: object = {}) =>
  of('kubevirt.io/v1', 'VirtualMachine')({ template: { spec }, ...more });
export const devices = (found: object) => vm({ domain: { devices: found } });
export const ingress = of('networking.k8s.io/v1', 'Ingress');
export const httpRoute = of('gateway.networking.k8s.io/v1', 'HTTPRoute');
export const tcpRoute = of('gateway.networking.k8s.io/v1alpha2', 'TCPRoute');
export const policy = of('networking.k8s.io/v1', 'NetworkPolicy');
export const calico = of('projectcalico.org/v3', 'NetworkPolicy');
export const budget = of('policy/v1', 'PodDisruptionBudget');
export const autoscaler = of('autoscaling/v2', 'HorizontalPodAutoscaler');
export const claim = of('v1', 'PersistentVolumeClaim');
export const dataVolume = of('cdi.kubevirt.io/v1beta1', 'DataVolume');
export const instancetype = of(
  'instancetype.kubevirt.io/v1beta1',
  'VirtualMachineInstancetype',
);
export const network = of('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition');

export const PART_OF = 'app.kubernetes.io/part-of';
export const INSTANCE = 'app.kubernetes.io/instance';
/** What the policies select by. */
export const deployment: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'front' },
  spec: {
    template: {
      metadata: {
        labels: { [PART_OF]: 'shop', [INSTANCE]: 'shop-1', role: 'front' },
      },
      spec: { containers: [{ name: 'front' }] },
    },
  },
};
export const account: Manifest = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'own' },
};
export const OTHERS = [deployment, account];

export const ours = { matchLabels: { [PART_OF]: 'shop' } };
export const theirs = { matchLabels: { [PART_OF]: 'bank' } };
export const hosts: Partial<Terms> = { ingressHosts: ['*.shop.example.com'] };
export const classes: Partial<Terms> = { ingressClasses: ['public'] };
export const free: Partial<Terms> = { podSecurity: 'privileged' };

export const metadata = (more: object, manifest = service({})): Manifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, ...more },
});
export const annotated = (name: string) =>
  metadata({ annotations: { [name]: 'x' } });

export const D = 'spec.template.spec.domain.devices';
export const V = 'spec.template.spec.volumes[0]';
