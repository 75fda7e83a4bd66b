import { ServedKind } from '../types';
import { Discovery } from './discovery';
import { WatchedKind } from './kindTable';

/** What becomes of a kind that the portal wants to watch. */
export type Choice =
  | { watch: ServedKind }
  /** No group serves it, so there are no objects of it. */
  | { absent: true }
  /** Its group did not say; objects known so far may still be there. */
  | { silent: string };

const WATCH_VERBS = ['list', 'watch'];

/**
 * Which of a kind's groups to watch: the first that serves it. While that
 * group's server is silent, what is watched already stays.
 *
 * @param current what is watched now, if anything.
 */
export function choose(
  watched: WatchedKind,
  discovery: Discovery,
  current?: ServedKind,
): Choice {
  let silent: string | undefined;
  for (const group of watched.groups) {
    const served = discovery.kinds.find(
      kind => kind.group === group && kind.plural === watched.resource,
    );
    if (served && WATCH_VERBS.every(verb => served.verbs.includes(verb))) {
      return { watch: served };
    }
    const problem = discovery.silentGroups.get(group);
    if (problem !== undefined) {
      if (current?.group === group) {
        return { watch: current };
      }
      silent ??= problem;
    }
  }
  return silent === undefined ? { absent: true } : { silent };
}
