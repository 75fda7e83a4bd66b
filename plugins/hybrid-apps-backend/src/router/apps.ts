import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { namesObjects } from '../catalog';
import { valueAt } from '@hybrid-apps/network-policy';
import { createLimiter } from '../limiter';
import { withList } from '../notify';
import { callerOf } from '../permissions';
import { askPreview, MayName, previewInThread } from '../policy';
import { unknownOf } from '../topology';
import { unhurried } from '../unhurried';
import { AppView, failedSummary, ownKnowledge } from '../views';
import { PREVIEWS } from './limits';
import { mayNameFor } from './mayName';
import { objectDetails } from './objectDetails';
import { listOwnStores } from './ownStores';
import { pageOf } from './page';
import { sendTagged } from './tagged';
import { HybridAppsRouter, RouterOptions } from './types';

/** An app as a caller may see it. */
interface Seen {
  view: AppView;
  caller: string;
  /** Which workloads of other apps may be named. */
  mayName: () => Promise<MayName | undefined>;
}

export function addAppRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, clusters, history, httpAuth, viewers, views } = options;
  const previews = createLimiter(PREVIEWS);

  /** Whoever was shown apps is told of their changes for a while. */
  function saw(
    { principal }: BackstageCredentials<unknown>,
    apps: readonly string[],
  ) {
    const user = valueAt(principal, 'userEntityRef');
    if (typeof user === 'string') {
      viewers.saw(user, apps);
    }
  }

  /** The app that a path names, if the caller may view it. */
  async function requireView(
    req: Parameters<HttpAuthService['credentials']>[0],
    { kind, namespace, name }: CompoundEntityRef,
  ): Promise<Seen> {
    const credentials = await httpAuth.credentials(req);
    const app = await access.requireApp(
      { kind, namespace, name },
      hybridAppViewPermission,
      credentials,
    );
    const own = await listOwnStores(
      callerOf(credentials),
      req,
      [app],
      clusters,
    );
    saw(credentials, [stringifyEntityRef(app.entity)]);
    return {
      view: views.of(app, own),
      caller: callerOf(credentials),
      mayName: () => mayNameFor(options, credentials, own),
    };
  }

  router.get('/v1/apps', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { cluster, health, owner } = req.query;
    const search = req.query.search?.toLocaleLowerCase('en-US') ?? '';
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const own = await listOwnStores(callerOf(credentials), req, apps, clusters);
    const seen: AppView[] = [];
    const summaries = await unhurried(apps, app => {
      try {
        const view = views.of(app, own);
        // Not every System of a catalog has something in a cluster.
        const isPresent =
          [app.entity, ...app.parts].some(namesObjects) ||
          view.members.members.length > 0;
        seen.push(view);
        return isPresent ? [view.summary] : [];
      } catch (error) {
        // One app that cannot be told of never takes the list with it.
        return [failedSummary(app, error)];
      }
    });
    const found = summaries
      .flat()
      .filter(
        app =>
          `${app.name}\n${app.title ?? ''}`
            .toLocaleLowerCase('en-US')
            .includes(search) &&
          (cluster === undefined || app.clusters.includes(cluster)) &&
          (health === undefined || app.health === health) &&
          (owner === undefined || app.owner === owner),
      );
    const { items, nextCursor } = pageOf(
      found,
      ({ entityRef }) => entityRef,
      req.query,
    );
    saw(credentials, withList(found.map(({ entityRef }) => entityRef)));
    const changed = await history.latest(
      items.map(({ entityRef }) => entityRef),
    );
    const sum = (count: (app: (typeof found)[number]) => number) =>
      found.reduce((total, app) => total + count(app), 0);
    res.json({
      items: items.map(app => {
        const changedAt = changed.get(app.entityRef);
        return { ...app, ...(changedAt && { changedAt }) };
      }),
      totals: {
        apps: found.length,
        vms: sum(({ vms }) => vms),
        containers: sum(({ containers }) => containers),
        needAttention: sum(app =>
          Number(app.health === 'degraded' || app.health === 'unknown'),
        ),
      },
      knowledge: [
        ...views.unlisted(),
        ...ownKnowledge(
          unknownOf(
            clusters.list().map(({ name, store }) => own.get(name) ?? store),
          ),
          () => seen.flatMap(({ members }) => members.members),
        ),
      ],
      ...(nextCursor && { nextCursor }),
    });
  });

  router.get('/v1/apps/:kind/:namespace/:name/topology', async (req, res) => {
    const { view } = await requireView(req, req.params);
    sendTagged(req, res, view.topology);
  });

  router.get('/v1/apps/:kind/:namespace/:name/policy', async (req, res) => {
    const { view, mayName } = await requireView(req, req.params);
    sendTagged(req, res, view.policy(await mayName()));
  });

  router.get('/v1/apps/:kind/:namespace/:name/object', async (req, res) => {
    const { view } = await requireView(req, req.params);
    const { id } = req.query;
    const details = objectDetails(view, id);
    if (!details) {
      throw new NotFoundError(
        `'${id}' is no object of '${view.members.entityRef}', or it is gone.`,
      );
    }
    res.json(details);
  });

  router.post(
    '/v1/apps/:kind/:namespace/:name/policy/preview',
    async (req, res) => {
      const { view, caller, mayName } = await requireView(req, req.params);
      const { name, store } = clusters.require(req.body.cluster);
      const seen = view.stores.find(one => one.name === name) ?? store;
      const named = await mayName();
      res.json(
        await previews.run(caller, () =>
          previewInThread(askPreview(view.members, seen, req.body, named)),
        ),
      );
    },
  );

  router.get('/v1/apps/:kind/:namespace/:name/history', async (req, res) => {
    const { view } = await requireView(req, req.params);
    res.json(await history.read(view.members.entityRef, req.query));
  });
}
