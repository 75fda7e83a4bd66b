import { ClusterStore } from '../clusters';
import { called, idOf, isWorkload, nodeId } from '../objects';
import { namesOf } from './closure';
import { absentOwnerOf, ownerOf } from './controllers';
import { naming, ownership, selecting } from './evidence';
import { RELATIONS } from './relations';
import { Link, Member, Reference } from './types';
import { wiresOf } from './wiring';

interface Linked {
  links: Link[];
  references: Reference[];
}

/** The order of links, and of the reasons for what is not there. */
const wordOf = ({ source, target, relation, evidence }: Link) =>
  `${source} ${relation} ${target} ${evidence.fieldPath} ${evidence.value}`;

/** What owns a member: one that belongs too, or one of a kind that nobody watches, known by what it owns. */
function linksOfOwner(
  store: ClusterStore,
  { id, object, entityRef }: Member,
  isMember: (id: string) => boolean,
): Linked {
  const owns = (source: string, owner: string): Link => ({
    source,
    target: id,
    relation: 'owns',
    evidence: ownership(store, owner, object),
  });
  const present = ownerOf(store, object);
  if (present) {
    const source = idOf(store.name, present);
    const links = isMember(source) ? [owns(source, called(present))] : [];
    return { links, references: [] };
  }
  const owner = absentOwnerOf(store, object);
  if (!owner) {
    return { links: [], references: [] };
  }
  const source = nodeId(store.name, owner);
  const link = owns(source, `${owner.kind} ${owner.name}`);
  return {
    links: [link],
    references: [
      {
        ...owner,
        cluster: store.name,
        id: source,
        reason: link.evidence,
        entityRef,
        isOwner: true,
      },
    ],
  };
}

/** What is drawn: members, and owners that are known by what they own. */
interface Drawn {
  isMember: (id: string) => boolean;
  isOwner: (id: string) => boolean;
}

function linksOfNames(
  store: ClusterStore,
  { id, object, entityRef }: Member,
  { isMember, isOwner }: Drawn,
): Linked {
  const links: Link[] = [];
  const references: Reference[] = [];
  for (const name of namesOf(store, object)) {
    const { relation, ports, to, isOptional } = name;
    // Wires are gathered by Service; what an event tells of, or a binding grants
    // to whom, the page of that one shows.
    if (
      relation === 'connects' ||
      relation === 'tells' ||
      relation === 'grants'
    ) {
      continue;
    }
    const evidence = naming(store, object, name);
    const found = store.resolve(name).map(one => idOf(store.name, one));
    // What is there and does not let itself be named, the namer's health tells.
    const isMissing = found.length === 0 && !name.isMadeByIt && !store.get(to);
    const absent = isMissing ? [nodeId(store.name, to)] : [];
    const owners = absent.filter(isOwner);
    const missing = RELATIONS[relation].isMissingTold
      ? absent.filter(one => !isOwner(one))
      : [];
    const targets = new Set([...found.filter(isMember), ...missing, ...owners]);
    for (const target of targets) {
      links.push({
        source: id,
        target,
        relation,
        evidence,
        ...(ports && { ports }),
      });
    }
    for (const target of missing) {
      references.push({
        ...to,
        apiVersion: name.apiVersion ?? (to.group ? `${to.group}/v1` : 'v1'),
        cluster: store.name,
        id: target,
        reason: evidence,
        entityRef,
        ...(isOptional && { isOptional }),
      });
    }
  }
  return { links, references };
}

const linksOfWires = (
  store: ClusterStore,
  { id, object }: Member,
  isMember: (id: string) => boolean,
): Link[] =>
  wiresOf(object, store)
    .map(
      ({ service, ports, evidence }): Link => ({
        source: id,
        target: idOf(store.name, service),
        relation: 'connects',
        evidence,
        wiredPorts: ports,
      }),
    )
    .filter(({ target }) => isMember(target));

/** Each once: the least that names it is why it is told, and it must be there if any that names it needs it. */
function joined(references: readonly Reference[]): Reference[] {
  const known = new Map<string, Reference>();
  const least = [...references].sort((a, b) =>
    `${a.id} ${a.reason.object?.id} ${a.reason.fieldPath}` <
    `${b.id} ${b.reason.object?.id} ${b.reason.fieldPath}`
      ? -1
      : 1,
  );
  for (const reference of least) {
    const { isOptional, ...first } = known.get(reference.id) ?? reference;
    known.set(reference.id, {
      ...first,
      ...(isOptional && reference.isOptional && { isOptional }),
    });
  }
  return [...known.values()];
}

const linksOfSelectors = (
  store: ClusterStore,
  { id, object }: Member,
  isMember: (id: string) => boolean,
): Link[] =>
  (isWorkload(object) ? store.selecting(object) : [])
    .map(
      ({ object: selector, selection }): Link => ({
        source: idOf(store.name, selector),
        target: id,
        relation: selection.relation,
        evidence: selecting(store, selector, selection, object),
        ...(selection.ports && { ports: selection.ports }),
      }),
    )
    .filter(({ source }) => isMember(source));

/** So many links of an app on a cluster are told; more nobody could look at. */
const MOST_LINKS = 50_000;

/** How the members of an app on one cluster stand to each other, and to what is not there. */
export function linksOf(
  store: ClusterStore,
  members: readonly Member[],
): Linked & { isCut: boolean } {
  const ids = new Set(members.map(({ id }) => id));
  const isMember = (id: string) => ids.has(id);
  const owned = members.map(member => linksOfOwner(store, member, isMember));
  const owners = new Set(
    owned.flatMap(({ references }) => references).map(({ id }) => id),
  );
  const isOwner = (id: string) => owners.has(id);
  const links: Link[] = [];
  const references: Reference[] = [];
  for (const [index, member] of members.entries()) {
    if (links.length < MOST_LINKS) {
      const named = linksOfNames(store, member, { isMember, isOwner });
      for (const linked of [owned[index], named]) {
        linked.links.forEach(link => links.push(link));
        linked.references.forEach(one => references.push(one));
      }
      for (const link of [
        ...linksOfSelectors(store, member, isMember),
        ...linksOfWires(store, member, isMember),
      ]) {
        links.push(link);
      }
    }
  }
  return {
    links: links
      .slice(0, MOST_LINKS)
      .sort((a, b) => (wordOf(a) < wordOf(b) ? -1 : 1)),
    references: joined(references.slice(0, MOST_LINKS)),
    isCut: links.length > MOST_LINKS,
  };
}
