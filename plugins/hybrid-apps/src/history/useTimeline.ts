import { useApi } from '@backstage/frontend-plugin-api';
import {
  ActDone,
  AppEvents,
  HistoryEntry,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo, useState } from 'react';
import { hybridAppsApiRef, Live, useApp, useLive } from '../api';
import { entriesOf, Entry } from './filter';

const PAGE = 50;

/** What a timeline is of, if not of the whole app. */
export interface TimelineOf {
  id: string;
  members: ReadonlyArray<{ id: string }>;
}

/** What happened, each part followed by itself. */
export interface TimelineData {
  changes: Live<{ items: HistoryEntry[]; nextCursor?: string }>;
  acts: Live<ActDone[]>;
  events: Live<AppEvents>;
  entries: Entry[];
  loadMore(): void;
}

/**
 * Loads what happened to the app, or to one object of it and all that it stands for.
 *
 * @param normal - whether clusters are asked for events that are normal
 */
export function useTimeline(
  of: TimelineOf | undefined,
  normal: boolean,
): TimelineData {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const [limit, setLimit] = useState(PAGE);
  const id = of?.id;
  const changes = useLive(
    useCallback(
      async ({ signal }: { signal: AbortSignal }) => ({
        value: await api.getHistory(app, { limit, id }, { signal }),
      }),
      [api, app, limit, id],
    ),
    entityRef,
  );
  const acts = useLive(
    useCallback(
      async ({ signal }: { signal: AbortSignal }) => ({
        value: (await api.listActs(app, {}, { signal })).items,
      }),
      [api, app],
    ),
    entityRef,
  );
  const events = useLive(
    useCallback(
      async ({ signal }: { signal: AbortSignal }) => ({
        value: await api.listEvents(
          app,
          { id, ...(normal && { normal }) },
          { signal },
        ),
      }),
      [api, app, id, normal],
    ),
    entityRef,
  );
  const parts = useMemo(
    () => of && new Set([of.id, ...of.members.map(member => member.id)]),
    [of],
  );
  const entries = useMemo(
    () =>
      entriesOf({
        changes: changes.value?.items ?? [],
        acts: acts.value?.filter(({ object }) => parts?.has(object) ?? true),
        events: events.value?.items,
        hasMore: changes.value?.nextCursor !== undefined,
      }),
    [changes.value, acts.value, events.value, parts],
  );
  const loadMore = useCallback(() => setLimit(before => before + PAGE), []);
  return { changes, acts, events, entries, loadMore };
}
