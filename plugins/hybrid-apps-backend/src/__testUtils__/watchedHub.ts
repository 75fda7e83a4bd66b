import {
  ClosableKubeClient,
  createKubeClient,
} from '../clusters/client/kubeClient';
import { ClusterSettings, DEFAULT_SETTINGS } from '../clusters/settings';
import { ClusterChange } from '../clusters/types';
import { ClusterWatch, watchCluster } from '../clusters/watch/clusterWatch';
import { mockLogger } from './mockLogger';
import {
  ScriptedApiServer,
  ScriptedKind,
  startScriptedApiServer,
} from './scriptedApiServer';
import { KINDS } from '../kinds';

export const PODS: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
};
export const CONFIG_MAPS: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
};
export const EVENTS: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
};
export const VMS: ScriptedKind = {
  group: 'kubevirt.io',
  version: 'v1',
  kind: 'VirtualMachine',
  plural: 'virtualmachines',
};
export const CRDS: ScriptedKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
};

/** Quick to try again, so that tests need not wait. */
const SETTINGS: ClusterSettings = {
  ...DEFAULT_SETTINGS,
  pageSize: 2,
  spreadMs: 0,
  backoff: { baseMs: 2, maxMs: 10 },
  forbiddenRetryMs: 5,
  rediscoveryDelayMs: 1,
};

/** A watched cluster of a test: its scripted server, its watch, and what that told. */
export interface WatchedHub {
  readonly server: ScriptedApiServer;
  readonly watch?: ClusterWatch;
  readonly changes: ClusterChange[];
  /** What the portal's clock shows. */
  now: string;
  /** Called with each change. */
  changed: () => void;
  startServer(kinds: ScriptedKind[]): Promise<void>;
  /** Begins to watch the server. */
  start(settings?: Partial<ClusterSettings>, random?: () => number): void;
  names(kind?: ScriptedKind): string[];
  knowledgeOf(
    kind: string,
  ): ReturnType<ClusterWatch['store']['knowledge']>[number] | undefined;
  stateOf(kind: string): string | undefined;
  listsOf(kind: ScriptedKind): number;
}

/** Sets up such a hub for each test of a file, and ends it after. */
export function useWatchedHub(): WatchedHub {
  let server: ScriptedApiServer | undefined;
  let client: ClosableKubeClient | undefined;
  let watch: ClusterWatch | undefined;
  let changes: ClusterChange[] = [];

  const theServer = () => {
    if (!server) {
      throw new Error('startServer() comes first');
    }
    return server;
  };
  const knowledgeOf = (kind: string) =>
    watch?.store.knowledge().find(known => known.kind === kind);

  const hub: WatchedHub = {
    get server() {
      return theServer();
    },
    get watch() {
      return watch;
    },
    get changes() {
      return changes;
    },
    now: '',
    changed: () => {},
    async startServer(kinds) {
      server = await startScriptedApiServer({ kinds });
    },
    start(settings = {}, random) {
      const { url } = theServer();
      client = createKubeClient({
        cluster: () => ({ name: 'hub', url, authMetadata: {} }),
        credential: async () => ({ type: 'anonymous' }),
      });
      changes = [];
      watch = watchCluster({
        kinds: KINDS,
        client,
        settings: { ...SETTINGS, ...settings },
        logger: mockLogger(),
        clock: () => new Date(hub.now),
        random,
        onChange: change => {
          changes.push(change);
          hub.changed();
        },
      });
    },
    names: (kind = PODS) =>
      (watch?.store.list({ group: kind.group, kind: kind.kind }) ?? [])
        .map(({ metadata }) => metadata.name)
        .sort(),
    knowledgeOf,
    stateOf: kind => knowledgeOf(kind)?.state,
    listsOf: kind =>
      theServer().requests.filter(
        ({ path, query }) => path.endsWith(`/${kind.plural}`) && !query.watch,
      ).length,
  };

  beforeEach(() => {
    hub.now = '2026-01-01T10:00:00.000Z';
  });
  afterEach(async () => {
    hub.changed = () => {};
    await watch?.stop();
    await client?.close();
    await server?.stop();
  });
  return hub;
}

export const pod = (name: string) => ({
  metadata: { name, namespace: 'shop' },
});
