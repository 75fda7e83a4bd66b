import { keyed } from '../endpoints/collect';
import type { Objects } from '../endpoints/collect';
import type { ObjectReference, ParsedObject } from '../objects/object';
import { objectKey } from '../objects/parseAll';
import { formatPeer } from '../endpoints/types';
import type { Direction } from '../policies/types';
import { hasBit } from './bits';
import type { BuiltModel } from './built';
import type { Unit } from './connections';

/**
 * An object that differs between two models.
 * @public
 */
export interface ChangeCause {
  /** The object that came, went or changed. */
  readonly object: ObjectReference;
  /** What became of it. */
  readonly change: 'added' | 'removed' | 'changed';
  /** For a policy: the direction in which it selects an end of the connection. */
  readonly direction?: Direction;
}

interface Difference {
  readonly reference: ObjectReference;
  readonly change: ChangeCause['change'];
  readonly isPolicy: boolean;
}

const NONE: Objects = new Map();

/** The part of an object that can make a difference. */
function essence({ source, labels }: ParsedObject): string {
  const { metadata, ...rest } = source as { metadata?: unknown };
  const annotations =
    typeof metadata === 'object' &&
    metadata !== null &&
    'annotations' in metadata
      ? metadata.annotations
      : undefined;
  return JSON.stringify([rest, labels, annotations]);
}

function differences(before: BuiltModel, after: BuiltModel): Difference[] {
  const policies = new Set(
    [before, after].flatMap(model =>
      model.policies.map(each => objectKey(each.policy.reference)),
    ),
  );
  const found: Difference[] = [];
  const compare = (old: Objects, current: Objects) => {
    if (old === current) {
      return;
    }
    const add = (
      key: string,
      { reference }: ParsedObject,
      change: ChangeCause['change'],
    ) => found.push({ reference, change, isPolicy: policies.has(key) });
    for (const [key, object] of old) {
      const now = current.get(key);
      if (!now) {
        add(key, object, 'removed');
      } else if (now !== object && essence(now) !== essence(object)) {
        add(key, now, 'changed');
      }
    }
    for (const [key, object] of current) {
      if (!old.has(key)) {
        add(key, object, 'added');
      }
    }
  };
  const [old, current] = [before.inventory, after.inventory];
  compare(old.objects, current.objects);
  const names = new Set([...old.sections.keys(), ...current.sections.keys()]);
  for (const name of names) {
    compare(
      old.sections.get(name)?.objects ?? NONE,
      current.sections.get(name)?.objects ?? NONE,
    );
  }
  if (old.others !== current.others) {
    compare(keyed(old.others), keyed(current.others));
  }
  return found;
}

/** Which policies select a unit in a direction, by key of the object. */
function selecting(
  model: BuiltModel,
  unit: Unit | undefined,
  direction: Direction,
): string[] {
  return model.policies
    .filter(
      each =>
        each.policy[direction] !== undefined &&
        unit?.classes.some(own => hasBit(each.subject, own.id)),
    )
    .map(each => objectKey(each.policy.reference));
}

const ENDPOINTS =
  /^(?:Pod|Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob|ReplicationController|VirtualMachine|VirtualMachineInstance|WorkloadEndpoint)$/;

/**
 * Tells which of the differing objects bear on a pair of peers: policies that
 * select an end, the ends' own objects, and whatever has no such bounds
 * (namespaces, tiers, sets of addresses). A policy that is staged in one model
 * and enforced in the other differs by that alone.
 */
export function createCauses(before: BuiltModel, after: BuiltModel) {
  const all = differences(before, after);
  const changed = new Map(all.map(each => [objectKey(each.reference), each]));
  const enforcedIn = (model: BuiltModel) =>
    new Map(
      model.policies.map(each => [
        objectKey(each.policy.reference),
        each.policy.reference,
      ]),
    );
  const [old, current] = [enforcedIn(before), enforcedIn(after)];
  for (const [key, reference] of [...old, ...current]) {
    if (!changed.has(key) && old.has(key) !== current.has(key)) {
      changed.set(key, {
        reference,
        change: old.has(key) ? 'removed' : 'added',
        isPolicy: true,
      });
    }
  }
  const general = [...changed.values()].filter(
    each => !each.isPolicy && !ENDPOINTS.test(each.reference.kind),
  );
  const remembered = new Map<string, ChangeCause[]>();

  const causesOfEnd = (
    model: BuiltModel,
    unit: Unit,
    direction: Direction,
  ): ChangeCause[] => {
    const key = `${model === before}|${direction}|${formatPeer(unit.peer)}`;
    let causes = remembered.get(key);
    if (!causes) {
      const own = unit.endpoints.map(each => objectKey(each.object));
      causes = [
        ...selecting(model, unit, direction).map(each => ({
          key: each,
          direction,
        })),
        ...own.map(each => ({ key: each, direction: undefined })),
      ].flatMap(each => {
        const difference = changed.get(each.key);
        return difference
          ? [
              {
                object: difference.reference,
                change: difference.change,
                ...(each.direction ? { direction: each.direction } : {}),
              },
            ]
          : [];
      });
      remembered.set(key, causes);
    }
    return causes;
  };

  return (
    ends: Readonly<Record<Direction, readonly (Unit | undefined)[]>>,
  ): ChangeCause[] => {
    const found = new Map<string, ChangeCause>();
    for (const direction of ['egress', 'ingress'] as const) {
      const [was, is] = ends[direction];
      const causes = [
        ...(was ? causesOfEnd(before, was, direction) : []),
        ...(is ? causesOfEnd(after, is, direction) : []),
      ];
      for (const cause of causes) {
        found.set(`${objectKey(cause.object)}|${cause.direction ?? ''}`, cause);
      }
    }
    for (const { reference, change } of general) {
      found.set(objectKey(reference), { object: reference, change });
    }
    return [...found.values()];
  };
}
