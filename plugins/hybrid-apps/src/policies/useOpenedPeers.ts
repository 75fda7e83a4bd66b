import { useApi } from '@backstage/frontend-plugin-api';
import { PolicyStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../api';
import { useUrlParams } from '../components';
import {
  FRESH,
  Opened,
  OpenedPeers,
  openOf,
  readOpen,
  toggled,
} from './opened';

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
 * The peers of a policy status that are open, as the URL says, and what they
 * stand for; loaded again when the status is another one.
 */
export function useOpenedPeers({
  peers,
  revision,
}: Pick<PolicyStatus, 'peers' | 'revision'>): Opener {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const { params, change } = useUrlParams();
  const text = params.get('open');
  const ids = useMemo(() => readOpen(text), [text]);
  const [told, setTold] = useState<OpenedPeers>(new Map());
  const opened = useMemo(() => openOf(peers, ids, told), [peers, ids, told]);

  // Whose answers hold: another one of these makes all be asked for again.
  const asked = useMemo(() => ({ api, app, revision }), [api, app, revision]);
  const running = useRef(
    new Map<string, { asked: object; controller: AbortController }>(),
  );
  const load = useCallback(
    async (id: string, cursor?: string) => {
      running.current.get(id)?.controller.abort();
      const controller = new AbortController();
      running.current.set(id, { asked, controller });
      const set = (next: Partial<Opened>) =>
        // What was closed meanwhile, or is loaded anew, is not told of this.
        !controller.signal.aborted &&
        setTold(before =>
          new Map(before).set(id, {
            ...(before.get(id) ?? FRESH),
            error: undefined,
            ...next,
          }),
        );
      set({ isLoading: true });
      try {
        const part = await asked.api.listPolicyPeers(
          asked.app,
          { peer: id, limit: PART, ...(cursor && { cursor }) },
          { signal: controller.signal },
        );
        set({ part, isLoading: false, isLater: cursor !== undefined });
      } catch (error) {
        set({ error: asError(error), isLoading: false });
      }
    },
    [asked],
  );

  useEffect(() => {
    for (const [id, { controller }] of running.current) {
      if (!opened.has(id)) {
        controller.abort();
        running.current.delete(id);
        setTold(before => {
          const after = new Map(before);
          after.delete(id);
          return after;
        });
      }
    }
    for (const id of opened.keys()) {
      if (running.current.get(id)?.asked !== asked) {
        load(id);
      }
    }
  }, [opened, asked, load]);
  useEffect(() => {
    const all = running.current;
    return () => {
      all.forEach(({ controller }) => controller.abort());
      all.clear();
    };
  }, []);

  const toggle = useCallback(
    (id: string) => change({ open: toggled(ids, id) }),
    [change, ids],
  );
  return { opened, toggle, show: load };
}
