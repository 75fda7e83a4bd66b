import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { vmsOf } from './words';

const KUBEVIRT: Cluster['addOns'][number] = {
  name: 'kubevirt',
  health: 'healthy',
};
const node = (virtualMachines?: boolean): Cluster['nodes'][number] => ({
  name: 'a',
  health: 'healthy',
  virtualMachines,
});
const gap = (kind: string): Cluster['knowledge'][number] => ({
  cluster: 'onprem',
  kind,
  state: 'forbidden',
});

describe('vmsOf', () => {
  it.each<[string, Partial<Cluster>, string]>([
    ['KubeVirt and a node', { addOns: [KUBEVIRT], nodes: [node(true)] }, 'yes'],
    ['no node that takes any', { addOns: [KUBEVIRT], nodes: [node()] }, 'no'],
    ['no KubeVirt', { nodes: [node(true)] }, 'no'],
    [
      'KubeVirt not known',
      { knowledge: [gap('kubevirts.kubevirt.io')] },
      'unknown',
    ],
    [
      'nodes not known',
      { addOns: [KUBEVIRT], knowledge: [gap('nodes')] },
      'unknown',
    ],
    ['nothing known', { knowledge: [gap('*')] }, 'unknown'],
    ['events not known', { knowledge: [gap('events')] }, 'no'],
  ])('of a cluster with %s', (_, given, expected) => {
    const cluster = { addOns: [], nodes: [], knowledge: [], ...given };
    expect(vmsOf(cluster).possible).toBe(expected);
  });
});
