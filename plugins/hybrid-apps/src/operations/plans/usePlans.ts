import { useApi } from '@backstage/frontend-plugin-api';
import {
  AppHours,
  Plan,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect } from 'react';
import { hybridAppsApiRef, LoadOptions, useApp, useLive } from '../../api';

/** Milliseconds between two questions how a plan is that is under way. */
export const FOLLOW_MS = 2_000;

/** Whether more is to come of a plan. */
export const isOpen = ({ state }: Pick<Plan, 'state'>): boolean =>
  state === 'running' || state === 'cancelling';

/** The plans of the page's app, the newest first, asked for often while one is under way. */
export function usePlans() {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: LoadOptions) => ({
      value: await api.listPlans(app, { signal }),
    }),
    [api, app],
  );
  const live = useLive<{ items: Plan[]; hours?: AppHours }>(load, entityRef);
  const { refresh } = live;
  const isUnderWay = live.value?.items.some(isOpen) ?? false;
  useEffect(() => {
    if (!isUnderWay) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        refresh();
      }
    }, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, refresh]);
  return live;
}
