import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { called, idOf, isWorkload, nodeId, objectField } from '../objects';
import { naming, namesOf, ownership, selecting } from './closure';
import { absentOwnerOf, ownerOf } from './controllers';
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

/** An owner of a kind that nobody watches, which is known by what it owns. */
function absentOwner(
  store: ClusterStore,
  { id, object, entityRef }: Member,
): Linked {
  const owner = absentOwnerOf(store, object);
  if (!owner) {
    return { links: [], references: [] };
  }
  const { kind, name } = owner;
  const evidence: Evidence = {
    text: `${kind} ${name} owns ${called(object)}`,
    object: objectField(store.name, object),
    fieldPath: 'metadata.ownerReferences',
    value: name,
  };
  const source = nodeId(store.name, owner);
  return {
    links: [{ source, target: id, relation: 'owns', evidence }],
    references: [
      {
        ...owner,
        cluster: store.name,
        id: source,
        reason: evidence,
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
    if (relation === 'connects') {
      continue;
    }
    const evidence = naming(store, object, name);
    const found = store.resolve(name).map(one => idOf(store.name, one));
    const isMissing = found.length === 0 && !name.isMadeByIt;
    const missing =
      isMissing && RELATIONS[relation].isMissingTold
        ? [nodeId(store.name, to)]
        : [];
    const owners =
      found.length === 0 ? [nodeId(store.name, to)].filter(isOwner) : [];
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
        apiVersion: name.apiVersion ?? 'v1',
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

/** How the members of an app on one cluster stand to each other, and to what is not there. */
export function linksOf(
  store: ClusterStore,
  members: readonly Member[],
): Linked {
  const ids = new Set(members.map(({ id }) => id));
  const isMember = (id: string) => ids.has(id);
  const absentOwners = members.map(member => absentOwner(store, member));
  const owners = new Set(
    absentOwners.flatMap(({ references }) => references).map(({ id }) => id),
  );
  const isOwner = (id: string) => owners.has(id);
  const all = members.map((member, index): Linked => {
    const { id, object } = member;
    const owner = ownerOf(store, object);
    const owned: Link[] =
      owner && isMember(idOf(store.name, owner))
        ? [
            {
              source: idOf(store.name, owner),
              target: id,
              relation: 'owns',
              evidence: ownership(store, owner, object),
            },
          ]
        : [];
    const selected = isWorkload(object)
      ? store.selecting(object).map(
          ({ object: selector, selection }): Link => ({
            source: idOf(store.name, selector),
            target: id,
            relation: selection.relation,
            evidence: selecting(store, selector, selection, object),
            ...(selection.ports && { ports: selection.ports }),
          }),
        )
      : [];
    const named = linksOfNames(store, member, { isMember, isOwner });
    const absent = absentOwners[index];
    return {
      links: [
        ...owned,
        ...selected.filter(({ source }) => isMember(source)),
        ...named.links,
        ...linksOfWires(store, member, isMember),
        ...absent.links,
      ],
      references: [...named.references, ...absent.references],
    };
  });
  return {
    links: all
      .flatMap(({ links }) => links)
      .sort((a, b) => (wordOf(a) < wordOf(b) ? -1 : 1)),
    references: joined(all.flatMap(({ references }) => references)),
  };
}
