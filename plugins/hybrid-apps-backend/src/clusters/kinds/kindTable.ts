import { Kind } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { groupOf, POD_TEMPLATES } from '@hybrid-apps/network-policy';
import { Kinds } from '../types';
import { createProjection } from './projection';
import { WatchedKind } from './watchedKind';

export type { WatchedKind };

/** As clusters are watched by them. */
export interface KindTable extends Kinds {
  readonly watched: readonly WatchedKind[];
  /** What is kept of an object that an API server sent; see {@link createProjection}. */
  project: ReturnType<typeof createProjection>;
}

const keyOf = (group: string, kind: string) => `${group}/${kind}`;

/** @throws Error where two are of the same group and name. */
export function createKindTable(all: readonly Kind[]): KindTable {
  const byKey = new Map<string, Kind>();
  for (const kind of all) {
    for (const group of kind.groups) {
      const key = keyOf(group, kind.kind);
      if (byKey.has(key)) {
        throw new Error(
          `The kind ${kind.kind} of ${
            group || 'the core group'
          } is described twice; a kind has one description.`,
        );
      }
      byKey.set(key, kind);
    }
  }
  const added = Object.fromEntries(
    all.flatMap(({ groups, kind, template }) =>
      template ? groups.map(group => [keyOf(group, kind), template]) : [],
    ),
  );
  const templates = { ...POD_TEMPLATES, ...added };
  const watched = all.flatMap(({ groups, kind, watch }): WatchedKind[] =>
    watch ? [{ groups, kind, ...watch }] : [],
  );
  return {
    all,
    templates,
    watched,
    of: ({ apiVersion, kind }) => byKey.get(keyOf(groupOf(apiVersion), kind)),
    project: createProjection(watched, { added, templates }),
  };
}
