import { NotAllowedError } from '@backstage/errors';
import { bearing, Clusters, KubeRequests } from '../../clusters';
import { Impersonation } from '../../impersonation';
import { PlanRow } from './types';

/** In whose name plans write to clusters, who go on long after they were asked for. */
export interface PlanClients {
  /**
   * Why a plan cannot write to a cluster at all.
   *
   * @param isOfPerson - whether somebody asks, in whose name it may write
   */
  whyNot(cluster: string, isOfPerson: boolean): string | undefined;
  /** @throws NotAllowedError what says why it cannot be written to */
  clientFor(
    cluster: string,
    plan: Pick<PlanRow, 'askedBy' | 'person'>,
  ): KubeRequests;
}

export function createPlanClients({
  clusters,
  impersonation,
}: {
  clusters: Pick<Clusters, 'get' | 'require'>;
  impersonation: Pick<Impersonation, 'bears' | 'ofPerson'>;
}): PlanClients {
  function whyNot(cluster: string, isOfPerson: boolean): string | undefined {
    if (clusters.get(cluster)?.state === 'per-user') {
      return `Cluster '${cluster}' takes each user's own token, with which nothing is done yet. Use its own tools.`;
    }
    return impersonation.bears(cluster) && !isOfPerson
      ? `Cluster '${cluster}' is written to in the name of a user, and nobody asks.`
      : undefined;
  }
  return {
    whyNot,
    clientFor(cluster, { askedBy, person }) {
      const why = whyNot(cluster, person !== undefined);
      if (why !== undefined) {
        throw new NotAllowedError(why);
      }
      return bearing(
        clusters.require(cluster).clientFor(askedBy),
        person && impersonation.ofPerson(cluster, person),
      );
    },
  };
}
