import { useApi } from '@backstage/frontend-plugin-api';
import { Trace } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, Live, useApp, useLive } from '../api';

/** The ways of a request through the page's app; nothing is asked without one. */
export function useTrace(to: string | undefined): Live<Trace> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.traceRequest(app, to ?? '', { signal }),
    }),
    [api, app, to],
  );
  return useLive(to ? load : undefined, entityRef);
}
