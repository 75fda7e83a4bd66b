import { toError } from '@backstage/errors';
import { ClusterHandle, KubeStatusError, resourcePath } from '../clusters';
import { keepBriefly } from '../keepBriefly';
import { at, text } from '../objects';
import { readEvent, SeenEvent } from './readEvent';

/** All events of a namespace that a cluster still has, or why they are not known, or not all. */
export interface EventList {
  events: readonly SeenEvent[];
  message?: string;
}

type AskedCluster = Pick<ClusterHandle, 'name' | 'state' | 'clientFor'>;

/**
 * Asks clusters for the events of namespaces, in the portal's own name: whoever
 * calls sees to it that who is told may see what they are about.
 *
 * @param caller - for whom, like `user:default/ana`
 */
export type ListEvents = (
  cluster: AskedCluster,
  namespace: string,
  caller: string,
) => Promise<EventList>;

/** For all who look within seconds; few lists, as each may be of two megabytes. */
const KEPT = { ms: 10_000, most: 20 };

/** So many of a namespace are read. They come by their names, so that of more any may lack. */
const MOST_EVENTS = 2_000;

/** Who looks at a timeline waits no longer for what is an addition to it. */
const TIMEOUT_MS = 5_000;

const EVENTS = { group: '', version: 'v1', plural: 'events' };

function whyNot(error: unknown, cluster: string, namespace: string): string {
  const isRefused =
    error instanceof KubeStatusError && [401, 403].includes(error.code);
  return isRefused
    ? `The portal's account may not list events in namespace '${namespace}' of cluster '${cluster}', as deploy/rbac.yaml lets it.`
    : toError(error).message;
}

/** @param ticks - in milliseconds */
export function createListEvents(
  ticks: () => number = () => performance.now(),
): ListEvents {
  const kept = keepBriefly<EventList>({ ...KEPT, now: ticks });

  async function askNow(
    cluster: AskedCluster,
    namespace: string,
    caller: string,
  ): Promise<EventList> {
    const events: SeenEvent[] = [];
    const some = (): EventList => ({
      events,
      message: `There are more than ${MOST_EVENTS} events in namespace '${namespace}' of cluster '${cluster.name}', of which not all are read. Use \`kubectl events\` to see the rest.`,
    });
    try {
      const parts = await cluster.clientFor(caller).list({
        path: resourcePath(EVENTS, { namespace }),
        query: { limit: MOST_EVENTS },
        timeoutMs: TIMEOUT_MS,
      });
      let part = await parts.next();
      for (; !part.done; part = await parts.next()) {
        events.push(...part.value.flatMap(item => readEvent(item) ?? []));
        if (events.length > MOST_EVENTS) {
          await parts.return(undefined);
          return some();
        }
      }
      return text(at(part.value, 'continue')) ? some() : { events };
    } catch (error) {
      return { events: [], message: whyNot(error, cluster.name, namespace) };
    }
  }

  return async (cluster, namespace, caller) =>
    cluster.state === 'per-user'
      ? {
          events: [],
          message: `Cluster '${cluster.name}' takes each user's own token, and the portal asks for events in its own name alone. Use \`kubectl events\`.`,
        }
      : kept(JSON.stringify([cluster.name, namespace]), () =>
          askNow(cluster, namespace, caller),
        );
}
