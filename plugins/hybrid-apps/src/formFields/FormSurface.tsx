import { BgProvider } from '@backstage/ui';
import { ReactNode } from 'react';

/**
 * Tells fields of Backstage UI that they lie on a sheet: the form draws one
 * that says nothing about it, and white fields on white could not be seen.
 */
export const FormSurface = ({ children }: { children: ReactNode }) => (
  <BgProvider bg="neutral-1">{children}</BgProvider>
);
