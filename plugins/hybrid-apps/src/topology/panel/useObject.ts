import { useApi } from '@backstage/frontend-plugin-api';
import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, Live, useApp, useLive } from '../../api';

/** One object as the cluster holds it, followed while it is looked at. */
export function useObject(id: string): Live<ObjectDetails> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.getObject(app, id, { signal }),
    }),
    [api, app, id],
  );
  return useLive(load, entityRef);
}
