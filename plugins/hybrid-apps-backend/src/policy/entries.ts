import { WayIn } from '@hybrid-apps/network-policy';
import {
  PolicyRule,
  Reachability,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { parseNodeId } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { peerId, WorkloadName, workloadOf } from './enginePeers';
import { explainGaps, gapsIn } from './knowledge';
import { caveats } from './reachability';
import { Reader, toldTo } from './reader';
import { decidingRules, referenceField } from './rules';

/** One way in through an Ingress, a route or a Service, and what policy says at its end. Plain data. */
export interface EntryWay {
  /** Topology ids of what it comes in by, and of the Service. */
  route: string;
  service: string;
  /** That of the workload, where it leads to one. */
  destination?: string;
  /** At the destination. */
  port?: number;
  protocol: WayIn['protocol'];
  /** The workloads that open the connection, where they are known: the Gateway's own, or an ingress controller. */
  sources: WorkloadName[];
  verdict: Reachability['verdict'];
  summary: string;
  /** The rules that settled it, where they are the same whoever opens the connection. */
  deciding: PolicyRule[];
}

/**
 * How connections come in by some Ingresses, routes and Services.
 *
 * @param routes - their topology ids
 */
export function entriesOn(
  routes: readonly string[],
  policy: ClusterPolicy,
  reader: Reader,
): EntryWay[] {
  const { store, gaps } = policy;
  const missing = gapsIn(gaps, []);
  const say = toldTo(store, reader.sight);
  const told = (way: WayIn) =>
    missing.length > 0
      ? {
          verdict: 'uncertain' as const,
          summary: explainGaps(missing),
          deciding: [],
        }
      : {
          verdict: way.verdict,
          summary: [way.summary, ...caveats(policy)]
            .map(part => say(part))
            .join('. '),
          deciding: way.decision
            ? decidingRules(store, way.decision, reader.sight)
            : [],
        };
  return routes.flatMap(route =>
    policy.waysIn(parseNodeId(route)).map((way): EntryWay => {
      const destination = way.destination && workloadOf(way.destination);
      return {
        route,
        service: referenceField(store.name, way.service).id,
        ...(destination && {
          destination: peerId(store.name, destination, store.kinds),
        }),
        ...(way.port !== undefined && { port: way.port }),
        protocol: way.protocol,
        sources: way.sources
          .flatMap(source => workloadOf(source) ?? [])
          .map(({ namespace, kind, name }) => ({ namespace, kind, name })),
        ...told(way),
      };
    }),
  );
}
