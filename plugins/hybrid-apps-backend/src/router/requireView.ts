import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';
import { AppView } from '../views';
import { userOf } from './asker';
import { RouterOptions } from './types';
import { Viewer, viewerOf } from './viewer';

type Request = Parameters<HttpAuthService['credentials']>[0];

/**
 * Whoever was shown the whole of apps is told of their changes for a while. Of
 * others that one asks again: else it would show when something hidden changed.
 */
export function noteSeen(
  { viewers }: Pick<RouterOptions, 'viewers'>,
  credentials: BackstageCredentials<unknown>,
  apps: readonly string[],
): void {
  const user = userOf(credentials);
  if (user !== undefined) {
    viewers.saw(user, apps);
  }
}

/** The app that a path names, as far as the caller may view it. */
export const requireView =
  (
    options: Pick<
      RouterOptions,
      'access' | 'clusters' | 'httpAuth' | 'viewers' | 'views'
    >,
  ) =>
  async (
    req: Request,
    { kind, namespace, name }: CompoundEntityRef,
  ): Promise<{ app: AppEntities; view: AppView; viewer: Viewer }> => {
    const credentials = await options.httpAuth.credentials(req);
    const app = await options.access.requireApp(
      { kind, namespace, name },
      hybridAppViewPermission,
      credentials,
    );
    const viewer = await viewerOf(req, credentials, [app], options);
    const view = options.views.of(app, viewer.sight, viewer.own);
    if (view.isWhole) {
      noteSeen(options, credentials, [stringifyEntityRef(app.entity)]);
    }
    return { app, view, viewer };
  };
