import ELK, { ElkNode } from 'elkjs/lib/elk-api';
import { inColumns } from './plain';

/** How long a worker may take, in milliseconds. */
export interface TimeLimits {
  /** Until it is there: it is loaded over the network. */
  start: number;
  layOut: number;
}

const LIMITS: TimeLimits = { start: 10_000, layOut: 2_000 };

export interface LaidOut {
  graphs: ElkNode[];
  /** Whether the worker failed or ran out of time, so that these are columns without more ado. */
  plain: boolean;
}

/** What is asked of elk and its worker. */
export interface LayoutWorker {
  /** Is answered once the worker is there. */
  knownLayoutAlgorithms(): Promise<unknown>;
  layout(graph: ElkNode): Promise<ElkNode>;
  terminateWorker(): void;
}

type Layouter = (graphs: ElkNode[]) => Promise<LaidOut>;

/** Calls back after so many milliseconds, unless it is told not to. */
type Timer = (callback: () => void, milliseconds: number) => () => void;

const browserTimer: Timer = (callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Lays out graphs in one worker that is started with the first. One that takes
 * too long is ended, since it hears nothing meanwhile; the next graphs get
 * a new one.
 */
export function createLayouter(
  startWorker: () => LayoutWorker,
  limits: TimeLimits = LIMITS,
  timer: Timer = browserTimer,
): Layouter {
  let running: LayoutWorker | undefined;

  /** What was promised or, where that fails or once time is up, nothing. */
  async function within<T>(
    elk: LayoutWorker,
    milliseconds: number,
    promised: Promise<T>,
  ): Promise<T | undefined> {
    let stop = () => {};
    const timeUp = new Promise<undefined>(resolve => {
      stop = timer(() => {
        elk.terminateWorker();
        if (running === elk) {
          running = undefined;
        }
        resolve(undefined);
      }, milliseconds);
    });
    try {
      return await Promise.race([promised, timeUp]);
    } catch (error) {
      // The stack of elk ends on some graphs, and it trips over others; a
      // plain picture is better than none.
      // eslint-disable-next-line no-console
      console.warn('The layout of the topology failed', error);
      return undefined;
    } finally {
      stop();
    }
  }

  return async graphs => {
    if (graphs.length === 0) {
      return { graphs, plain: false };
    }
    running ??= startWorker();
    const elk = running;
    const ready = await within(elk, limits.start, elk.knownLayoutAlgorithms());
    let laidOut: ElkNode[] | undefined;
    if (ready) {
      laidOut = await within(
        elk,
        limits.layOut,
        Promise.all(graphs.map(graph => elk.layout(graph))),
      );
    }
    return laidOut
      ? { graphs: laidOut, plain: false }
      : { graphs: graphs.map(inColumns), plain: true };
  };
}

/** Starts the worker of elk. */
export const startElk = (): LayoutWorker =>
  new ELK({
    workerFactory: () =>
      new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)),
  });

/** Lays out graphs, away from the thread that draws. */
export const layOut = createLayouter(startElk);
