import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  HYBRID_APPS_SIGNAL_CHANNEL,
  HybridAppsSignal,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Freshness, isTakenBack, keepFresh, Load } from './keepFresh';
import { pulseOf } from './pulse';

/** An answer that follows what the backend knows. */
export interface Live<T> {
  /** The newest answer that there was, also while asking again fails; gone where it is refused. */
  value?: T;
  /** When that answer was confirmed last. */
  asOf?: Date;
  /** Why the last attempt failed. Absent once one succeeds. */
  error?: Error;
  refresh(): void;
}

interface State<T> {
  load?: Load<T>;
  value?: T;
  asOf?: Date;
  error?: Error;
}

/**
 * Loads, and loads again when a signal tells of a change or time has passed.
 *
 * @param load - A stable function; another one starts anew. Nothing is loaded
 *   while it is undefined.
 * @param entityRef - Whose changes matter. All of them where it is absent.
 */
export function useLive<T>(
  load: Load<T> | undefined,
  entityRef?: string,
): Live<T> {
  const signals = useApiHolder().get(signalApiRef);
  const [state, setState] = useState<State<T>>({});
  const freshness = useRef<Freshness>();

  useEffect(() => {
    if (!load) {
      return undefined;
    }
    // useSignal of plugin-signals-react keeps the last message alone, so that
    // of two in one tick the first, which may be ours, would be lost.
    const subscribe =
      signals &&
      ((onChange: () => void) =>
        signals.subscribe<HybridAppsSignal>(
          HYBRID_APPS_SIGNAL_CHANNEL,
          message => {
            if (!entityRef || message.entityRef === entityRef) {
              onChange();
            }
          },
        ).unsubscribe);

    const current = keepFresh<T>({
      load,
      subscribe,
      pulse: signals && pulseOf(signals),
      onFresh: value =>
        setState(before => ({
          load,
          value: value ?? (before.load === load ? before.value : undefined),
          asOf: new Date(),
        })),
      onError: error =>
        setState(before => ({
          ...(before.load === load && !isTakenBack(error) ? before : { load }),
          error,
        })),
    });
    freshness.current = current;
    return () => current.stop();
  }, [load, signals, entityRef]);

  const refresh = useCallback(() => freshness.current?.refresh(), []);
  // What was loaded for another app must not show for this one.
  const { value, asOf, error } = state.load === load ? state : {};
  return { value, asOf, error, refresh };
}
