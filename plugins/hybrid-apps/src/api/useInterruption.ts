import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useMemo, useSyncExternalStore } from 'react';
import { POLL_MS } from './keepFresh';
import { Pulse, pulseOf } from './pulse';

/** A portal without signals loses none. */
const NEVER: Pulse = { isLost: () => false, subscribe: () => () => {} };

/** Every how many seconds is asked while signals are lost; undefined while they are not. */
export function useInterruption(): number | undefined {
  const signals = useApiHolder().get(signalApiRef);
  const { subscribe, isLost } = useMemo(
    () => (signals ? pulseOf(signals) : NEVER),
    [signals],
  );
  return useSyncExternalStore(subscribe, isLost)
    ? POLL_MS.interrupted / 1000
    : undefined;
}
