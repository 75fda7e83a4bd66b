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
}

/** Pages ask again every 30 seconds; who has not for this time, in milliseconds, looks no more. */
const STAYS_MS = 90_000;

/** The list of apps has no reference. */
const LIST = '';

/**
 * Remembers for a while whom to tell of changes: those alone who were shown an
 * app, with the rights that they had then. A signal's channel asks nobody's.
 *
 * @param now - in milliseconds
 */
export function createViewers(now = () => performance.now()): Viewers {
  /** By app: until when, by user. */
  const seen = new Map<string, Map<string, number>>();

  function prune(at: number) {
    for (const [app, users] of seen) {
      for (const [user, until] of users) {
        if (until <= at) {
          users.delete(user);
        }
      }
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
      const at = now();
      return [...(seen.get(app) ?? [])]
        .filter(([, until]) => until > at)
        .map(([user]) => user)
        .sort();
    },
    apps() {
      prune(now());
      return [...seen.keys()].filter(app => app !== LIST).sort();
    },
  };
}

/** As one who was shown the list, and all apps in it. */
export const withList = (apps: readonly string[]): string[] => [LIST, ...apps];
