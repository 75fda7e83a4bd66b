import { KINDS } from '../../kinds';
import { KubeClient } from '../client/types';
import { listPages } from './list';

const PODS = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  verbs: ['list', 'watch'],
};

const pods = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    metadata: { name: `web-${index}`, namespace: 'shop', uid: `${index}` },
  }));

function given(count: number, onObjects: (count: number) => void) {
  const client: KubeClient = {
    cluster: 'hub',
    watch: () => Promise.reject(new Error('nobody watches')),
    request: async () => ({
      status: 200,
      headers: {},
      body: { metadata: { resourceVersion: '7' }, items: pods(count) },
    }),
  };
  return (signal?: AbortSignal) =>
    listPages({
      client,
      project: KINDS.project,
      target: { kind: PODS },
      pageSize: count,
      signal,
      onObjects: objects => onObjects(objects.length),
    });
}

describe('a page of a list', () => {
  it('is taken in by portions, between which others have their turn', async () => {
    let turns = 0;
    const portions: Array<{ size: number; turn: number }> = [];
    let isRunning = true;
    const tick = () => {
      turns++;
      if (isRunning) {
        setImmediate(tick);
      }
    };
    setImmediate(tick);
    const list = given(60, size => portions.push({ size, turn: turns }));
    const { uids, resourceVersion } = await list();
    isRunning = false;

    expect(portions.map(({ size }) => size)).toEqual([25, 25, 10]);
    expect(new Set(portions.map(({ turn }) => turn)).size).toBe(3);
    expect(uids.size).toBe(60);
    expect(resourceVersion).toBe('7');
  });

  it('is not taken in any further when nobody wants it any more', async () => {
    const abort = new AbortController();
    const sizes: number[] = [];
    const list = given(60, size => {
      sizes.push(size);
      abort.abort();
    });
    await expect(list(abort.signal)).rejects.toThrow('aborted');
    expect(sizes).toEqual([25]);
  });
});
