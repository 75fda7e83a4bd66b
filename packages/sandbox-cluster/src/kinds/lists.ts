import { KindDef, ListType } from './types';

/** Metadata is the same for every kind. */
export const metadataLists: Record<string, ListType> = {
  'metadata.finalizers': 'set',
  'metadata.ownerReferences': ['uid'],
};

/**
 * `x-kubernetes-list-type` and `list-map-keys` of the built-in kinds, by the
 * end of the field's path. Lists that are not named here are atomic.
 */
export const builtInLists: Record<string, ListType> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  'containers.ports': ['containerPort', 'protocol'],
  'initContainers.ports': ['containerPort', 'protocol'],
  'containers.env': ['name'],
  'initContainers.env': ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  'spec.volumes': ['name'],
  'resources.claims': ['name'],
  resourceClaims: ['name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  schedulingGates: ['name'],
  'status.conditions': ['type'],
  'status.podIPs': ['ip'],
  'status.hostIPs': ['ip'],
};

/** Maps that whoever writes them owns as a whole, built-in kinds only. */
export const builtInAtomicMaps = [
  'selector',
  'labelSelector',
  'podSelector',
  'namespaceSelector',
  'nodeSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'involvedObject',
  'claimRef',
  'secretRef',
  'configMapRef',
  'roleRef',
  'scaleTargetRef',
];

/** Fields that default within a list's key, as `protocol` does. */
const KEY_DEFAULTS: Record<string, string> = { protocol: 'TCP' };

/** How the list at `path` (field names, list items left out) merges. */
export function listTypeOf(def: KindDef, path: readonly string[]): ListType {
  return byEnd(def.lists, path) ?? 'atomic';
}

/** Whether the map at `path` has one owner. */
export function isAtomicMap(def: KindDef, path: readonly string[]): boolean {
  return def.atomicMaps.some(end => endsWith(path, end));
}

/** Whether the schema says nothing of what is below `path`. */
export function isUntyped(def: KindDef, path: readonly string[]): boolean {
  return def.untyped.some(start => path.join('.').startsWith(`${start}.`));
}

/** The fields by which an item of the list is known, defaults filled in. */
export function itemKey(
  item: Record<string, unknown>,
  keys: readonly string[],
): Record<string, unknown> {
  const key: Record<string, unknown> = {};
  for (const name of [...keys].sort()) {
    const value = item[name] ?? KEY_DEFAULTS[name];
    if (value !== undefined) {
      key[name] = value;
    }
  }
  return key;
}

function endsWith(path: readonly string[], end: string): boolean {
  const joined = path.join('.');
  return joined === end || joined.endsWith(`.${end}`);
}

/** The longest entry that `path` ends with. */
function byEnd<T>(
  entries: Record<string, T>,
  path: readonly string[],
): T | undefined {
  for (let from = 0; from < path.length; from += 1) {
    const end = path.slice(from).join('.');
    if (Object.hasOwn(entries, end)) {
      return entries[end];
    }
  }
  return undefined;
}
