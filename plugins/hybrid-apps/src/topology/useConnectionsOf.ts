import { CompoundEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Connection,
  HybridAppsApi,
  PolicyStatus,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useEffect, useMemo, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../api';

/** So many peers are asked for at a time: the most that the backend tells. */
const PAGE = 500;

type Workload = Pick<TopologyNode, 'id' | 'cluster'>;
type Peers = Pick<PolicyStatus, 'peers'>;

/** The rows of the app's own workloads in a cluster, and those of them that stand for several. */
function ownRows({ peers }: Peers, cluster: string) {
  const all = peers.filter(peer => peer.inApp && peer.cluster === cluster);
  return { all, groups: all.filter(({ expandable }) => expandable) };
}

/**
 * A workload's connections with others of its app, which the policy status of
 * an app of many workloads tells by namespace. None where it tells them itself.
 */
export async function askConnections(
  api: Pick<HybridAppsApi, 'listPolicyPeers'>,
  app: CompoundEntityRef,
  status: Peers,
  { id, cluster }: Workload,
  signal?: AbortSignal,
): Promise<Connection[]> {
  async function* partsOf(query: { peer: string; workload?: string }) {
    let cursor: string | undefined;
    do {
      const part = await api.listPolicyPeers(
        app,
        { ...query, limit: PAGE, ...(cursor && { cursor }) },
        { signal },
      );
      yield part;
      cursor = part.nextCursor;
    } while (cursor);
  }
  const { all, groups } = ownRows(status, cluster);
  const connections: Connection[] = [];
  for (const { id: peer } of groups) {
    let isOwn = false;
    for await (const part of partsOf({ peer, workload: id })) {
      connections.push(...part.connections);
      isOwn ||= part.items.some(item => item.id === id);
    }
    // Namespaces with one workload of the app have no row that could be asked.
    if (isOwn && groups.length < all.length) {
      for await (const part of partsOf({ peer })) {
        if (part.items.some(item => item.id === id)) {
          connections.push(
            ...part.connections.filter(
              ({ source, destination }) => source === id || destination === id,
            ),
          );
          break;
        }
      }
    }
  }
  return connections;
}

/** A policy status with all that is told of one workload. */
export interface ToldOf {
  policy?: PolicyStatus;
  /** Until then, its connections with others of the app are not known. */
  isLoading: boolean;
  /** Why they are not. */
  error?: Error;
}

interface Answer {
  of: string;
  connections: readonly Connection[];
  error?: Error;
}

/** Asks for what the policy status does not tell of a workload one by one. */
export function useConnectionsOf(
  policy: PolicyStatus | undefined,
  workload: TopologyNode | undefined,
): ToldOf {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [answer, setAnswer] = useState<Answer>();
  const { id, cluster } = workload ?? {};
  const isToAsk =
    policy !== undefined &&
    cluster !== undefined &&
    ownRows(policy, cluster).groups.length > 0;

  useEffect(() => {
    if (!isToAsk || id === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const set = (next: Omit<Answer, 'of'>) =>
      !signal.aborted && setAnswer({ of: id, ...next });
    askConnections(api, app, policy, { id, cluster }, signal).then(
      connections => set({ connections }),
      error => set({ connections: [], error: asError(error) }),
    );
    return () => controller.abort();
  }, [api, app, policy, id, cluster, isToAsk]);

  // That of the status before holds until there is a newer one.
  const told = isToAsk && answer?.of === id ? answer : undefined;
  const known = useMemo(
    () =>
      policy &&
      told && {
        ...policy,
        connections: [...policy.connections, ...told.connections],
      },
    [policy, told],
  );
  return {
    policy: known ?? policy,
    isLoading: isToAsk && !told,
    error: told?.error,
  };
}
