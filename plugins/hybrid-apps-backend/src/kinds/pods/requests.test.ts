import { podRequest, requestsOf } from './requests';

const GI = 2 ** 30;
const asks = (requests: object, more: object = {}) => ({
  resources: { requests },
  ...more,
});
const half = asks({ cpu: '500m', memory: '1Gi' });
const sidecar = { ...half, restartPolicy: 'Always' };

describe('what a Pod asks for', () => {
  it.each<[string, object, { cpu?: number; memory?: number }]>([
    [
      'is the sum of its containers',
      { containers: [half, asks({ cpu: 1, memory: '2Gi' })] },
      { cpu: 1.5, memory: 3 * GI },
    ],
    [
      'is the limit where a container has no request',
      {
        containers: [
          { resources: { limits: { cpu: '250m', memory: '1Gi' } } },
          { resources: { requests: { cpu: 1 }, limits: { cpu: 2 } } },
        ],
      },
      { cpu: 1.25, memory: undefined },
    ],
    [
      'is not known where one of its containers does not say',
      { containers: [half, {}] },
      {},
    ],
    ['is not known without containers', { containers: [] }, {}],
    ['is not known of what is no spec', {}, {}],
    [
      'holds its sidecars',
      { containers: [half], initContainers: [sidecar] },
      { cpu: 1, memory: 2 * GI },
    ],
    [
      'is not known where a sidecar does not say',
      { containers: [half], initContainers: [{ restartPolicy: 'Always' }] },
      {},
    ],
    [
      'is what an init container needs, with the sidecars before it, where that is more',
      {
        containers: [half],
        initContainers: [
          sidecar,
          asks({ cpu: 2, memory: '1Mi' }),
          { name: 'says nothing' },
        ],
      },
      { cpu: 2.5, memory: 2 * GI },
    ],
    [
      'is what the Pod as a whole asks for, where it says',
      { resources: { requests: { cpu: 3 } }, containers: [half] },
      { cpu: 3, memory: GI },
    ],
    [
      'is as fine as a thousandth of a CPU',
      { containers: [asks({ cpu: '100m' }), asks({ cpu: '200m' })] },
      { cpu: 0.3, memory: undefined },
    ],
  ])('%s', (_, spec, expected) => {
    expect(requestsOf(spec)).toEqual({
      cpu: undefined,
      memory: undefined,
      ...expected,
    });
  });
});

const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
const beside = (cpu: string) => ({
  ...requests(cpu),
  restartPolicy: 'Always',
});

describe('what a node sets aside for a Pod', () => {
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
      { containers: [requests('1')], initContainers: [beside('500m')] },
      1.5,
    ],
    [
      'an init container beside the sidecars before it, and none after it',
      {
        containers: [requests('100m')],
        initContainers: [beside('1'), requests('2'), beside('1')],
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
    expect(podRequest(spec, 'cpu', 0)).toBe(expected);
  });
});
