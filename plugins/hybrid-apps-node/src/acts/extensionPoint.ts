import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Act } from './act';

/**
 * Where modules add what people can do to objects of an app.
 *
 * @public
 */
export interface HybridAppsActsExtensionPoint {
  /**
   * Adds acts, all of them or none.
   *
   * @throws Error where one is not described in full, or has the id of another;
   * the module then fails to start
   */
  addActs(...acts: Act[]): void;
}

/**
 * See {@link HybridAppsActsExtensionPoint}.
 *
 * @public
 */
export const hybridAppsActsExtensionPoint =
  createExtensionPoint<HybridAppsActsExtensionPoint>({
    id: 'hybrid-apps.acts',
  });
