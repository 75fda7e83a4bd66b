import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** Who looks, and the groups that they belong to, as entity references; none until they are known. */
export function useOwnRefs(): readonly string[] {
  const identity = useApi(identityApiRef);
  const [refs, setRefs] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    identity.getBackstageIdentity().then(
      ({ ownershipEntityRefs }) => isWanted && setRefs(ownershipEntityRefs),
      // Who is nobody owns nothing.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [identity]);
  return refs;
}
