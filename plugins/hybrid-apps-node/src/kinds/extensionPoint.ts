import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Kind } from './kind';

/**
 * Where modules tell the portal of kinds that it does not know by itself.
 *
 * @public
 */
export interface HybridAppsKindsExtensionPoint {
  /**
   * Adds kinds. One that is described already makes the backend fail to start,
   * as two descriptions of a kind would say two things of an object.
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
