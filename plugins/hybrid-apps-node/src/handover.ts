import { RootLifecycleService } from '@backstage/backend-plugin-api';
import { ClusterAccess } from './types';

/**
 * The version of what is handed over: of {@link ClusterAccess} and
 * {@link Handover}. A change that an older copy of this package could not use
 * is a new version.
 */
const VERSION = 1;

/** One way from who lends the clusters to who borrows them. */
interface Handover {
  /** Comes when the clusters are handed over, which may be never. */
  readonly access: Promise<ClusterAccess>;
  /** The first call is the one that counts. */
  provide(access: ClusterAccess): void;
}

/**
 * What the copies of this package share: for each backend, by version, the
 * handover and whether it has taken place. Of another version only the latter
 * is ever read, so this form must stay as it is.
 */
type Slot = WeakMap<RootLifecycleService, Versions>;
type Versions = Map<number, { handedOver: boolean; handover: Handover }>;

/**
 * A package manager may install this package once for each plugin that uses it,
 * as images with dynamic plugins do. A variable of the module, or the service
 * that its default factory makes, is then there once for each copy; a symbol of
 * the registry is the same for all code of the process.
 */
const SLOT = Symbol.for('@hybrid-apps/backstage-plugin-hybrid-apps-node/slot');

function slot(): Slot {
  const present: unknown = Reflect.get(globalThis, SLOT);
  if (present instanceof WeakMap) {
    return present;
  }
  const made: Slot = new WeakMap();
  Reflect.set(globalThis, SLOT, made);
  return made;
}

function createHandover(): Handover {
  let provide: (access: ClusterAccess) => void = () => {};
  const access = new Promise<ClusterAccess>(resolve => {
    provide = resolve;
  });
  return { access, provide };
}

/**
 * The handover of a backend, the same for all copies of this package.
 *
 * @param backend - stands for the backend: each has one such service, and all
 * copies get the same, as it comes from none of them.
 */
export function handoverOf(backend: RootLifecycleService) {
  const versions: Versions = slot().get(backend) ?? new Map();
  slot().set(backend, versions);
  const own = versions.get(VERSION) ?? {
    handedOver: false,
    handover: createHandover(),
  };
  versions.set(VERSION, own);
  return {
    version: VERSION,
    access: own.handover.access,
    provide(access: ClusterAccess) {
      own.handedOver = true;
      own.handover.provide(access);
    },
    /** In which other versions, that this copy cannot use, clusters were handed over. */
    otherVersions: () =>
      [...versions]
        .filter(
          ([version, { handedOver }]) => version !== VERSION && handedOver,
        )
        .map(([version]) => version),
  };
}
