import { tryReading } from '../objects/parseAll';
import { attempt, get, items, onlyFields } from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import type {
  Action,
  Direction,
  PeerExpression,
  PeerTerm,
  Policy,
  Rule,
} from '../policies/types';
import { EVERYTHING } from '../selectors/labels';
import { STAND_IN_TIER } from './translation';
import type { Translation, Translator } from './translation';

/** What is known of a policy that is not, or cannot be, read; what is left out may be anything. */
export interface Remains {
  readonly tier?: string;
  readonly order?: number;
  readonly tieIsOpen?: boolean;
  readonly subject?: PeerExpression;
  readonly subjectPath?: string;
  readonly directions?: ReadonlySet<Direction>;
  /** What its rules may do. */
  readonly actions?: readonly Action[];
  /** Whom its rules can be about. */
  readonly peers?: readonly PeerTerm[];
}

/** A dialect: how its objects are read, and what remains of one that cannot be. */
export interface Dialect {
  readonly read: Translator;
  readonly remains: (object: ParsedObject, translation: Translation) => Remains;
}

/** Where a policy can be of at all: its namespace, or everywhere. */
function podsWithin({
  reference,
}: Pick<ParsedObject, 'reference'>): PeerExpression {
  return {
    type: 'pods',
    ...(reference.namespace === undefined
      ? {}
      : { namespaces: reference.namespace }),
    labels: EVERYTHING,
  };
}

const BOTH: ReadonlySet<Direction> = new Set(['ingress', 'egress']);

/**
 * A policy of which nobody knows what it does to the pods that it selects, or does not:
 * what no surer rule before it decides is uncertain.
 * @param unknown - why
 */
export function standIn(
  object: Pick<ParsedObject, 'reference'>,
  unknown: string,
  {
    tier = STAND_IN_TIER,
    order = -Infinity,
    tieIsOpen = false,
    subject = podsWithin(object),
    subjectPath = 'spec',
    directions = BOTH,
    actions = ['Deny', 'Allow', 'Pass'],
    peers,
  }: Remains = {},
): Policy {
  const rules = actions.map(
    (action): Rule => ({
      action,
      path: 'spec',
      unknown,
      ...(peers ? { peers } : {}),
    }),
  );
  return {
    reference: object.reference,
    tier,
    order,
    tieIsOpen,
    isStandIn: true,
    subject,
    subjectPath,
    ...(directions.has('ingress') ? { ingress: rules } : {}),
    ...(directions.has('egress') ? { egress: rules } : {}),
  };
}

/**
 * Reads a policy. One that cannot be read is a problem, and what it may have a say
 * in becomes uncertain: an API server would not have taken it as it stands, so that
 * what is in the cluster by its name is something else, or nothing.
 */
export function readPolicy(
  object: ParsedObject,
  { read, remains }: Dialect,
  translation: Translation,
): Policy | undefined {
  const outcome = tryReading(object, translation.problems, () => {
    onlyFields(object.field, 'a policy', [
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
    return read(object, translation);
  });
  return 'value' in outcome
    ? outcome.value
    : standIn(
        object,
        `it cannot be read: ${outcome.why}`,
        remains(object, translation),
      );
}

/** A part of what remains, where it can be read. */
export function known<Part extends keyof Remains>(
  part: Part,
  read: () => Remains[Part],
): Remains {
  const value = attempt(read);
  return value === undefined ? {} : { [part]: value };
}

/** The directions that a policy has rules for, as far as that can be read. */
export function directionsWithRules(spec: Field): ReadonlySet<Direction> {
  return new Set(
    (['ingress', 'egress'] as const).filter(
      direction =>
        attempt(() => items(get(spec, direction)).length > 0) ?? true,
    ),
  );
}
