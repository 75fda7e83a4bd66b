import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** A choice of the user that the portal remembers from visit to visit. */
export function useRemembered<T extends string>(
  key: string,
  isValid: (value: unknown) => value is T,
): [T | undefined, (value: T) => void] {
  const api = useApi(storageApiRef);
  const storage = useMemo(() => api.forBucket('hybrid-apps'), [api]);
  const stored = storage.snapshot<string>(key).value;
  const [value, setValue] = useState<unknown>(stored);

  useEffect(() => {
    const subscription = storage
      .observe$<string>(key)
      .subscribe(snapshot => setValue(snapshot.value));
    return () => subscription.unsubscribe();
  }, [storage, key]);

  const remember = useCallback(
    (next: T) => {
      setValue(next);
      // What can't be stored lasts for this visit.
      storage.set(key, next).catch(() => undefined);
    },
    [storage, key],
  );
  return [isValid(value) ? value : undefined, remember];
}
