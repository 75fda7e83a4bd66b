import { NotFoundError } from '@backstage/errors';
import { peerId, Reader } from '../policy';
import { AskWays } from '../trace';
import { parseNodeId } from '../objects';
import { RouterOptions } from './types';
import { Viewer } from './viewer';

/**
 * What policy says of ways in, of the whole of a cluster, as far as the caller
 * may be told: by who opens the connection where the caller may know who that is.
 */
export function askWays(
  { clusters, views }: Pick<RouterOptions, 'clusters' | 'views'>,
  { own }: Pick<Viewer, 'own'>,
  reader: Reader | undefined,
): AskWays {
  const mayName = reader?.mayName ?? (() => true);
  const wholeOf = (name: string) => own.get(name) ?? clusters.get(name)?.store;

  return {
    async entries(routes, { name }) {
      const store = wholeOf(name);
      try {
        return store && (await views.policies.entries(routes, store, reader));
      } catch {
        // A way without what policies say is better than none; the log tells why.
        return undefined;
      }
    },

    async fromSource({ sources: [source], destination, ...way }, { name }) {
      const store = wholeOf(name);
      const { port, protocol } = way;
      if (
        !store ||
        !source ||
        destination === undefined ||
        port === undefined ||
        !mayName(peerId(name, source, store.kinds)) ||
        !mayName(destination)
      ) {
        return undefined;
      }
      const { namespace, kind, name: called } = parseNodeId(destination);
      try {
        const { answer, workloads } = await views.policies.reachability(
          {
            source: { cluster: name, ...source },
            destination: { cluster: name, namespace, kind, name: called },
            protocol,
            port,
          },
          [store],
          reader,
        );
        const { verdict, summary, egress, ingress } = answer;
        return workloads.every(mayName)
          ? {
              verdict,
              summary,
              rules: [...egress.deciding, ...ingress.deciding],
            }
          : undefined;
      } catch (error) {
        if (error instanceof NotFoundError) {
          return undefined; // it went meanwhile
        }
        throw error;
      }
    },
  };
}
