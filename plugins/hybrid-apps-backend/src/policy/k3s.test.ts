import { daemonSet } from '../__testUtils__/judged';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { detectEnforcement } from './enforcement';

const detect = (objects: PlainObject[]) =>
  detectEnforcement(createStoreFromObjects('onprem', objects));

const k3sNode = (name: string, ...args: string[]): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    annotations: { 'k3s.io/node-args': JSON.stringify(args) },
  },
  status: { nodeInfo: { kubeletVersion: 'v1.33.4+k3s1' } },
});
const calico = daemonSet('calico-node', 'calico/node:v3.30.1');
const calicoDefinition: PlainObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'felixconfigurations.crd.projectcalico.org' },
};
const flannel = daemonSet(
  'kube-flannel-ds',
  'flannel/flannel:v0.26.1',
  'kube-flannel',
);

describe('enforcement by K3s, which shows no DaemonSet', () => {
  const unseen = expect.stringContaining(
    'unless its servers run with --disable-network-policy',
  );
  const disabled = expect.stringContaining(
    'K3s runs with --disable-network-policy',
  );
  const agent = k3sNode('agent', 'agent');
  const off = k3sNode('off', 'server', '--disable-network-policy');

  it.each<[string, PlainObject[], string, unknown]>([
    ['a server', [k3sNode('n1', 'server'), agent], 'yes', undefined],
    [
      'a server that is told to',
      [k3sNode('n1', 'server', '--disable-network-policy', 'false')],
      'yes',
      undefined,
    ],
    ['agents alone, as servers need be no nodes', [agent], 'yes', unseen],
    ['a server that is told not to', [off, agent], 'unknown', disabled],
    [
      'a server whose configuration tells it not to',
      [k3sNode('n1', 'server', '--disable-network-policy', 'true')],
      'unknown',
      disabled,
    ],
  ])('is told by %s', (_, objects, enforced, message) => {
    expect(detect(objects)).toEqual({
      cluster: 'onprem',
      plugin: 'K3s',
      version: '1.33.4+k3s1',
      enforced,
      message,
    });
  });

  it('counts where nothing else enforces policies', () => {
    expect(detect([flannel, agent])).toMatchObject({
      plugin: 'K3s over flannel',
      enforced: 'yes',
      message: unseen,
    });
    expect(detect([flannel, off])).toMatchObject({
      plugin: 'flannel',
      enforced: 'no',
    });
    for (const objects of [
      [calico, agent],
      [calico, off],
    ]) {
      expect(detect(objects)).toMatchObject({
        plugin: 'Calico',
        enforced: 'yes',
      });
    }
    expect(detect([off, calicoDefinition])).toMatchObject({
      plugin: 'Calico',
      enforced: 'unknown',
    });
  });

  it('is nothing to RKE2 and others', () => {
    const node = { ...agent, status: { nodeInfo: {} } };
    const rke2 = {
      ...agent,
      status: { nodeInfo: { kubeletVersion: 'v1.33.4+rke2r1' } },
    };
    expect(detect([node, rke2]).plugin).toBeUndefined();
  });
});
