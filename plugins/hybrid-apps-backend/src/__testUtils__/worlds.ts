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

/** Where the objects of a {@link World} are. */
export const WORLD_NAMESPACES = ['shop', 'store'] as const;

type Namespace = (typeof WORLD_NAMESPACES)[number];

/** An object of a {@link World}, before it has its kind. */
export interface WorldObject {
  name: string;
  namespace: Namespace;
  label: string;
  owner: string;
}

/** Rights of the account: in the whole cluster, or in some namespaces alone. */
function createRights() {
  const taken = new Set<Namespace>();
  let isWhole = true;
  return {
    get isWhole() {
      return isWhole;
    },
    isTaken: (namespace: Namespace) => taken.has(namespace),
    /** Of no say while the rights are in the whole. */
    namespaces: () =>
      WORLD_NAMESPACES.filter(namespace => !taken.has(namespace)),
    narrow() {
      isWhole = false;
    },
    widen() {
      isWhole = true;
    },
    take: (namespace: Namespace) => taken.add(namespace),
    give: (namespace: Namespace) => taken.delete(namespace),
    heal: () => taken.clear(),
  };
}

/** What may go wrong with an API server and the way there, until it is healed. */
export type Fault =
  | { do: 'forbid' | 'allow' | 'uninstall' | 'install'; kind: WorldKind }
  /** Of what there is while the account has rights in namespaces alone. */
  | { do: 'take' | 'give'; namespace: Namespace }
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
        | 'renew'
        | 'narrow'
        | 'widen';
    };

/** A small cluster, the changes and the misfortunes that it may meet. */
export interface World {
  url: string;
  /** What the kubernetes plugin would hand over now; `expire` outdates it. */
  token(): string;
  put(kind: WorldKind, object: WorldObject): void;
  remove(kind: WorldKind, namespace: Namespace, name: string): void;
  /** What a list of the kind would hold in its namespaces. */
  contents(
    kind: WorldKind,
  ): Array<{ metadata: { name: string; namespace?: string } }>;
  suffer(fault: Fault): void;
  /** Ends what went wrong; rights that were narrowed stay so, in all namespaces. */
  heal(): void;
  stop(): Promise<void>;
}

function manifestOf(
  { group, version, kind }: WorldKind,
  { name, namespace, label, owner }: WorldObject,
) {
  return {
    apiVersion: group ? `${group}/${version}` : version,
    kind,
    metadata: {
      name,
      namespace,
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
  const rights = createRights();
  function setRights() {
    server.allowOnlyIn(rights.isWhole ? undefined : rights.namespaces());
    server.endWatches();
  }
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
    remove: (kind, namespace, name) =>
      server.remove(kind.plural, { name, namespace }),
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
        case 'narrow':
        case 'widen':
          rights[fault.do]();
          setRights();
          break;
        case 'take':
        case 'give':
          rights[fault.do](fault.namespace);
          setRights();
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
      rights.heal();
      setRights();
      WORLD_KINDS.forEach(({ plural }) => server.allow(plural));
    },
    stop: () => server.stop(),
  };
}

const RBAC = 'rbac.authorization.k8s.io';

/** What gives the sandbox's user `nobody` the rights of its readers. */
const bindingIn = (namespace?: Namespace) => ({
  apiVersion: `${RBAC}/v1`,
  kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
  metadata: { name: 'portal', namespace },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'sandbox-reader' },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'nobody' }],
});

/** On the sandbox, with all that an API server does. */
export async function createSandboxWorld(): Promise<World> {
  const sandbox = await startSandboxCluster({
    name: 'sandbox',
    tls: false,
    objects: [
      ...WORLD_NAMESPACES.map(name => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      })),
      ...[undefined, ...WORLD_NAMESPACES].map(bindingIn),
    ],
  });
  const { store, faults } = sandbox;
  const forbidden = new Set<string>();
  const absent = new Set<string>();
  const setKinds = () =>
    faults.set({ forbidden: [...forbidden], absent: [...absent] });
  const nameOf = ({ group, plural }: WorldKind) =>
    group ? `${plural}.${group}` : plural;
  const keyOf = (
    { group, kind }: WorldKind,
    namespace: Namespace,
    name: string,
  ) => ({ group, kind, namespace, name });
  const rights = createRights();
  function setBinding(isThere: boolean, namespace?: Namespace) {
    const binding = bindingIn(namespace);
    const key = { group: RBAC, kind: binding.kind, ...binding.metadata };
    if (isThere && !store.get(key)) {
      store.create(binding);
    } else if (!isThere && store.get(key)) {
      store.delete(key);
    }
  }
  function setRights() {
    setBinding(rights.isWhole);
    WORLD_NAMESPACES.forEach(namespace =>
      setBinding(!rights.isTaken(namespace), namespace),
    );
    faults.cutWatches();
  }

  return {
    url: sandbox.url,
    token: () => sandbox.tokens.nobody,
    put(kind, object) {
      const manifest = manifestOf(kind, object);
      if (store.get(keyOf(kind, object.namespace, object.name))) {
        store.update(manifest);
      } else {
        store.create(manifest);
      }
    },
    remove(kind, namespace, name) {
      if (store.get(keyOf(kind, namespace, name))) {
        store.delete(keyOf(kind, namespace, name));
      }
    },
    contents: ({ group, kind }) =>
      WORLD_NAMESPACES.flatMap(namespace =>
        store.list(group, kind, { namespace }),
      ),
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
          faults.expireToken(sandbox.tokens.nobody);
          break;
        case 'renew':
          // The token counts again; the server, if it was away, is back.
          faults.clear();
          setKinds();
          break;
        case 'end':
          faults.cutWatches();
          break;
        case 'narrow':
        case 'widen':
          rights[fault.do]();
          setRights();
          break;
        case 'take':
        case 'give':
          rights[fault.do](fault.namespace);
          setRights();
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
    heal() {
      faults.clear();
      rights.heal();
      setRights();
    },
    stop: () => sandbox.stop(),
  };
}
