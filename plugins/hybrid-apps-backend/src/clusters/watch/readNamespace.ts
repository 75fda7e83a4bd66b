import { KubeStatusError } from '../client/errors';
import { KubeClient, resourcePath } from '../client/types';
import { KindTable } from '../kinds/kindTable';
import { ClusterSettings } from '../settings';
import { ServedKind } from '../types';
import { forbiddenPause, isStatus, keepInStep } from './inStep';
import { Kept } from './keeper';
import { typeOf } from './list';
import { ReflectOptions } from './reflector';

/** One Namespace of a store. */
interface NamespaceTarget {
  client: KubeClient;
  project: KindTable['project'];
  /** As the cluster serves Namespaces. */
  kind: ServedKind;
  namespace: string;
  store: Kept;
  settings: ClusterSettings;
  signal?: AbortSignal;
}

function forget({ kind, namespace, store }: NamespaceTarget): void {
  const known = store.get({
    group: kind.group,
    kind: kind.kind,
    name: namespace,
  });
  if (known) {
    store.remove(known);
  }
}

/**
 * Reads one Namespace, by its name: what a Role of the namespace allows is to
 * get it, and neither to list nor to watch. That there is none is an answer.
 *
 * Source: kubernetes, apiserver/pkg/endpoints/request/requestinfo.go, where the
 * path of a Namespace is in that namespace.
 */
export async function getNamespace(target: NamespaceTarget): Promise<void> {
  const { client, project, kind, namespace, store, settings, signal } = target;
  try {
    const { body } = await client.request({
      method: 'GET',
      path: resourcePath(kind, { name: namespace }),
      timeoutMs: settings.requestTimeoutMs,
      signal,
    });
    const object = project(body, typeOf(kind));
    if (object) {
      store.put(object);
    }
  } catch (error) {
    if (!isStatus(error, 404)) {
      throw error;
    }
    forget(target);
  }
}

/**
 * Keeps one Namespace in the store by reading it now and then; ends as
 * `reflect` does.
 */
export async function readNamespace(
  options: ReflectOptions & { namespace: string },
): Promise<KubeStatusError | undefined> {
  const { settings, limit, signal } = options;
  const refusal = await keepInStep({
    ...options,
    async attempt({ inStep }) {
      await limit(() => getNamespace(options));
      inStep();
      await forbiddenPause(settings, signal);
    },
  });
  if (refusal) {
    forget(options);
  }
  return refusal;
}
