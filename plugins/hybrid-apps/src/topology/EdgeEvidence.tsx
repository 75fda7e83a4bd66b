import { useApi } from '@backstage/frontend-plugin-api';
import {
  Reachability,
  ReachabilityQuery,
  Topology,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo } from 'react';
import { hybridAppsApiRef, Live, useLive } from '../api';
import { useTexts } from '../translation';
import { reachabilityQueryOf } from './reachabilityQuery';
import styles from './evidence.module.css';

/**
 * What decides on an edge's traffic, as far as policy has a say in it.
 *
 * @param wanted - Nothing is asked where it is false.
 */
export function useEdgeReachability(
  edge: TopologyEdge,
  topology: Topology,
  wanted = true,
): Live<Reachability> & { query?: ReachabilityQuery } {
  const api = useApi(hybridAppsApiRef);
  const query = useMemo(
    () => (wanted ? reachabilityQueryOf(edge, topology) : undefined),
    [edge, topology, wanted],
  );
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) =>
      query && { value: await api.checkReachability(query, { signal }) },
    [api, query],
  );
  const live = useLive(query ? load : undefined, topology.entityRef);
  return { ...live, query };
}

/** Why an edge is there and, where policy is in its way, which rule is. */
export function EdgeEvidence(props: {
  edge: TopologyEdge;
  topology: Topology;
}) {
  const t = useTexts();
  const { edge, topology } = props;
  const { text, object, fieldPath, value } = edge.evidence;
  const { value: reachability, error } = useEdgeReachability(
    edge,
    topology,
    edge.verdict !== 'allowed',
  );
  return (
    <div className={styles.evidence}>
      <div>{text}</div>
      {object && fieldPath && (
        <div>
          <code>
            {object.kind} {object.name} › {fieldPath}
            {value && ` = ${value}`}
          </code>
        </div>
      )}
      {reachability && <div>{reachability.summary}</div>}
      {error && !reachability && (
        <div>
          {t('state.failed')}: {error.message}
        </div>
      )}
    </div>
  );
}
