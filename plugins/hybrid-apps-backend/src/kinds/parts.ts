import { KubeObject } from '../clusters';
import { kindKey } from '../objects';
import { World } from './types';

/** Everything that an object owns, and what that owns, without an end; each once. */
export function ownedBy(object: KubeObject, world: World): KubeObject[] {
  const found = new Map<string, KubeObject>();
  const waiting = [object];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const owned of world.listOwnedBy(next.metadata.uid)) {
      if (!found.has(owned.metadata.uid) && owned !== object) {
        found.set(owned.metadata.uid, owned);
        waiting.push(owned);
      }
    }
  }
  return [...found.values()].sort((a, b) =>
    a.metadata.uid < b.metadata.uid ? -1 : 1,
  );
}

/** The Pods that come of an object; a Pod is its own. */
export const podsOf = (object: KubeObject, world: World): KubeObject[] =>
  kindKey(object) === '/Pod'
    ? [object]
    : ownedBy(object, world).filter(owned => kindKey(owned) === '/Pod');
