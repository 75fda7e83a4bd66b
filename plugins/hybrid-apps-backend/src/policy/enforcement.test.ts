import { inventory } from '../__testUtils__/inventory';
import { POLICY, statusOf, ask, daemonSet } from '../__testUtils__/judged';

describe('enforcement', () => {
  it.each([
    [
      'Calico',
      '3.30.1',
      'yes',
      daemonSet('calico-node', 'calico/node:v3.30.1'),
    ],
    [
      'Cilium',
      '1.17.2',
      'yes',
      daemonSet(
        'cilium',
        'quay.io:443/cilium/cilium:v1.17.2@sha256:abc',
        'cilium-agent',
      ),
    ],
    [
      'kindnet',
      'v20240813-c6f155d6',
      'yes',
      daemonSet(
        'kindnet',
        'kindest/kindnetd:v20240813-c6f155d6',
        'kindnet-cni',
      ),
    ],
    [
      'kindnet',
      'v20240513-cd2ac642',
      'no',
      daemonSet(
        'kindnet',
        'kindest/kindnetd:v20240513-cd2ac642',
        'kindnet-cni',
      ),
    ],
    [
      'flannel',
      '0.26.1',
      'no',
      daemonSet('kube-flannel-ds', 'flannel/flannel:v0.26.1', 'kube-flannel'),
    ],
    [
      'Calico',
      undefined,
      'yes',
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'felixconfigurations.crd.projectcalico.org' },
      },
    ],
  ])('recognises %s %s: %s', (plugin, version, enforced, object) => {
    const { enforcement } = statusOf([...inventory, object]);
    expect(enforcement).toMatchObject([
      { cluster: 'onprem', plugin, ...(version && { version }), enforced },
    ]);
  });

  it('says so where it cannot tell', () => {
    expect(statusOf().enforcement).toMatchObject([{ enforced: 'unknown' }]);
  });

  it('is a finding, and said beside every verdict, where there is none', () => {
    const flannel = [...inventory, daemonSet('kube-flannel-ds', 'flannel:v1')];
    const [finding] = statusOf(flannel).findings;
    expect(finding).toMatchObject({
      code: 'policies-not-enforced',
      severity: 'error',
      objects: [{ id: POLICY }],
    });
    expect(ask({ port: 22 }, flannel).answer.summary).toContain(
      'flannel in cluster onprem does not enforce them',
    );
  });
});
