import { createStoreFromObjects } from '../kinds';
import { PlainObject } from '../clusters';
import { requestedByNode } from './requests';

const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
let count = 0;
const pod = (spec: object, phase = 'Running'): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `pod-${++count}`, namespace: 'shop' },
  spec,
  status: { phase },
});

const podsOf = (...objects: PlainObject[]) =>
  createStoreFromObjects('onprem', objects).list({ group: '', kind: 'Pod' });

describe('requestedByNode', () => {
  it('sums up what Pods request of their nodes, without those that ended or wait', async () => {
    const on = (nodeName: string, phase?: string) =>
      pod({ nodeName, containers: [requests('1')] }, phase);
    const totals = await requestedByNode(
      podsOf(
        on('a'),
        on('a', 'Pending'),
        on('a', 'Succeeded'),
        on('a', 'Failed'),
        on('b'),
        pod({ containers: [requests('1')] }, 'Pending'),
      ),
    );
    expect([...totals]).toEqual([
      ['a', { cpu: 2, memory: 0, pods: 2 }],
      ['b', { cpu: 1, memory: 0, pods: 1 }],
    ]);
  });
});
