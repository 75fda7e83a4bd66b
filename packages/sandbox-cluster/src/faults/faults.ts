import { KindDef, qualifiedResource } from '../kinds';

/**
 * Faults that last until they are cleared.
 *
 * @public
 */
export interface FaultSettings {
  /** Each answer comes this much later, in milliseconds. */
  latencyMs?: number;
  /** From 0 to 1: so many requests are answered with a 500. */
  errorRate?: number;
  /** Kinds that nobody may touch, by `pods` or `virtualmachines.kubevirt.io`. */
  forbidden?: string[];
  /** Kinds that the cluster does not have, named in the same way. */
  absent?: string[];
}

/**
 * What can go wrong with a cluster, at a test's call.
 *
 * @public
 */
export interface Faults {
  /** Adds to the faults that are set. */
  set(settings: FaultSettings): void;
  /** Ends what `set` began, lets expired tokens count again, and recovers. */
  clear(): void;
  /** Ends all watches; with `midLine`, in the middle of an event's line. */
  cutWatches(options?: { midLine?: boolean }): void;
  /** Closes all consoles: each may be opened again. */
  cutConsoles(): void;
  /** Forgets all changes: older resource versions answer 410. */
  compactHistory(): void;
  /** The API server is gone: open connections break, new ones are closed. */
  crash(): void;
  /** It is back, with each object at a newer version, and no older one known. */
  recover(): void;
  /** From now on the token is answered with 401. */
  expireToken(token: string): void;
}

/** The faults as the API asks for them. */
export interface FaultState {
  settings: FaultSettings;
  down: boolean;
  expired: Set<string>;
  isForbidden(def: KindDef): boolean;
  isAbsent(def: KindDef): boolean;
}

/** @param without - groups that the cluster never has */
export function createFaultState(without: string[] = []): FaultState {
  const state: FaultState = {
    settings: {},
    down: false,
    expired: new Set(),
    isForbidden: def =>
      state.settings.forbidden?.includes(qualifiedResource(def)) ?? false,
    isAbsent: def =>
      without.includes(def.group) ||
      (state.settings.absent?.includes(qualifiedResource(def)) ?? false),
  };
  return state;
}

/** @param actions - what the server does about its connections and its store */
export function createFaults(
  state: FaultState,
  actions: {
    cutWatches(midLine: boolean): void;
    cutConsoles(): void;
    compact(): void;
    dropConnections(): void;
    renewAll(): void;
  },
): Faults {
  const faults: Faults = {
    set(settings) {
      state.settings = { ...state.settings, ...settings };
    },
    clear() {
      state.settings = {};
      state.expired.clear();
      faults.recover();
    },
    cutWatches: ({ midLine = false } = {}) => actions.cutWatches(midLine),
    cutConsoles: actions.cutConsoles,
    compactHistory: actions.compact,
    crash() {
      state.down = true;
      actions.dropConnections();
    },
    recover() {
      if (state.down) {
        actions.renewAll();
        state.down = false;
      }
    },
    expireToken(token) {
      state.expired.add(token);
    },
  };
  return faults;
}
