import { useApi } from '@backstage/frontend-plugin-api';
import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, Live, useLive } from '../api';

export type AppList = Awaited<ReturnType<HybridAppsApi['listApps']>>;

const PAGE_SIZE = 500;

/** All apps that the user may see, page by page. */
async function listAll(
  api: HybridAppsApi,
  signal: AbortSignal,
): Promise<AppList> {
  const list = await api.listApps({ limit: PAGE_SIZE }, { signal });
  let { nextCursor } = list;
  while (nextCursor) {
    const page = await api.listApps(
      { limit: PAGE_SIZE, cursor: nextCursor },
      { signal },
    );
    list.items.push(...page.items);
    nextCursor = page.nextCursor;
  }
  return list;
}

export function useApps(): Live<AppList> {
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await listAll(api, signal),
    }),
    [api],
  );
  return useLive(load);
}
