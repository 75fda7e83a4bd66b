import { startSandboxCluster } from '@hybrid-apps/sandbox-cluster';
import { startScriptedApiServer } from './scriptedApiServer';

/** The kinds that live in a {@link World}: in full, and as metadata alone. */
export const WORLD_KINDS = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps' },
  {
    group: 'k8s.cni.cncf.io',
    version: 'v1',
    kind: 'NetworkAttachmentDefinition',
    plural: 'network-attachment-definitions',
  },
] as const;

/** One of {@link WORLD_KINDS}. */
export type WorldKind = (typeof WORLD_KINDS)[number];

const NAMESPACE = 'shop';

/** What may go wrong with an API server and the way there, until it is healed. */
export type Fault =
  | { do: 'forbid' | 'allow' | 'uninstall' | 'install'; kind: WorldKind }
  | {
      do:
        | 'cut'
        | 'cut within a line'
        | 'end'
        | 'fail'
        | 'compact'
        | 'compact, told in the stream'
        | 'crash'
        | 'recover'
        | 'expire'
        | 'renew';
    };

/** A small cluster, the changes and the misfortunes that it may meet. */
export interface World {
  url: string;
  /** What the kubernetes plugin would hand over now; `expire` outdates it. */
  token(): string;
  put(
    kind: WorldKind,
    object: { name: string; label: string; owner: string },
  ): void;
  remove(kind: WorldKind, name: string): void;
  /** What a list of the kind would hold. */
  contents(kind: WorldKind): Array<{ metadata: { name: string } }>;
  suffer(fault: Fault): void;
  heal(): void;
  stop(): Promise<void>;
}

function manifestOf(
  { group, version, kind }: WorldKind,
  { name, label, owner }: { name: string; label: string; owner: string },
) {
  return {
    apiVersion: group ? `${group}/${version}` : version,
    kind,
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { app: label },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Owner', name: owner, uid: owner },
      ],
    },
    ...(kind === 'Pod' && {
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    }),
    ...(kind === 'ConfigMap' && { data: { key: 'value' } }),
    ...(kind === 'NetworkAttachmentDefinition' && { spec: { config: label } }),
  };
}

/** On the scripted server, which sends bookmarks as often as can be. */
export async function createScriptedWorld(): Promise<World> {
  const server = await startScriptedApiServer({ kinds: WORLD_KINDS });
  const uninstalled = new Set<WorldKind>();
  let accepted = 1;
  let held = accepted;
  server.acceptToken(String(accepted));
  const serve = () =>
    server.serve(WORLD_KINDS.filter(kind => !uninstalled.has(kind)));
  return {
    url: server.url,
    token: () => String(held),
    put(kind, object) {
      if (!uninstalled.has(kind)) {
        server.put(kind.plural, manifestOf(kind, object));
      }
    },
    remove: (kind, name) =>
      server.remove(kind.plural, { name, namespace: NAMESPACE }),
    contents: kind => server.contents(kind.plural),
    suffer(fault) {
      switch (fault.do) {
        case 'forbid':
          server.forbid(fault.kind.plural);
          server.endWatches(fault.kind.plural);
          break;
        case 'allow':
          server.allow(fault.kind.plural);
          break;
        case 'cut':
          server.sendBookmarks();
          server.cutWatches();
          break;
        case 'cut within a line':
          server.cutWatches('{"type":"DELETED","obj');
          break;
        case 'end':
          server.endWatches();
          break;
        case 'fail':
          server.fail(3);
          break;
        case 'compact':
          server.compact('status');
          server.cutWatches();
          break;
        case 'compact, told in the stream':
          server.compact('event');
          server.cutWatches();
          break;
        case 'uninstall':
          uninstalled.add(fault.kind);
          server.endWatches(fault.kind.plural);
          serve();
          break;
        case 'install':
          uninstalled.delete(fault.kind);
          serve();
          break;
        case 'expire':
          accepted++;
          server.acceptToken(String(accepted));
          break;
        case 'renew':
          held = accepted;
          break;
        default:
          server[fault.do]();
      }
    },
    heal() {
      server.recover();
      server.fail(0);
      held = accepted;
      uninstalled.clear();
      serve();
      WORLD_KINDS.forEach(({ plural }) => server.allow(plural));
    },
    stop: () => server.stop(),
  };
}

/** On the sandbox, with all that an API server does. */
export async function createSandboxWorld(): Promise<World> {
  const sandbox = await startSandboxCluster({
    name: 'sandbox',
    tls: false,
    objects: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ],
  });
  const { store, faults } = sandbox;
  const forbidden = new Set<string>();
  const absent = new Set<string>();
  const setKinds = () =>
    faults.set({ forbidden: [...forbidden], absent: [...absent] });
  const nameOf = ({ group, plural }: WorldKind) =>
    group ? `${plural}.${group}` : plural;
  const keyOf = ({ group, kind }: WorldKind, name: string) => ({
    group,
    kind,
    namespace: NAMESPACE,
    name,
  });

  return {
    url: sandbox.url,
    token: () => sandbox.tokens.admin,
    put(kind, object) {
      const manifest = manifestOf(kind, object);
      if (store.get(keyOf(kind, object.name))) {
        store.update(manifest);
      } else {
        store.create(manifest);
      }
    },
    remove(kind, name) {
      if (store.get(keyOf(kind, name))) {
        store.delete(keyOf(kind, name));
      }
    },
    contents: ({ group, kind }) =>
      store.list(group, kind, { namespace: NAMESPACE }),
    suffer(fault) {
      switch (fault.do) {
        case 'forbid':
          forbidden.add(nameOf(fault.kind));
          setKinds();
          faults.cutWatches({ midLine: true });
          break;
        case 'allow':
          forbidden.delete(nameOf(fault.kind));
          setKinds();
          break;
        case 'uninstall':
          absent.add(nameOf(fault.kind));
          setKinds();
          faults.cutWatches();
          break;
        case 'install':
          absent.delete(nameOf(fault.kind));
          setKinds();
          break;
        case 'expire':
          faults.expireToken(sandbox.tokens.admin);
          break;
        case 'renew':
          // The token counts again; the server, if it was away, is back.
          faults.clear();
          setKinds();
          break;
        case 'end':
          faults.cutWatches();
          break;
        case 'cut':
        case 'cut within a line':
          faults.cutWatches({ midLine: true });
          break;
        case 'fail':
          faults.set({ errorRate: 0.5 });
          break;
        case 'compact':
        case 'compact, told in the stream':
          faults.compactHistory();
          faults.cutWatches({ midLine: true });
          break;
        default:
          faults[fault.do]();
      }
    },
    heal: () => faults.clear(),
    stop: () => sandbox.stop(),
  };
}
