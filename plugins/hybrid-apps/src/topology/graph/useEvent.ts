import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same, and does what the newest one does. For events alone. */
export function useEvent<Args extends unknown[]>(
  handle: (...args: Args) => void,
): (...args: Args) => void {
  const newest = useRef(handle);
  useLayoutEffect(() => {
    newest.current = handle;
  });
  return useCallback((...args) => newest.current(...args), []);
}
