import { ElkNode } from 'elkjs/lib/elk-api';
import { createLayouter, LayoutWorker } from './elk';

const GRAPH: ElkNode = {
  id: 'group',
  children: ['4', '3', '4'].map((partition, index) => ({
    id: `card-${index}`,
    layoutOptions: { 'elk.partitioning.partition': partition },
  })),
  edges: [{ id: 'edge', sources: ['card-1'], targets: ['card-0'] }],
};

const never = () => new Promise<never>(() => {});

/** Workers that answer or are silent, and a clock that a test turns. */
function workshop(silent: { start?: boolean; layOut?: boolean }) {
  const ended: number[] = [];
  let started = 0;
  const timers = new Map<number, () => void>();
  const layOut = createLayouter(
    (): LayoutWorker => {
      started += 1;
      const number = started;
      const first = number === 1;
      return {
        knownLayoutAlgorithms: async () =>
          first && silent.start ? never() : [],
        layout: async graph =>
          first && silent.layOut ? never() : { ...graph, id: 'laid out' },
        terminateWorker: () => ended.push(number),
      };
    },
    { start: 10, layOut: 2 },
    (callback, milliseconds) => {
      timers.set(milliseconds, callback);
      return () => timers.delete(milliseconds);
    },
  );
  return {
    layOut,
    ended,
    started: () => started,
    timers,
    async timeIsUp(milliseconds: number) {
      while (!timers.has(milliseconds)) {
        await Promise.resolve();
      }
      timers.get(milliseconds)?.();
    },
  };
}

describe('the layout in a worker', () => {
  it('is what one worker answers, as often as it is asked', async () => {
    const { layOut, started, ended, timers } = workshop({});
    await layOut([GRAPH]);
    const { graphs, plain } = await layOut([GRAPH]);
    expect(graphs[0].id).toBe('laid out');
    expect(plain).toBe(false);
    expect(started()).toBe(1);
    expect(ended).toEqual([]);
    expect(timers.size).toBe(0);
  });

  it.each([
    ['is not there', { start: true }, 10],
    ['takes too long', { layOut: true }, 2],
  ])(
    'is columns where the worker %s in time, and a new worker does the next',
    async (_, silent, limit) => {
      const { layOut, timeIsUp, started, ended } = workshop(silent);
      const [{ graphs, plain }] = await Promise.all([
        layOut([GRAPH]),
        timeIsUp(limit),
      ]);
      expect(plain).toBe(true);
      expect(graphs[0].edges).toBeUndefined();
      expect(
        graphs[0].children?.map(({ id, x = 0, y = 0 }) => [id, x > 0, y > 0]),
      ).toEqual([
        ['card-0', true, false],
        ['card-1', false, false],
        ['card-2', true, true],
      ]);
      expect(ended).toEqual([1]);
      await expect(layOut([GRAPH])).resolves.toMatchObject({ plain: false });
      expect(started()).toBe(2);
    },
  );

  it('is columns where the worker fails, which the next graphs need not suffer', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    let started = 0;
    const layOut = createLayouter((): LayoutWorker => {
      started += 1;
      return {
        knownLayoutAlgorithms: async () => [],
        layout: async graph => {
          if (graph === GRAPH) {
            throw new RangeError('Maximum call stack size exceeded');
          }
          return { ...graph, id: 'laid out' };
        },
        terminateWorker: () => {},
      };
    });
    const { graphs, plain } = await layOut([GRAPH]);
    expect(plain).toBe(true);
    expect(graphs[0].children?.map(({ x }) => x)).toEqual([
      expect.any(Number),
      0,
      expect.any(Number),
    ]);
    expect(warn).toHaveBeenCalledTimes(1);
    await expect(layOut([{ ...GRAPH }])).resolves.toMatchObject({
      plain: false,
    });
    expect(started).toBe(1);
    warn.mockRestore();
  });
});
