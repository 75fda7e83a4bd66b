import { groupOf } from '../objects/object';
import type { ObjectReference, ParsedObject, Problem } from '../objects/object';
import { objectKey } from '../objects/parseAll';
import {
  byKey,
  collectInventory,
  collectRoutes,
  collectServices,
  joinSections,
  keyed,
  sortOf,
} from './collect';
import type { Inventory, Objects, SectionParts, Sort } from './collect';
import { isProfile } from './profiles';
import { GATEWAY_API, isRoute } from './routes';
import { collectSection } from './section';
import type { PodTemplates } from './workloads';

/** What an object was and is; either is absent where it is not there. */
export interface Change {
  readonly key: string;
  readonly reference: ObjectReference;
  readonly was?: ParsedObject;
  readonly is?: ParsedObject;
}

/** The place of a key among sorted objects: its own, or where it would be. */
function placeOf(objects: readonly ParsedObject[], key: string): number {
  let [from, to] = [0, objects.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (objectKey(objects[middle].reference) < key) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

function otherAt({ others }: Inventory, key: string): ParsedObject | undefined {
  const found = others[placeOf(others, key)];
  return found && objectKey(found.reference) === key ? found : undefined;
}

/** An object of an inventory. */
export function objectOf(
  inventory: Inventory,
  { namespace = '' }: ObjectReference,
  key: string,
): ParsedObject | undefined {
  return (
    inventory.sections.get(namespace)?.objects.get(key) ??
    inventory.objects.get(key) ??
    otherAt(inventory, key)
  );
}

function changed(objects: Objects, changes: readonly Change[]): Objects {
  const result = new Map(objects);
  for (const { key, is } of changes) {
    if (is) {
      result.set(key, is);
    } else {
      result.delete(key);
    }
  }
  return result;
}

function changedOthers(
  others: readonly ParsedObject[],
  changes: readonly Change[],
): ParsedObject[] {
  const result = [...others];
  for (const { key, was, is } of changes) {
    result.splice(placeOf(result, key), was ? 1 : 0, ...(is ? [is] : []));
  }
  return result;
}

/** Everything of an inventory. */
function allOf({ objects, sections, others }: Inventory): Objects {
  return new Map([
    ...objects,
    ...[...sections.values()].flatMap(each => [...each.objects]),
    ...keyed(others),
  ]);
}

const typesOf = ({ was, is, reference }: Change) => [
  ...(was ? [was] : []),
  ...(is ? [is] : []),
  { reference, group: groupOf(reference.apiVersion) },
];

/** Whether a change leaves all that other objects are read by as it is. */
function isConfined(
  change: Change,
  { namespaces }: Inventory,
  templates: PodTemplates,
): boolean {
  const { was, is } = change;
  const sorts = new Set(typesOf(change).map(each => sortOf(each, templates)));
  const [sort] = sorts;
  const { namespace } = (is ?? was)?.reference ?? change.reference;
  // One that is only referred to stays known when nothing is in it any more.
  const isNamespaceKnown =
    namespace === undefined ? sort !== 'workload' : namespaces.has(namespace);
  return (
    sorts.size === 1 &&
    isNamespaceKnown &&
    (sort === 'workload' ||
      sort === 'Service' ||
      sort === 'EndpointSlice' ||
      (sort === 'other' && ![was, is].some(each => each && isProfile(each))))
  );
}

function changedSections(
  inventory: Inventory,
  changes: readonly Change[],
  templates: PodTemplates,
): SectionParts {
  const { namespaces, nodes, profiles } = inventory;
  const byNamespace = new Map<string, Change[]>();
  for (const change of changes) {
    const { namespace = '' } = (change.is ?? change.was ?? change).reference;
    const list = byNamespace.get(namespace) ?? [];
    list.push(change);
    byNamespace.set(namespace, list);
  }
  const namespaceOf = (name: string) => {
    const namespace = namespaces.get(name);
    if (!namespace) {
      throw new Error(`namespace ${name} is not in the inventory`);
    }
    return namespace;
  };
  const sections = new Map(inventory.sections);
  for (const [namespace, own] of byNamespace) {
    const before = sections.get(namespace)?.objects ?? new Map();
    const objects = changed(before, own);
    if (objects.size > 0) {
      const surroundings = { templates, namespaceOf, nodes, profiles };
      sections.set(namespace, collectSection(objects, surroundings));
    } else {
      sections.delete(namespace);
    }
  }
  const joined = joinSections(new Map([...sections].sort(byKey)));
  const { doubtful } = joined;
  const isSame =
    doubtful.length === inventory.doubtful.length &&
    doubtful.every((each, index) => each === inventory.doubtful[index]);
  return isSame ? { ...joined, doubtful: inventory.doubtful } : joined;
}

/**
 * The inventory after changes. Those of workloads, Services, policies and the like
 * cost what is in their namespaces; what others are read by, as Namespaces and
 * Nodes, costs the whole. What did not change is the very same as before.
 */
export function changeInventory(
  inventory: Inventory,
  changes: readonly Change[],
  unreadable: readonly Problem[],
  templates: PodTemplates,
): Inventory {
  if (!changes.every(each => isConfined(each, inventory, templates))) {
    return collectInventory(
      changed(allOf(inventory), changes),
      unreadable,
      templates,
    );
  }
  const of = (...sorts: readonly Sort[]) =>
    changes.filter(each => sorts.includes(sortOf(typesOf(each)[0], templates)));
  const ofWorkloads = of('workload');
  const ofOthers = of('other');
  const ofServices = of('Service', 'EndpointSlice');
  const objects =
    ofServices.length > 0
      ? changed(inventory.objects, ofServices)
      : inventory.objects;
  const others =
    ofOthers.length > 0
      ? changedOthers(inventory.others, ofOthers)
      : inventory.others;
  const areRoutesTouched = ofOthers
    .flatMap(typesOf)
    .some(each => each.group === GATEWAY_API || isRoute(each));
  return {
    ...inventory,
    unreadable,
    objects,
    others,
    ...(ofServices.length > 0 ? collectServices(objects) : {}),
    ...(areRoutesTouched ? collectRoutes(others) : {}),
    ...(ofWorkloads.length > 0
      ? changedSections(inventory, ofWorkloads, templates)
      : {}),
  };
}
