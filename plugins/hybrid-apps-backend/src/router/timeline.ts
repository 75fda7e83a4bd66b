import { NotFoundError } from '@backstage/errors';
import { appEvents } from '../events';
import { callerOf } from '../permissions';
import { AppView } from '../views';
import { partsOf } from './objectDetails';
import { requireView } from './requireView';
import { HybridAppsRouter, RouterOptions } from './types';

const notThere = (id: string, { members }: AppView) =>
  new NotFoundError(
    `'${id}' is no object of '${members.entityRef}', or it is gone.`,
  );

/** What happened to objects of an app beside its history, and who wrote their fields. */
export function addTimelineRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { clusters, listEvents, managersOf } = options;
  const requireViewOf = requireView(options);

  router.get('/v1/apps/:kind/:namespace/:name/events', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { id, normal } = req.query;
    const drawn = await view.drawn();
    const objects = id === undefined ? drawn.objects : partsOf(id, drawn);
    if (id !== undefined && objects.length === 0) {
      throw notThere(id, view);
    }
    const caller = callerOf(viewer.credentials);
    res.json(
      await appEvents(
        view.stores,
        drawn.topology,
        objects,
        normal
          ? (cluster, namespace) =>
              listEvents(clusters.require(cluster), namespace, caller)
          : undefined,
      ),
    );
  });

  router.get('/v1/apps/:kind/:namespace/:name/managers', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { id } = req.query;
    const { objects } = await view.drawn();
    const member = objects.find(one => one.id === id);
    const cluster = member && clusters.get(member.cluster);
    if (!member || !cluster) {
      throw notThere(id, view);
    }
    res.json(
      await managersOf(cluster, member.object, callerOf(viewer.credentials)),
    );
  });
}
