import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Kind } from './kind';

/**
 * Where modules tell the portal of kinds that it does not know by itself.
 *
 * @public
 */
export interface HybridAppsKindsExtensionPoint {
  /**
   * Adds kinds. One that the portal describes by itself is described by the
   * module from then on, and the log says so; but where it decides who reaches
   * whom, or two modules describe it, the backend fails to start.
   */
  addKinds(...kinds: Kind[]): void;
}

/**
 * See {@link HybridAppsKindsExtensionPoint}.
 *
 * @public
 */
export const hybridAppsKindsExtensionPoint =
  createExtensionPoint<HybridAppsKindsExtensionPoint>({
    id: 'hybrid-apps.kinds',
  });
