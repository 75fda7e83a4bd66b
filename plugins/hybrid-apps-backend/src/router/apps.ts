import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  hybridAppViewPermission,
  Manifest,
  ObjectRef,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { systemClock } from '../clock';
import { ClusterStore } from '../clusters';
import { createLimiter, Limiter } from '../limiter';
import { EVERYTHING, Sight } from '../namespaces';
import { withList } from '../notify';
import { callerOf } from '../permissions';
import { askPreview, seesWorkload } from '../policy';
import { unknownOf, WorkloadNode } from '../topology';
import { traceRequest } from '../trace';
import { unhurried } from '../unhurried';
import { AppView, ownKnowledge } from '../views';
import { PREVIEWS } from './limits';
import { noteSeen, requireView } from './requireView';
import { readerFor, Viewer, viewerOf } from './viewer';
import { Looked, lookAtApp } from './lookAtApp';
import { modernizationOf } from './modernization';
import { askedInside } from './askedInside';
import { nodesOf, objectDetails } from './objectDetails';
import { createRoles } from './rolesOf';
import { askWays } from './trace';
import { askedPage, goesOn, pageOf, sendTagged } from './http';
import { HybridAppsRouter, RouterOptions } from './types';

/** Which components of a timeline are told: when something hidden changed is none of the viewer's business. */
const shownBy = (sight: Sight) =>
  sight === EVERYTHING
    ? undefined
    : (component: string) => seesWorkload(sight, component);

/** How much runs of some apps; what several of them have counts once. */
async function runningIn(
  looked: readonly Looked[],
  found: ReadonlyArray<Looked['summary']>,
): Promise<Record<WorkloadNode['category'], number>> {
  const meant = new Set(found);
  const ids = { vm: new Set<string>(), container: new Set<string>() };
  await unhurried(looked, ({ drawn, summary }) => {
    if (drawn && meant.has(summary)) {
      drawn.workloads.forEach(({ id, category }) => ids[category].add(id));
    }
  });
  return { vm: ids.vm.size, container: ids.container.size };
}

export function addAppRoutes(
  router: HybridAppsRouter,
  options: RouterOptions & { questions: Limiter },
): void {
  const { access, clusters, history, httpAuth } = options;
  const { previewer, questions, views } = options;
  const previews = createLimiter(PREVIEWS);
  const withRoles = createRoles();

  const requireViewOf = requireView(options);

  router.get('/v1/apps', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { cluster, health, owner } = req.query;
    // In any case, as references are; what is none is no app's owner.
    const ownedBy = owner === undefined ? undefined : ownerRef(owner) ?? owner;
    const search = req.query.search?.toLocaleLowerCase('en-US') ?? '';
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const { own, sight } = await viewerOf(req, credentials, apps, options);
    const looked = await Promise.all(
      await unhurried(apps, app => lookAtApp(app, { own, sight }, options)),
    );
    const seen = looked.flatMap(({ view }) => view ?? []);
    const found = looked
      .flatMap(({ summary }) => summary ?? [])
      .filter(
        app =>
          `${app.name}\n${app.title ?? ''}`
            .toLocaleLowerCase('en-US')
            .includes(search) &&
          (cluster === undefined || app.clusters.includes(cluster)) &&
          (health === undefined || app.health === health) &&
          (owner === undefined || app.owner === ownedBy),
      );
    const { items, nextCursor } = pageOf(
      found,
      ({ entityRef }) => entityRef,
      req.query,
    );
    const whole = new Set(
      seen
        .filter(({ isWhole }) => isWhole)
        .map(({ members }) => members.entityRef),
    );
    noteSeen(
      options,
      credentials,
      withList(
        found
          .map(({ entityRef }) => entityRef)
          .filter(entityRef => whole.has(entityRef)),
      ),
    );
    const changed = await history.latest(
      items.map(({ entityRef }) => entityRef),
      shownBy(sight),
    );
    const running = await runningIn(looked, found);
    res.json({
      items: items.map(app => {
        const changedAt = changed.get(app.entityRef);
        return { ...app, ...(changedAt && { changedAt }) };
      }),
      totals: {
        apps: found.length,
        vms: running.vm,
        containers: running.container,
        needAttention: found.filter(
          app => app.health === 'degraded' || app.health === 'unknown',
        ).length,
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

  /** All of a cluster, as far as the caller may read it there. */
  const storeOf = (cluster: string, own: Viewer['own']) =>
    own.get(cluster) ?? clusters.get(cluster)?.store;

  /** The cluster of a preview, where it changes nothing that the caller does not see. */
  function previewedOn(
    {
      cluster,
      apply = [],
      remove = [],
    }: { cluster: string; apply?: Manifest[]; remove?: ObjectRef[] },
    { stores, members }: AppView,
    { own, sight }: Viewer,
  ): ClusterStore {
    const store = storeOf(cluster, own);
    if (!store || !stores.some(({ name }) => name === cluster)) {
      throw new NotFoundError(
        `'${members.entityRef}' is on no cluster named '${cluster}'.`,
      );
    }
    const namespaces = [
      ...apply.map(({ metadata }) => metadata.namespace),
      ...remove.map(({ namespace }) => namespace),
    ];
    const hidden = namespaces.find(
      namespace => namespace !== undefined && !sight.sees(cluster, namespace),
    );
    if (hidden !== undefined) {
      throw new NotAllowedError(
        `You may not see namespace '${hidden}' of cluster '${cluster}', so neither what a change there would do. Ask its owner, or whoever keeps the portal's permission policy.`,
      );
    }
    return store;
  }

  router.get('/v1/apps/:kind/:namespace/:name/topology', async (req, res) => {
    const { view } = await requireViewOf(req, req.params);
    await sendTagged(req, res, (await view.drawn()).topology);
  });

  router.get('/v1/apps/:kind/:namespace/:name/policy', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const reader = await readerFor(options, viewer);
    await sendTagged(req, res, await view.policy(reader));
    // Who looks at policies may soon want to know what a change would do.
    const [first] = view.members.members;
    const store = first && storeOf(first.cluster, viewer.own);
    if (store) {
      previewer.prepare(() => askPreview(view.members, store, {}, reader));
    }
  });

  router.get(
    '/v1/apps/:kind/:namespace/:name/policy/peers',
    async (req, res) => {
      const { view, viewer } = await requireViewOf(req, req.params);
      const { peer, workload } = req.query;
      const reader = await readerFor(options, viewer);
      const asked = { of: peer, workload, ...askedPage(req.query) };
      const part = await questions.run(callerOf(viewer.credentials), () =>
        view.policyPeers(asked, reader),
      );
      if (!part) {
        throw new NotFoundError(
          `'${peer}' is no peer of '${
            view.members.entityRef
          }' that stands for several which you may be told of${
            workload === undefined
              ? ''
              : `, or '${workload}' no workload of that app`
          }. Something may have changed: ask for the policy status again.`,
        );
      }
      const { left, ...told } = part;
      res.json({ ...told, ...goesOn(part.items.at(-1)?.id, left) });
    },
  );

  router.get('/v1/apps/:kind/:namespace/:name/object', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { id } = req.query;
    const drawn = await view.drawn();
    const details = objectDetails(view, drawn, id);
    if (!details) {
      throw new NotFoundError(
        `'${id}' is no object of '${view.members.entityRef}', or it is gone.`,
      );
    }
    const member = drawn.objects.find(one => one.id === id);
    const cluster = member && clusters.get(member.cluster);
    const [told, asked] = await Promise.all([
      cluster
        ? withRoles(details, {
            cluster,
            caller: callerOf(viewer.credentials),
            readsClusters: view.readsClusters,
          })
        : details,
      askedInside(view, drawn, id, viewer, options),
    ]);
    const inside = { ...told.inside, ...asked };
    res.json({
      ...told,
      ...(Object.keys(inside).length > 0 && { inside }),
    });
  });

  router.get('/v1/apps/:kind/:namespace/:name/trace', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const reader = await readerFor(options, viewer);
    const { topology } = await view.drawn();
    res.json(
      await questions.run(callerOf(viewer.credentials), () =>
        traceRequest(
          req.query.to,
          {
            members: view.members,
            stores: view.stores,
            sight: viewer.sight,
            knowledge: topology.knowledge,
          },
          { now: systemClock(), ask: askWays(options, viewer, reader) },
        ),
      ),
    );
  });

  router.post(
    '/v1/apps/:kind/:namespace/:name/policy/preview',
    async (req, res) => {
      const { view, viewer } = await requireViewOf(req, req.params);
      const store = previewedOn(req.body, view, viewer);
      const reader = await readerFor(options, viewer);
      res.json(
        await previews.run(callerOf(viewer.credentials), () =>
          previewer.preview(askPreview(view.members, store, req.body, reader)),
        ),
      );
    },
  );

  router.get(
    '/v1/apps/:kind/:namespace/:name/modernization',
    async (req, res) => {
      const { view, viewer } = await requireViewOf(req, req.params);
      await sendTagged(
        req,
        res,
        await modernizationOf(view, viewer, options.modernization),
      );
    },
  );

  router.get('/v1/apps/:kind/:namespace/:name/history', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { id, ...page } = req.query;
    // What is gone is drawn no more, and its past is told.
    const components =
      id === undefined
        ? undefined
        : [
            id,
            ...nodesOf(id, (await view.drawn()).topology).map(node => node.id),
          ];
    res.json(
      await history.read(
        view.members.entityRef,
        { ...page, components },
        shownBy(viewer.sight),
      ),
    );
  });
}
