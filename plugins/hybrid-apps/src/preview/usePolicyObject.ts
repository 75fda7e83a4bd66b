import { useApi } from '@backstage/frontend-plugin-api';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../api';
import { PolicySummary } from './draft';

/** Loads policies as the cluster has them, and keeps why the last one failed. */
export function usePolicyObject() {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [failure, setFailure] = useState<{
    policy: PolicySummary;
    error: Error;
  }>();
  const load = useCallback(
    async (policy: PolicySummary): Promise<Manifest | undefined> => {
      try {
        const { object } = await api.getObject(app, policy.id);
        setFailure(undefined);
        return object;
      } catch (error) {
        setFailure({ policy, error: asError(error) });
        return undefined;
      }
    },
    [api, app],
  );
  return { failure, load };
}
