import ELK, { ELK as Elk, ElkNode } from 'elkjs/lib/elk-api';

let elk: Elk | undefined;

/** One worker for all graphs of the page, made when the first is laid out. */
function theElk(): Elk {
  elk ??= new ELK({
    workerFactory: () =>
      new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)),
  });
  return elk;
}

/** Lays out graphs, away from the thread that draws. */
export const layOut = (graphs: ElkNode[]): Promise<ElkNode[]> =>
  Promise.all(graphs.map(graph => theElk().layout(graph)));
