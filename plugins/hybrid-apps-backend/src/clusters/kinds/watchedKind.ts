/** A kind that the portal wants to know of, in whatever version is served. */
export interface WatchedKind {
  /** The API groups that may serve it, the best first; only one is watched. */
  groups: readonly [string, ...string[]];
  kind: string;
  /** The plural name, as in paths and in RBAC rules. */
  resource: string;
  /** Nothing but `metadata` is asked for, or reaches this process. */
  metadataOnly?: true;
  /**
   * What is kept beside `metadata`: paths, which run through lists by
   * themselves. The values in it are struck whatever the kind.
   */
  keep?: readonly string[];
  /** What is dropped of that again. */
  drop?: readonly string[];
}

/** Kinds of one group of which the same is kept. */
export const kindsOf = (
  groups: WatchedKind['groups'],
  keep: readonly string[],
  rows: ReadonlyArray<readonly [kind: string, resource: string]>,
): WatchedKind[] =>
  rows.map(([kind, resource]) => ({ groups, kind, resource, keep }));
