import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, flag, list, text } from '../../../objects';
import { present, unique } from '../../presentFacts';

type KeysRead = NonNullable<
  NonNullable<ObjectInside['volumes']>[number]['reads']
>[number];

/** What one reference reads: of a key, or of all that there are. */
function readOf(
  kind: KeysRead['kind'],
  name: string | undefined,
  keys: readonly string[] | undefined,
  reference: unknown,
): KeysRead[] {
  return name
    ? [
        present({
          kind,
          name,
          keys: keys && [...keys],
          isOptional: flag(at(reference, 'optional')) || undefined,
        }),
      ]
    : [];
}

/** One for each ConfigMap or Secret; it is optional where no reference needs it. */
function joined(reads: readonly KeysRead[]): KeysRead[] {
  const byName = new Map<string, KeysRead>();
  for (const read of reads) {
    const id = `${read.kind} ${read.name}`;
    const known = byName.get(id);
    byName.set(
      id,
      known
        ? present({
            ...known,
            keys:
              known.keys && read.keys
                ? unique([...known.keys, ...read.keys])
                : undefined,
            isOptional: (known.isOptional && read.isOptional) || undefined,
          })
        : read,
    );
  }
  return [...byName.values()];
}

/**
 * What the variables of a container are taken from.
 * Source: k8s.io/api/core/v1, EnvVarSource and EnvFromSource.
 */
export const readsOfVariables = (container: unknown): KeysRead[] =>
  joined([
    ...list(at(container, 'env')).flatMap(variable =>
      (
        [
          ['ConfigMap', 'configMapKeyRef'],
          ['Secret', 'secretKeyRef'],
        ] as const
      ).flatMap(([kind, field]) => {
        const reference = at(variable, 'valueFrom', field);
        const key = text(at(reference, 'key'));
        return readOf(
          kind,
          text(at(reference, 'name')),
          key ? [key] : [],
          reference,
        );
      }),
    ),
    ...list(at(container, 'envFrom')).flatMap(all =>
      (
        [
          ['ConfigMap', 'configMapRef'],
          ['Secret', 'secretRef'],
        ] as const
      ).flatMap(([kind, field]) => {
        const reference = at(all, field);
        return readOf(kind, text(at(reference, 'name')), undefined, reference);
      }),
    ),
  ]);

/** The keys that a volume picks; undefined where it takes them all. */
const itemsOf = (source: unknown): string[] | undefined => {
  const items = list(at(source, 'items'));
  return items.length > 0
    ? items.flatMap(item => text(at(item, 'key')) ?? [])
    : undefined;
};

/**
 * What a volume shows of ConfigMaps and Secrets.
 * Source: k8s.io/api/core/v1, ConfigMapVolumeSource, SecretVolumeSource, ProjectedVolumeSource.
 */
export const readsOfVolume = (volume: unknown): KeysRead[] =>
  joined([
    ...[volume, ...list(at(volume, 'projected', 'sources'))].flatMap(source => [
      ...readOf(
        'ConfigMap',
        text(at(source, 'configMap', 'name')),
        itemsOf(at(source, 'configMap')),
        at(source, 'configMap'),
      ),
      ...readOf(
        'Secret',
        // Of a volume of its own `secretName`, of a projected one `name`.
        text(at(source, 'secret', 'secretName')) ??
          text(at(source, 'secret', 'name')),
        itemsOf(at(source, 'secret')),
        at(source, 'secret'),
      ),
    ]),
  ]);
