import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import {
  at,
  called,
  formatSelector,
  idOf,
  isMadeByWorkload,
  isVm,
  isWorkload,
  kindKey,
  list,
  matches,
  nodeId,
  objectField,
  podTemplateOf,
  Selector,
  selectorOfLabels,
  text,
} from '../objects';
import { appliesTo } from './policies';
import { NamedByWorkload, namedByWorkload } from './references';
import { addRoutes } from './routes';
import { Add, Member, PoliciesOn, Reference, Use } from './types';

/** What grows while an app of one cluster is closed over its relations. */
export interface Closure {
  members: Map<string, Member>;
  references: Map<string, Reference>;
  uses: Use[];
}

/** Owners above and what is owned below, down to Pods. */
function addOwnership(store: ClusterStore, member: Member, add: Add) {
  const { object, entityRef } = member;
  const owner = store.controllerOf(object);
  if (owner) {
    add(
      owner,
      {
        text: `${called(owner)} owns ${called(object)}`,
        object: objectField(store.name, object),
        fieldPath: 'metadata.ownerReferences',
      },
      entityRef,
    );
  }
  for (const owned of store.listOwnedBy(object.metadata.uid)) {
    add(
      owned,
      {
        text: `${called(owned)} is owned by ${called(object)}`,
        object: objectField(store.name, owned),
        fieldPath: 'metadata.ownerReferences',
      },
      entityRef,
    );
  }
}

/**
 * What is there of what is named. The name of a DataVolume is also that of the
 * claim that it fills, which stays when CDI collects it.
 * Source: kubevirt.io/api/core/v1, `DataVolumeSource.Name`.
 */
function findNamed(
  store: ClusterStore,
  target: NamedByWorkload['target'],
): KubeObject | undefined {
  const found = store.get(target);
  return found || kindKey(target) !== 'cdi.kubevirt.io/DataVolume'
    ? found
    : store.get({ ...target, group: '', kind: 'PersistentVolumeClaim' });
}

/**
 * What a workload names. A VM's instance repeats what the VM says, beside what
 * was plugged into it while it runs.
 */
function namedBy(store: ClusterStore, object: KubeObject): NamedByWorkload[] {
  if (!isMadeByWorkload(object)) {
    return namedByWorkload(object);
  }
  if (!isVm(object)) {
    return [];
  }
  const { namespace, name } = object.metadata;
  const vm = store.get({
    group: 'kubevirt.io',
    kind: 'VirtualMachine',
    namespace,
    name,
  });
  const told = new Set(
    (vm ? namedByWorkload(vm) : []).map(({ target }) =>
      nodeId(store.name, target),
    ),
  );
  return namedByWorkload(object).filter(
    ({ target }) => !told.has(nodeId(store.name, target)),
  );
}

/** Volumes, configuration and networks that a workload names. */
function addNamed(
  store: ClusterStore,
  { object, id, entityRef }: Member,
  closure: Closure,
  add: Add,
) {
  for (const named of namedBy(store, object)) {
    const found = findNamed(store, named.target);
    if (!found && named.isMadeByIt) {
      continue;
    }
    const evidence: Evidence = {
      text: named.text,
      object: objectField(store.name, object),
      fieldPath: named.fieldPath,
      value: named.target.name,
    };
    const target = found
      ? idOf(store.name, found)
      : nodeId(store.name, named.target);
    closure.uses.push({
      source: id,
      target,
      relation: named.relation,
      evidence,
    });
    if (found) {
      add(found, evidence, entityRef);
      continue;
    }
    const { isOptional, ...reference } = closure.references.get(target) ?? {
      ...named.target,
      cluster: store.name,
      id: target,
      reason: evidence,
      entityRef,
      isOptional: true,
    };
    closure.references.set(target, {
      ...reference,
      ...(isOptional && named.isOptional && { isOptional: true as const }),
    });
  }
}

/** The claims that a StatefulSet made for its Pods: `<template>-<name>-<ordinal>`. */
function addClaims(
  store: ClusterStore,
  { object, id, entityRef }: Member,
  closure: Closure,
  add: Add,
) {
  if (object.kind !== 'StatefulSet') {
    return;
  }
  const { name, namespace } = object.metadata;
  const templates = list(at(object, 'spec', 'volumeClaimTemplates')).flatMap(
    template => text(at(template, 'metadata', 'name')) ?? [],
  );
  for (const claim of store.list({
    group: '',
    kind: 'PersistentVolumeClaim',
    namespace,
  })) {
    const index = templates.findIndex(template => {
      const prefix = `${template}-${name}-`;
      return (
        claim.metadata.name.startsWith(prefix) &&
        /^\d+$/.test(claim.metadata.name.slice(prefix.length))
      );
    });
    if (index >= 0) {
      const evidence: Evidence = {
        text: `${called(claim)} was made for ${called(object)}`,
        object: objectField(store.name, object),
        fieldPath: `spec.volumeClaimTemplates[${index}]`,
        value: templates[index],
      };
      closure.uses.push({
        source: id,
        target: idOf(store.name, claim),
        relation: 'mounts',
        evidence,
      });
      add(claim, evidence, entityRef);
    }
  }
}

/** Whether a selector of one namespace selects a workload, by the labels of its Pods. */
function selects(
  selector: Selector,
  namespace: string | undefined,
  workload: KubeObject,
): boolean {
  return (
    workload.metadata.namespace === namespace &&
    matches(selector, podTemplateOf(workload)?.labels)
  );
}

/** Services that select a workload of the app. */
function addServices(
  store: ClusterStore,
  workloads: readonly KubeObject[],
  add: Add,
) {
  const namespaces = new Set(
    workloads.flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  for (const namespace of namespaces) {
    for (const service of store.list({
      group: '',
      kind: 'Service',
      namespace,
    })) {
      const selector = selectorOfLabels(at(service, 'spec', 'selector'));
      const workload =
        selector.length > 0
          ? workloads.find(one => selects(selector, namespace, one))
          : undefined;
      if (workload) {
        add(service, {
          text: `${called(service)} selects ${called(workload)}`,
          object: objectField(store.name, service),
          fieldPath: 'spec.selector',
          value: formatSelector(selector),
        });
      }
    }
  }
}

/** Policies that apply to a workload of the app, as the policies' own rules are understood elsewhere. */
function addPolicies(
  store: ClusterStore,
  workloads: readonly Member[],
  policiesOn: PoliciesOn,
  closure: Closure,
  add: Add,
) {
  for (const { id, object: workload } of workloads) {
    for (const name of policiesOn(id)) {
      const policy = store.get(name);
      if (policy) {
        const evidence = appliesTo(store, policy, workload);
        closure.uses.push({
          source: idOf(store.name, policy),
          target: id,
          relation: 'applies-to',
          evidence,
        });
        add(policy, evidence);
      }
    }
  }
}

/**
 * Closes an app over what its objects own, name, and are selected by, until
 * nothing more joins. The first reason to belong is kept.
 */
export function close(
  store: ClusterStore,
  seeds: ReadonlyArray<Pick<Member, 'object' | 'reason' | 'entityRef'>>,
  policiesOn: PoliciesOn,
): Closure {
  const closure: Closure = {
    members: new Map(),
    references: new Map(),
    uses: [],
  };
  const waiting: Member[] = [];
  const add: Add = (object, reason, entityRef) => {
    const id = idOf(store.name, object);
    if (!closure.members.has(id)) {
      const member = { cluster: store.name, id, object, reason, entityRef };
      closure.members.set(id, member);
      waiting.push(member);
    }
  };
  const settle = () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      addOwnership(store, next, add);
      if (isWorkload(next.object)) {
        addNamed(store, next, closure, add);
      }
      if (isWorkload(next.object) && !isMadeByWorkload(next.object)) {
        addClaims(store, next, closure, add);
      }
    }
  };
  const members = () => [...closure.members.values()];
  const objects = () => members().map(one => one.object);

  for (const { object, reason, entityRef } of seeds) {
    add(object, reason, entityRef);
  }
  settle();
  addServices(store, objects().filter(isWorkload), add);
  settle();
  addRoutes(
    store,
    objects().filter(object => kindKey(object) === '/Service'),
    add,
  );
  settle();
  addPolicies(
    store,
    members().filter(
      ({ object }) => isWorkload(object) && !isMadeByWorkload(object),
    ),
    policiesOn,
    closure,
    add,
  );
  return closure;
}
