import { KubeObject } from '../objects';
import { StatusError } from '../status';
import { requireValid } from './index';
import { deployment, object, vm } from './testing';

describe('requireValid', () => {
  const refusal = (bad: KubeObject) => {
    try {
      requireValid(bad, undefined);
    } catch (error) {
      if (error instanceof StatusError) {
        return error.status;
      }
      throw error;
    }
    return undefined;
  };

  it('answers as the API server does for a NetworkPolicy', () => {
    // As recorded from kube-apiserver 1.36.2.
    const bad = object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      {
        podSelector: { matchLabels: { 'kubevirt.io/domain': 'mongodb-vm' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/24'] } },
            ],
            ports: [{ protocol: 'TCP', port: 9000, endPort: 8000 }],
          },
        ],
      },
      { name: 'mongodb' },
    );
    expect(refusal(bad)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'NetworkPolicy.networking.k8s.io "mongodb" is invalid: [spec.ingress[0].ports[0].endPort: Invalid value: 9000: must be greater than or equal to `port`, spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`]',
      reason: 'Invalid',
      details: {
        name: 'mongodb',
        group: 'networking.k8s.io',
        kind: 'NetworkPolicy',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: 9000: must be greater than or equal to `port`',
            field: 'spec.ingress[0].ports[0].endPort',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`',
            field: 'spec.ingress[0].from[0].ipBlock.except[0]',
          },
        ],
      },
      code: 422,
    });
  });

  it('answers as KubeVirt’s webhook does for a VM', () => {
    // As recorded from virt-api 1.9.0.
    const message =
      "spec.template.spec.domain.devices.disks[0].Name 'nope' not found.";
    expect(refusal(vm({ devices: { disks: [{ name: 'nope' }] } }))).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `admission webhook "virtualmachine-validator.kubevirt.io" denied the request: ${message}`,
      reason: 'Invalid',
      details: {
        causes: [
          {
            reason: 'FieldValueInvalid',
            message,
            field: 'spec.template.spec.domain.devices.disks[0].name',
          },
        ],
      },
      code: 422,
    });
  });

  it('lets go what is valid, and kinds that it has no rules for', () => {
    expect(refusal(deployment())).toBeUndefined();
    expect(refusal(object('v1', 'ConfigMap', {}))).toBeUndefined();
  });
});
