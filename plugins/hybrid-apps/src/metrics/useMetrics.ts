import { useApi } from '@backstage/frontend-plugin-api';
import {
  AppMetrics,
  MetricsRange,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, Live, LoadOptions, useApp, useLive } from '../api';
import { useUrlParams } from '../components';

export const RANGES = ['1h', '6h', '24h', '7d'] as const;

/** How far back is looked, and as what. All of it is in the URL. */
export function useMetricsParams() {
  const { params, change } = useUrlParams();
  const asked = params.get('range');
  return {
    range: RANGES.find(range => range === asked) ?? RANGES[0],
    isTable: params.get('metrics') === 'table',
    setRange: (range: MetricsRange) =>
      change({ range: range === RANGES[0] ? undefined : range }),
    setTable: (isTable: boolean) =>
      change({ metrics: isTable ? 'table' : undefined }),
  };
}

/** What one object uses, or each component of the app. */
export function useMetrics(range: MetricsRange, id?: string): Live<AppMetrics> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: LoadOptions) => ({
      value: await api.getMetrics(app, { id, range }, { signal }),
    }),
    [api, app, id, range],
  );
  return useLive(load, entityRef);
}
