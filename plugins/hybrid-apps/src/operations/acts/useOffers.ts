import { useApi } from '@backstage/frontend-plugin-api';
import { ActOffer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../../api';

/** What can be done to an object. */
export interface Offers {
  /** Those that were told last; undefined as long as nothing was. */
  offers?: readonly ActOffer[];
  /** Why they could not be asked for. */
  error?: Error;
  refresh(): void;
}

interface State {
  id: string;
  offers?: readonly ActOffer[];
  error?: Error;
}

/**
 * Asks what can be done to an object, and again with each version of what is known of it.
 *
 * @param version - undefined where nobody asks
 */
export function useOffers(id: string, version: string | undefined): Offers {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>();
  useEffect(() => {
    if (version === undefined) {
      return undefined;
    }
    const abort = new AbortController();
    const { signal } = abort;
    api.queryActs(app, [id], { signal }).then(
      ({ items }) => {
        if (!signal.aborted) {
          setState({ id, offers: items[0]?.acts ?? [] });
        }
      },
      error => {
        if (!signal.aborted) {
          setState({ id, error: asError(error) });
        }
      },
    );
    return () => abort.abort();
  }, [api, app, id, version, attempt]);
  const refresh = useCallback(() => {
    setState(undefined);
    setAttempt(count => count + 1);
  }, []);
  const told = state?.id === id ? state : undefined;
  return { offers: told?.offers, error: told?.error, refresh };
}
