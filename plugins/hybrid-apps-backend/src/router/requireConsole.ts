import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  hybridAppConsolePermission,
  hybridAppViewPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { consoleTarget, RequireTarget } from '../operations/consoles';
import { requireOwnAccount } from './ownAccount';
import { requireOperate } from './shownObject';
import { RouterOptions } from './types';
import { viewerOf } from './viewer';

/**
 * The gate to consoles, for the ticket, for the WebSocket, and every some seconds
 * from then on: the right on the app, on an object that it shows to the caller, in
 * a namespace that the caller may act in. A label that a tenant writes may bring
 * what others own into an app; none makes its namespace one's own.
 */
export function createRequireConsole({
  access,
  clusters,
  views,
}: Pick<RouterOptions, 'access' | 'clusters' | 'views'>): RequireTarget {
  return async (credentials, { app: ref, id, kind, container }) => {
    const app = await access.requireApp(
      ref,
      hybridAppViewPermission,
      credentials,
    );
    await access.requireApp(ref, hybridAppConsolePermission, credentials);
    const { sight } = await viewerOf({ headers: {} }, credentials, [app], {
      access,
      clusters,
    });
    const view = views.of(app, sight, new Map());
    const { objects, topology } = await view.drawn();
    const member = objects.find(one => one.id === id);
    const store = view.stores.find(({ name }) => name === member?.cluster);
    if (!member || !store) {
      throw new NotFoundError(
        `'${id}' is no object of '${stringifyEntityRef(
          app.entity,
        )}', or it is gone.`,
      );
    }
    const { namespace = '' } = member.object.metadata;
    await requireOperate(access, credentials, {
      cluster: member.cluster,
      namespace,
    });
    requireOwnAccount(clusters.require(member.cluster));
    const parts = new Set(
      topology.nodes.find(node => node.id === id)?.members.map(part => part.id),
    );
    return consoleTarget(
      store,
      member.object,
      objects.filter(one => parts.has(one.id)).map(one => one.object),
      { kind, container },
    );
  };
}
