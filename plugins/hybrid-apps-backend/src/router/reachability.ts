import { NotAllowedError } from '@backstage/errors';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { callerOf } from '../permissions';
import { checkReachability, peerId } from '../policy';
import { mayNameFor } from './mayName';
import { listOwnStores } from './ownStores';
import { HybridAppsRouter, RouterOptions } from './types';

const NOT_VIEWABLE =
  'belongs to no app that you may view. A verdict tells of the policies on both ends, so you must be allowed to view both.';

export function addReachabilityRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, clusters, httpAuth, views } = options;
  router.post('/v1/reachability', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = req.body;
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const own = await listOwnStores(callerOf(credentials), req, apps, clusters);
    const mayName = await mayNameFor(options, credentials, own);

    for (const peer of [query.source, query.destination]) {
      if ('ip' in peer) {
        continue;
      }
      const id = peerId(
        peer.cluster,
        peer,
        clusters.get(peer.cluster)?.store.kinds,
      );
      if (mayName && !mayName(id)) {
        throw new NotAllowedError(
          `${peer.kind} ${peer.namespace}/${peer.name} of cluster '${peer.cluster}' ${NOT_VIEWABLE}`,
        );
      }
    }
    const { answer, workloads } = checkReachability(
      query,
      clusters.list().map(({ name, store }) => own.get(name) ?? store),
      views.policies,
    );
    // An address may be that of a workload, and a Service leads to some.
    if (mayName && !workloads.every(mayName)) {
      throw new NotAllowedError(`What has this address ${NOT_VIEWABLE}`);
    }
    res.json(answer);
  });
}
