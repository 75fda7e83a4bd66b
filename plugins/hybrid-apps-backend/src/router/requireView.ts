import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
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

/** An app, and who looks at it. */
export interface Seen {
  app: AppEntities;
  view: AppView;
  viewer: Viewer;
}

/** An app as far as whoever the credentials are of may view it. */
export async function viewFor(
  options: Pick<RouterOptions, 'access' | 'clusters' | 'views'>,
  credentials: BackstageCredentials,
  { kind, namespace, name }: CompoundEntityRef,
  /** What brings the caller's own tokens for clusters. */
  req: Parameters<typeof viewerOf>[0] = { headers: {} },
): Promise<Seen> {
  const app = await options.access.requireApp(
    { kind, namespace, name },
    hybridAppViewPermission,
    credentials,
  );
  const viewer = await viewerOf(req, credentials, [app], options);
  return {
    app,
    view: options.views.of(app, viewer.sight, viewer.own),
    viewer,
  };
}

/** The app that a path names, as far as the caller may view it. */
export const requireView =
  (
    options: Pick<
      RouterOptions,
      'access' | 'clusters' | 'httpAuth' | 'viewers' | 'views'
    >,
  ) =>
  async (req: Request, ref: CompoundEntityRef): Promise<Seen> => {
    const credentials = await options.httpAuth.credentials(req);
    const seen = await viewFor(options, credentials, ref, req);
    if (seen.view.isWhole) {
      noteSeen(options, credentials, [seen.view.members.entityRef]);
    }
    return seen;
  };
