import { NotAllowedError } from '@backstage/errors';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Limiter } from '../limiter';
import { callerOf } from '../permissions';
import { peerId, wayInId } from '../policy';
import { toldWithin } from '../views';
import { readerFor, viewerOf } from './viewer';
import { HybridAppsRouter, RouterOptions } from './types';

const NOT_VIEWABLE =
  'belongs to no app that you may view. A verdict tells of the policies on both ends, so you must be allowed to view both.';

export function addReachabilityRoutes(
  router: HybridAppsRouter,
  options: RouterOptions & { questions: Limiter },
): void {
  const { access, clusters, httpAuth, questions, views } = options;
  router.post('/v1/reachability', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = req.body;
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const viewer = await viewerOf(req, credentials, apps, options);
    const reader = await readerFor(options, viewer);
    const mayName = reader?.mayName;

    for (const peer of [query.source, query.destination]) {
      if ('ip' in peer) {
        continue;
      }
      const id =
        wayInId(peer) ??
        peerId(peer.cluster, peer, clusters.get(peer.cluster)?.store.kinds);
      if (mayName && !mayName(id)) {
        throw new NotAllowedError(
          `${peer.kind} ${peer.namespace}/${peer.name} of cluster '${peer.cluster}' ${NOT_VIEWABLE}`,
        );
      }
    }
    const { answer, workloads } = await questions.run(
      callerOf(credentials),
      () =>
        views.policies.reachability(
          query,
          clusters
            .list()
            .map(({ name, store }) => viewer.own.get(name) ?? store),
          reader,
        ),
    );
    // An address may be that of a workload, and a Service leads to some.
    if (mayName && !workloads.every(mayName)) {
      throw new NotAllowedError(`What has this address ${NOT_VIEWABLE}`);
    }
    res.json({
      ...answer,
      knowledge: reader
        ? toldWithin(answer.knowledge, viewer.sight)
        : answer.knowledge,
    });
  });
}
