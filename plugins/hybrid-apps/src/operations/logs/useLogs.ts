import { CompoundEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import {
  LogRow,
  LogSource,
  ReadLogsQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useState } from 'react';
import { hybridAppsApiRef } from '../../api';
import { addLines, Line, Lines, NO_LINES } from './buffer';

/** What has become of the log of one Pod. */
export interface PodEnd {
  event: 'ended' | 'failed';
  message?: string;
}

/** What is read so far. */
export interface Logs extends Lines {
  /** `broken`: it ended without a word. */
  state: 'loading' | 'reading' | 'closed' | 'gone' | 'broken' | 'failed';
  error?: Error;
  /** Every Pod that was read, in the order in which they came. */
  pods: readonly string[];
  sources: readonly LogSource[];
  podsLeftOut: number;
  ends: Readonly<Record<string, PodEnd>>;
}

const NOTHING: Logs = {
  ...NO_LINES,
  state: 'loading',
  pods: [],
  sources: [],
  podsLeftOut: 0,
  ends: {},
};

/** So many wait for the next frame; a page in the background has none. */
const MOST_WAITING = 10_000;

/** Joins what is told to what was there, without anything of a browser. */
export function createLogs() {
  let logs = NOTHING;
  let waiting: Line[] = [];
  let id = 0;
  /** The time of each Pod's newest line, so that none is told again as one goes on. */
  const newest = new Map<string, string>();
  /** What was told before one went on. */
  let before = new Map<string, string>();

  function merge() {
    if (waiting.length > 0) {
      logs = { ...logs, ...addLines(logs, waiting) };
      waiting = [];
    }
  }

  function takeLine({ pod = '', at, text = '', cut }: LogRow) {
    const told = before.get(pod);
    if (at && told && at <= told) {
      return;
    }
    if (at) {
      newest.set(pod, at);
    }
    if (logs.ends[pod]) {
      // Its container began again.
      const { [pod]: _ended, ...ends } = logs.ends;
      logs = { ...logs, ends };
    }
    id += 1;
    waiting.push({ id, pod, text, ...(at && { at }), ...(cut && { cut }) });
    if (waiting.length >= MOST_WAITING) {
      merge();
    }
  }

  function takeSources({ sources = [], leftOut = 0 }: LogRow) {
    const known = new Set(logs.pods);
    const more = sources.flatMap(({ pod }) => (known.has(pod) ? [] : pod));
    logs = {
      ...logs,
      state: 'reading',
      sources,
      podsLeftOut: leftOut,
      pods: more.length > 0 ? [...logs.pods, ...more] : logs.pods,
    };
  }

  return {
    take(rows: readonly LogRow[]) {
      for (const row of rows) {
        const { event, pod = '', message, reason } = row;
        if (event === undefined) {
          takeLine(row);
        } else if (event === 'sources') {
          takeSources(row);
        } else if (event === 'closed') {
          logs = {
            ...logs,
            state: reason === 'gone' ? 'gone' : 'closed',
          };
        } else {
          const end: PodEnd = { event, ...(message && { message }) };
          logs = { ...logs, ends: { ...logs.ends, [pod]: end } };
        }
      }
    },
    /** All of it, the lines that came since the last time among them. */
    now(): Logs {
      merge();
      return logs;
    },
    fail(error: Error) {
      logs = {
        ...logs,
        state: logs.state === 'loading' ? 'failed' : 'broken',
        error,
      };
    },
    /** From when to go on; undefined where nothing is known yet. */
    goOn(): string | undefined {
      before = new Map(newest);
      // The oldest of them, as no Pod waits for another.
      return [...newest.values()].sort()[0];
    },
  };
}

/** Reads the logs of an object as long as it is looked at; `retry` reads them anew. */
export function useLogs(
  app: CompoundEntityRef,
  { id, container, previous, since, follow, tail }: ReadLogsQuery,
): { logs: Logs; retry: () => void } {
  const api = useApi(hybridAppsApiRef);
  const [logs, setLogs] = useState(NOTHING);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const held = createLogs();
    let frame = 0;
    setLogs(NOTHING);
    const show = () => {
      frame = 0;
      setLogs(held.now());
    };
    const showSoon = () => {
      frame ||= requestAnimationFrame(show);
    };

    /** @returns whether there is more to be asked for */
    async function readOnce(from: string | undefined): Promise<boolean> {
      const stream = await api.readLogs(
        app,
        {
          id,
          container,
          previous,
          follow,
          tail,
          ...(from === undefined ? { since } : { from }),
        },
        { signal },
      );
      let last: LogRow | undefined;
      for await (const rows of stream) {
        held.take(rows);
        last = rows.at(-1) ?? last;
        showSoon();
      }
      if (last?.event !== 'closed') {
        throw new Error('The connection was cut.');
      }
      return last.reason === 'time';
    }
    async function read() {
      let from: string | undefined;
      while (!signal.aborted && (await readOnce(from))) {
        from = held.goOn();
      }
    }

    read().catch(error => {
      if (!signal.aborted) {
        held.fail(toError(error));
        showSoon();
      }
    });
    return () => {
      controller.abort();
      cancelAnimationFrame(frame);
    };
  }, [api, app, id, container, previous, since, follow, tail, tries]);

  const retry = useCallback(() => setTries(count => count + 1), []);
  return { logs, retry };
}
