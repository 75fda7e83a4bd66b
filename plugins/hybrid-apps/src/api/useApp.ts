import {
  CompoundEntityRef,
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';

/** The app that the entity of the surrounding page stands for. */
export function useApp(): { app: CompoundEntityRef; entityRef: string } {
  const { entity } = useEntity();
  // The catalog refreshes its entity object; the reference stays the same.
  const entityRef = stringifyEntityRef(entity);
  return useMemo(
    () => ({ app: getCompoundEntityRef(entity), entityRef }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [entityRef],
  );
}
