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

/** What can be done to objects, by their ids; to one that is left out, nothing. */
export interface OffersOfAll extends Omit<Offers, 'offers'> {
  offers?: ReadonlyMap<string, readonly ActOffer[]>;
}

interface State {
  ids: string;
  offers?: ReadonlyMap<string, readonly ActOffer[]>;
  error?: Error;
}

/** So many objects are asked about at a time, as the API has it. */
const AT_A_TIME = 100;

/**
 * Asks what can be done to objects, and again with each version of what is known of them.
 *
 * @param version - undefined where nobody asks
 */
export function useOffersOfAll(
  ids: readonly string[],
  version: string | undefined,
): OffersOfAll {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>();
  const all = JSON.stringify(ids);
  useEffect(() => {
    const asked: string[] = JSON.parse(all);
    if (version === undefined || asked.length === 0) {
      return undefined;
    }
    const abort = new AbortController();
    const { signal } = abort;
    const ask = async () => {
      const offers = new Map<string, readonly ActOffer[]>();
      for (let from = 0; from < asked.length; from += AT_A_TIME) {
        const some = asked.slice(from, from + AT_A_TIME);
        const { items } = await api.queryActs(app, some, { signal });
        items.forEach(({ object, acts }) => offers.set(object.id ?? '', acts));
      }
      return offers;
    };
    ask().then(
      offers => {
        if (!signal.aborted) {
          setState({ ids: all, offers });
        }
      },
      error => {
        if (!signal.aborted) {
          setState({ ids: all, error: asError(error) });
        }
      },
    );
    return () => abort.abort();
  }, [api, app, all, version, attempt]);
  const refresh = useCallback(() => {
    setState(undefined);
    setAttempt(count => count + 1);
  }, []);
  const told = state?.ids === all ? state : undefined;
  return { offers: told?.offers, error: told?.error, refresh };
}

/**
 * Asks what can be done to an object.
 *
 * @see {@link useOffersOfAll}
 */
export function useOffers(id: string, version: string | undefined): Offers {
  const { offers, ...rest } = useOffersOfAll([id], version);
  return { ...rest, offers: offers && (offers.get(id) ?? []) };
}
