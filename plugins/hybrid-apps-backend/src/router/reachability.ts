import { NotAllowedError } from '@backstage/errors';
import {
  hybridAppViewPermission,
  PeerQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';
import { checkReachability } from '../policy';
import { unhurried } from '../views';
import { listOwnStores } from './ownStores';
import { HybridAppsRouter, RouterOptions } from './types';

const isPeer =
  (peer: Exclude<PeerQuery, { ip: string }>) =>
  ({ cluster, object: { kind, metadata } }: Member): boolean =>
    cluster === peer.cluster &&
    metadata.namespace === peer.namespace &&
    kind === peer.kind &&
    metadata.name === peer.name;

const NOT_VIEWABLE =
  'belongs to no app that you may view. A verdict tells of the policies on both ends, so you must be allowed to view both.';

export function addReachabilityRoutes(
  router: HybridAppsRouter,
  { access, clusters, httpAuth, views }: RouterOptions,
): void {
  router.post('/v1/reachability', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = req.body;
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const own = await listOwnStores(req, apps, clusters);
    const viewable = await unhurried(apps, app => views.of(app, own).members);
    const mayView = (test: (member: Member) => boolean) =>
      viewable.some(({ members }) => members.some(test));

    for (const peer of [query.source, query.destination]) {
      if (!('ip' in peer) && !mayView(isPeer(peer))) {
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
    for (const id of workloads) {
      if (!mayView(member => member.id === id)) {
        throw new NotAllowedError(`What has this address ${NOT_VIEWABLE}`);
      }
    }
    res.json(answer);
  });
}
