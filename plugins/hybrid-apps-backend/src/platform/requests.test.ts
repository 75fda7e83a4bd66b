import { createStoreFromObjects } from '../kinds';
import { PlainObject } from '../clusters';
import { podRequest, requestedByNode } from './requests';

const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
const sidecar = (cpu: string) => ({
  ...requests(cpu),
  restartPolicy: 'Always',
});

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

describe('podRequest', () => {
  it.each<[string, object, number]>([
    ['nothing', { containers: [{}] }, 0],
    [
      'the sum of its containers',
      { containers: [requests('250m'), requests('1')] },
      1.25,
    ],
    [
      'its largest init container, where that is more',
      {
        containers: [requests('1')],
        initContainers: [requests('3'), requests('2')],
      },
      3,
    ],
    [
      'its sidecars beside its containers',
      { containers: [requests('1')], initContainers: [sidecar('500m')] },
      1.5,
    ],
    [
      'an init container beside the sidecars before it, and none after it',
      {
        containers: [requests('100m')],
        initContainers: [sidecar('1'), requests('2'), sidecar('1')],
      },
      3,
    ],
    [
      'what the Pod says itself',
      { containers: [requests('1')], ...requests('4') },
      4,
    ],
    [
      'what its runtime needs beside',
      { containers: [requests('1')], overhead: { cpu: '250m' } },
      1.25,
    ],
  ])('is %s', (_, spec, expected) => {
    const [one] = podsOf(pod(spec));
    expect(podRequest(one, 'cpu')).toBe(expected);
  });
});

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
