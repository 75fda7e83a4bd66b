/** Who looks at what, of late. */
export interface Viewers {
  /**
   * Somebody was shown these apps.
   *
   * @param user - an entity reference
   */
  saw(user: string, apps: readonly string[]): void;
  /** Who was shown an app, or without one the list of apps. */
  of(app?: string): string[];
  /** The apps that somebody was shown. */
  apps(): string[];
  /**
   * Somebody asked for something, whatever came of it.
   *
   * @param user - an entity reference
   */
  asked(user: string): void;
  /** Who did. */
  askers(): string[];
}

/** Pages ask again every 30 seconds; who has not for this time, in milliseconds, looks no more. */
const STAYS_MS = 90_000;

/** The list of apps has no reference. */
const LIST = '';

/** Until when each counts, of those who still do. */
const staying = (users: ReadonlyMap<string, number> | undefined, at: number) =>
  [...(users ?? [])]
    .filter(([, until]) => until > at)
    .map(([user]) => user)
    .sort();

/**
 * Remembers for a while whom to tell of changes: those alone who were shown an
 * app, with the rights that they had then. A signal's channel asks nobody's.
 *
 * @param now - in milliseconds
 */
export function createViewers(now = () => performance.now()): Viewers {
  /** By app: until when, by user. */
  const seen = new Map<string, Map<string, number>>();
  /** Until when, by user. */
  const asking = new Map<string, number>();

  function pruneUsers(users: Map<string, number>, at: number) {
    for (const [user, until] of users) {
      if (until <= at) {
        users.delete(user);
      }
    }
  }

  function prune(at: number) {
    for (const [app, users] of seen) {
      pruneUsers(users, at);
      if (users.size === 0) {
        seen.delete(app);
      }
    }
  }

  let prunedAt = 0;
  return {
    saw(user, apps) {
      const at = now();
      if (at - prunedAt > STAYS_MS) {
        prune(at);
        prunedAt = at;
      }
      for (const app of apps) {
        const users = seen.get(app) ?? new Map<string, number>();
        seen.set(app, users.set(user, at + STAYS_MS));
      }
    },
    of(app = LIST) {
      return staying(seen.get(app), now());
    },
    apps() {
      prune(now());
      return [...seen.keys()].filter(app => app !== LIST).sort();
    },
    asked(user) {
      asking.set(user, now() + STAYS_MS);
    },
    askers() {
      const at = now();
      pruneUsers(asking, at);
      return staying(asking, at);
    },
  };
}

/** As one who was shown the list, and all apps in it. */
export const withList = (apps: readonly string[]): string[] => [LIST, ...apps];
