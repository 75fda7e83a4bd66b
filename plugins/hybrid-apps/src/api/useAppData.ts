import { useApi } from '@backstage/frontend-plugin-api';
import {
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef } from './hybridAppsApiRef';
import { LoadOptions } from './keepFresh';
import { useApp } from './useApp';
import { Live, useLive } from './useLive';

/** The topology of the page's app. */
export function useTopology(): Live<Topology> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    (options: LoadOptions) => api.getTopology(app, options),
    [api, app],
  );
  return useLive(load, entityRef);
}

/** The policy status of the page's app; loaded only once it is `wanted`. */
export function usePolicyStatus(wanted = true): Live<PolicyStatus> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    (options: LoadOptions) => api.getPolicyStatus(app, options),
    [api, app],
  );
  return useLive(wanted ? load : undefined, entityRef);
}
