import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What to change; undefined takes a parameter away. */
export type UrlChanges = Record<string, string | undefined>;

/**
 * The query of the page's URL. A change replaces the history's entry, so that
 * "back" leaves the page instead of undoing filters one by one.
 */
export function useUrlParams(): {
  params: URLSearchParams;
  change(changes: UrlChanges): void;
} {
  const [params, setParams] = useSearchParams();
  // The router hands out the query of its last render; of two changes in one
  // event, the second would undo the first.
  const latest = useRef({ params, setParams });
  useEffect(() => {
    latest.current = { params, setParams };
  }, [params, setParams]);

  const change = useCallback((changes: UrlChanges) => {
    const next = new URLSearchParams(latest.current.params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        next.set(name, value);
      } else {
        next.delete(name);
      }
    }
    latest.current.params = next;
    latest.current.setParams(next, { replace: true });
  }, []);
  return { params, change };
}
