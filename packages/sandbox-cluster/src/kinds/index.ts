/**
 * The kinds that the sandbox serves. One line in one of the tables adds one.
 */
import { calicoKinds } from './calico';
import { coreKinds } from './core';
import { kubevirtKinds } from './kubevirt';
import { networkKinds } from './network';
import { operatorKinds } from './operators';
import { platformKinds } from './platform';
import { storageKinds } from './storage';
import { KindDef } from './types';
import { workloadKinds } from './workloads';

export type { Column, KindDef, ListType } from './types';
export { age } from './columns';
export { extensionObjects } from './extensions';
export { isAtomicMap, isUntyped, itemKey, listTypeOf } from './lists';

/** All kinds, the core group first. */
export const kinds: readonly KindDef[] = [
  ...coreKinds,
  ...workloadKinds,
  ...networkKinds,
  ...storageKinds,
  ...platformKinds,
  ...operatorKinds,
  ...kubevirtKinds,
  ...calicoKinds,
];

const byKind = new Map(kinds.map(def => [`${def.group}/${def.kind}`, def]));
const byPlural = new Map(kinds.map(def => [`${def.group}/${def.plural}`, def]));

export function kindOf(group: string, kind: string): KindDef | undefined {
  return byKind.get(`${group}/${kind}`);
}

/** By the name in a URL, such as `deployments`. */
export function resourceOf(group: string, plural: string): KindDef | undefined {
  return byPlural.get(`${group}/${plural}`);
}

/** As errors and rights name it: `deployments.apps`, `pods`. */
export function qualifiedResource(def: KindDef): string {
  return def.group ? `${def.plural}.${def.group}` : def.plural;
}

/** As errors about content name it: `Deployment.apps`, `Pod`. */
export function qualifiedKind(def: Pick<KindDef, 'group' | 'kind'>): string {
  return def.group ? `${def.kind}.${def.group}` : def.kind;
}
