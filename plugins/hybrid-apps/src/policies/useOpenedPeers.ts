import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../api';
import { Opened, OpenedPeers, withOpen } from './opened';

/** So many of what a peer stands for are shown at a time. */
const PART = 20;

export interface Opener {
  opened: OpenedPeers;
  /** Opens a peer, or closes it. */
  toggle(id: string): void;
  /** Goes on to the next part of a peer that is open; without a cursor, to its first. */
  show(id: string, cursor?: string): void;
}

/**
 * The peers of a policy status that are open, and what they stand for; loaded
 * again when the status is another one.
 */
export function useOpenedPeers(revision: string): Opener {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [opened, setOpened] = useState<OpenedPeers>(new Map());
  const running = useRef(new Map<string, AbortController>());

  const load = useCallback(
    async (id: string, cursor?: string) => {
      running.current.get(id)?.abort();
      const controller = new AbortController();
      running.current.set(id, controller);
      const set = (change: Partial<Opened>) =>
        // What was closed meanwhile, or is loaded anew, is not told of this.
        !controller.signal.aborted &&
        setOpened(before => {
          const own = before.get(id);
          return own
            ? new Map(before).set(id, { ...own, error: undefined, ...change })
            : before;
        });
      set({ isLoading: true });
      try {
        const part = await api.listPolicyPeers(
          app,
          { peer: id, limit: PART, ...(cursor && { cursor }) },
          { signal: controller.signal },
        );
        set({ part, isLoading: false, isLater: cursor !== undefined });
      } catch (error) {
        set({ error: asError(error), isLoading: false });
      }
    },
    [api, app],
  );

  const current = useRef(opened);
  current.current = opened;
  const toggle = useCallback(
    (id: string) => {
      if (current.current.has(id)) {
        running.current.get(id)?.abort();
        setOpened(before => {
          const after = new Map(before);
          after.delete(id);
          return after;
        });
        return;
      }
      setOpened(before => withOpen(before, id));
      load(id);
    },
    [load],
  );

  // Not when it is mounted: nothing is open then.
  useEffect(() => {
    for (const id of current.current.keys()) {
      load(id);
    }
  }, [load, revision]);
  useEffect(() => {
    const all = running.current;
    return () => all.forEach(controller => controller.abort());
  }, []);

  return { opened, toggle, show: load };
}
