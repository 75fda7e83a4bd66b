import {
  InvalidFieldError,
  get,
  items,
  keysOf,
  requiredText,
  stringMap,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';

/**
 * The labels of an object.
 * @public
 */
export type Labels = Readonly<Record<string, string>>;

/** A selector, read once and asked often. */
export interface LabelTest {
  /** Equal for selectors that are written alike; memos go by it. */
  readonly key: string;
  /** As one says it: `app=web,tier in (a, b)`. Empty for a selector of everything. */
  readonly text: string;
  /** Which labels it reads: those of the object, or those that Calico gives an endpoint. */
  readonly labels: 'kubernetes' | 'calico';
  readonly test: (labels: Labels) => boolean;
  /** A label that whatever it selects must have; narrows the search. */
  readonly needs?: readonly [key: string, value: string];
}

export const EVERYTHING: LabelTest = {
  key: '',
  text: '',
  labels: 'kubernetes',
  test: () => true,
};

interface Requirement {
  readonly text: string;
  readonly test: (labels: Labels) => boolean;
}

/** `name`, or `prefix/name` with a DNS name for a prefix. */
const KEY =
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const MAX_KEY = 253 + 1 + 63;
const VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Whether a label can have this name.
 *
 * Source: k8s.io/apimachinery pkg/util/validation, IsQualifiedName.
 *
 * @public
 */
export const isLabelKey = (key: string): boolean =>
  key.length <= MAX_KEY && key.indexOf('/') <= 253 && KEY.test(key);

/**
 * Whether a label can have this value.
 *
 * Source: k8s.io/apimachinery pkg/util/validation, IsValidLabelValue.
 *
 * @public
 */
export const isLabelValue = (value: string): boolean => VALUE.test(value);

/**
 * Refuses what no object can have for a label.
 * Source: k8s.io/apimachinery pkg/labels, NewRequirement.
 */
function checkLabel(at: Field, key: string, values: readonly string[]): void {
  if (!isLabelKey(key)) {
    throw new InvalidFieldError(at, `names no label: "${key}"`);
  }
  const bad = values.find(value => !isLabelValue(value));
  if (bad !== undefined) {
    throw new InvalidFieldError(
      at,
      `has "${bad}", which is no value of a label: up to 63 letters, digits, - _ or .`,
    );
  }
}

const has = (labels: Labels, key: string) => Object.hasOwn(labels, key);

/** Empty is a value too. */
function labelValue(at: Field): string {
  const value = text(at);
  if (value === undefined) {
    throw new InvalidFieldError(at, 'is required');
  }
  return value;
}

function requirement(at: Field): Requirement {
  const key = requiredText(get(at, 'key'));
  const operatorAt = get(at, 'operator');
  const operator = word(operatorAt, [
    'In',
    'NotIn',
    'Exists',
    'DoesNotExist',
  ] as const);
  const valuesAt = get(at, 'values');
  const values = items(valuesAt).map(labelValue);
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (operator === undefined) {
    throw new InvalidFieldError(operatorAt, 'is required');
  }
  if (needsValues !== values.length > 0) {
    throw new InvalidFieldError(
      valuesAt,
      needsValues
        ? `must be set for ${operator}`
        : `may not be set for ${operator}`,
    );
  }
  checkLabel(at, key, values);
  const set = new Set(values);
  switch (operator) {
    case 'In':
      return {
        text: `${key} in (${values.join(', ')})`,
        test: labels => has(labels, key) && set.has(labels[key]),
      };
    case 'NotIn':
      return {
        text: `${key} notin (${values.join(', ')})`,
        test: labels => !has(labels, key) || !set.has(labels[key]),
      };
    case 'Exists':
      return { text: key, test: labels => has(labels, key) };
    default:
      return { text: `!${key}`, test: labels => !has(labels, key) };
  }
}

/**
 * Reads a `metav1.LabelSelector`. An empty one selects everything; NotIn and
 * DoesNotExist match an absent key.
 * @throws InvalidFieldError for what an API server refuses.
 */
export function labelSelector(at: Field): LabelTest {
  const unknown = keysOf(at).find(
    key => key !== 'matchLabels' && key !== 'matchExpressions',
  );
  if (unknown) {
    throw new InvalidFieldError(
      get(at, unknown),
      'is no field of a label selector (matchLabels, matchExpressions)',
    );
  }
  const equalAt = get(at, 'matchLabels');
  const equal = Object.entries(stringMap(equalAt)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  equal.forEach(([key, value]) => checkLabel(get(equalAt, key), key, [value]));
  const requirements = items(get(at, 'matchExpressions')).map(requirement);
  if (equal.length === 0 && requirements.length === 0) {
    return EVERYTHING;
  }
  const described = [
    ...equal.map(([key, value]) => `${key}=${value}`),
    ...requirements.map(each => each.text),
  ].join(',');
  return {
    key: described,
    text: described,
    labels: 'kubernetes',
    test: labels =>
      equal.every(
        ([key, value]) => has(labels, key) && labels[key] === value,
      ) && requirements.every(each => each.test(labels)),
    ...(equal.length > 0 ? { needs: equal[0] } : {}),
  };
}

/** A selector of equal labels alone, as a Service has it. */
export function equalitySelector(labels: Labels): LabelTest {
  return labelSelector({ value: { matchLabels: labels } });
}
