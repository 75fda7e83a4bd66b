/** A sandbox whose time a test moves, and which both kubectl and the portal look at. */
import {
  KubeObject as Manifest,
  manualClock,
  reconcilers,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { ClusterStore } from '../clusters';
import { KubeStatusError } from '../clusters/client/errors';
import { createKubeClient } from '../clusters/client/kubeClient';
import { discover } from '../clusters/kinds/discovery';
import { choose } from '../clusters/kinds/selection';
import { createObjectStore } from '../clusters/store/objectStore';
import { listPages } from '../clusters/watch/list';
import { KINDS } from '../kinds';
import { Answer, kubectlOf } from './kubectl';

export type { Manifest };

export interface JudgedCluster {
  create(manifest: Manifest): void;
  /** Sets fields of a stored object's `spec`; undefined removes one. */
  change(manifest: Manifest, spec: object): void;
  /** Sets its `status`, of a kind that no controller of the sandbox's keeps. */
  report(manifest: Manifest, status: object): void;
  remove(manifest: Manifest): void;
  /** Asks for an operation at a subresource, which may be refused. */
  operate(path: string): Promise<void>;
  /** What is stored of a kind. */
  list(group: string, kind: string): Manifest[];
  pass(ms: number): void;
  kubectl(...args: string[]): Promise<Answer>;
  /** All that the portal would hold, listed now. */
  look(): Promise<ClusterStore>;
  stop(): Promise<void>;
}

const keyOf = ({ apiVersion, kind, metadata }: Manifest) => ({
  group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
  kind,
  namespace: metadata.namespace,
  name: metadata.name,
});

export async function startJudgedCluster(
  objects: Manifest[],
): Promise<JudgedCluster> {
  const clock = manualClock();
  const failures: Error[] = [];
  const sandbox = await startSandboxCluster({
    name: 'sandbox',
    objects,
    controllers: reconcilers(),
    clock,
    onError: error => failures.push(error),
  });
  const { store, url, caData, tokens } = sandbox;
  const { ask, remove } = kubectlOf(sandbox);
  const client = createKubeClient({
    cluster: () => ({ name: 'sandbox', url, caData, authMetadata: {} }),
    credential: async () => ({ type: 'bearer token', token: tokens.admin }),
  });
  const discovery = await discover(client);
  const read = KINDS.watched.flatMap(watched => {
    const choice = choose(watched, discovery);
    const { metadataOnly } = watched;
    return 'watch' in choice ? [{ kind: choice.watch, metadataOnly }] : [];
  });

  function stored(manifest: Manifest): Manifest {
    const found = store.get(keyOf(manifest));
    if (!found) {
      throw new Error(`${manifest.kind} ${manifest.metadata.name} is gone`);
    }
    return found;
  }

  return {
    create: manifest => store.create(structuredClone(manifest)),
    change(manifest, spec) {
      const object = stored(manifest);
      store.update({ ...object, spec: { ...Object(object.spec), ...spec } });
    },
    report: (manifest, status) =>
      store.updateStatus({ ...stored(manifest), status }),
    remove: manifest => store.delete(keyOf(manifest)),
    async operate(path) {
      try {
        await client.request({ method: 'PUT', path, body: {}, accept: '*/*' });
      } catch (error) {
        if (!(error instanceof KubeStatusError)) {
          throw error;
        }
      }
    },
    list: (group, kind) => store.list(group, kind),
    pass: clock.advance,
    kubectl: ask,
    async look() {
      const seen = createObjectStore({
        name: 'sandbox',
        kinds: KINDS,
        knowledge: () => [],
      });
      await Promise.all(
        read.map(target =>
          listPages({
            client,
            project: KINDS.project,
            target,
            pageSize: 500,
            onObjects: found => found.forEach(seen.put),
          }),
        ),
      );
      return seen;
    },
    async stop() {
      await client.close();
      await sandbox.stop();
      remove();
      if (failures.length > 0) {
        throw failures[0];
      }
    },
  };
}
