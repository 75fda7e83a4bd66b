import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  HybridAppsApi,
  Modernization,
  ModernizationPage,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, Live, LoadOptions, useLive } from '../api';

const PAGE_SIZE = 500;

/** All apps that the user may see, page by page. */
async function listAll(
  api: HybridAppsApi,
  signal: AbortSignal,
): Promise<ModernizationPage> {
  const list = await api.listModernization({ limit: PAGE_SIZE }, { signal });
  const items = [...list.items];
  let { nextCursor } = list;
  while (nextCursor) {
    const page = await api.listModernization(
      { limit: PAGE_SIZE, cursor: nextCursor },
      { signal },
    );
    items.push(...page.items);
    nextCursor = page.nextCursor;
  }
  return { ...list, items };
}

export function useModernizationPage(): Live<ModernizationPage> {
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    async ({ signal }: LoadOptions) => ({ value: await listAll(api, signal) }),
    [api],
  );
  return useLive(load);
}

/** @param app - the same object, as long as it is the same app */
export function useModernization(app: CompoundEntityRef): Live<Modernization> {
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    (options: LoadOptions) => api.getAppModernization(app, options),
    [api, app],
  );
  return useLive(load, stringifyEntityRef(app));
}
