import { useCallback } from 'react';
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
  const change = useCallback(
    (changes: UrlChanges) =>
      setParams(
        // The router hands out the query of its last render; two changes in
        // one event would lose the first.
        () => {
          const next = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries(changes)) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { params, change };
}
