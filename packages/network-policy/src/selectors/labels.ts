import {
  InvalidFieldError,
  attempt,
  get,
  items,
  onlyFields,
  requiredText,
  root,
  stringMap,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import { textMap } from '../objects/values';

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
  /** The names of the labels that it looks at: what differs in others is alike to it. */
  readonly reads: readonly string[];
  readonly test: (labels: Labels) => boolean;
  /** A label that whatever it selects must have; narrows the search. */
  readonly needs?: readonly [key: string, value: string];
}

export const EVERYTHING: LabelTest = {
  key: '',
  text: '',
  labels: 'kubernetes',
  reads: [],
  test: () => true,
};

/**
 * One requirement of a label selector, in the form of `matchExpressions`.
 * @public
 */
export interface Requirement {
  /** The label's name. */
  readonly key: string;
  /** NotIn and DoesNotExist hold for what has no such label. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Of In and NotIn; the others have none. */
  readonly values: readonly string[];
}

/**
 * A label selector of Kubernetes: all requirements hold. None at all selects everything.
 * @public
 */
export type Selector = readonly Requirement[];

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
  return { key, operator, values };
}

/** Of equal labels, in the order of their names, as API servers write them. */
const equals = (labels: Labels): Requirement[] =>
  Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, operator: 'In', values: [value] }));

/** @param isListed - whether a value is among the requirement's */
function holds(
  { key, operator }: Requirement,
  labels: Labels,
  isListed: (value: string) => boolean,
): boolean {
  const isThere = has(labels, key);
  switch (operator) {
    case 'In':
      return isThere && isListed(labels[key]);
    case 'NotIn':
      return !isThere || !isListed(labels[key]);
    case 'Exists':
      return isThere;
    default:
      return !isThere;
  }
}

/**
 * Whether a selector selects what has these labels.
 *
 * Source: k8s.io/apimachinery pkg/labels/selector.go, Requirement.Matches.
 *
 * @public
 */
export const matches = (selector: Selector, labels: Labels = {}): boolean =>
  selector.every(each =>
    holds(each, labels, value => each.values.includes(value)),
  );

/** The same for many labels: however long its lists are, a label takes no longer. */
function testOf(selector: Selector): LabelTest['test'] {
  const requirements = selector.map(each => ({
    each,
    values: new Set(each.values),
  }));
  return labels =>
    requirements.every(({ each, values }) =>
      holds(each, labels, value => values.has(value)),
    );
}

/**
 * A selector as kubectl takes it: `app=web,tier in (a, b),!old`. Empty for one
 * that selects everything.
 * @public
 */
export function formatSelector(selector: Selector): string {
  return selector
    .map(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return values.length === 1
            ? `${key}=${values[0]}`
            : `${key} in (${values.join(', ')})`;
        case 'NotIn':
          return values.length === 1
            ? `${key}!=${values[0]}`
            : `${key} notin (${values.join(', ')})`;
        case 'Exists':
          return key;
        default:
          return `!${key}`;
      }
    })
    .join(',');
}

/** @throws InvalidFieldError for what an API server refuses. */
function readRequirements(at: Field): Requirement[] {
  onlyFields(at, 'a label selector', ['matchLabels', 'matchExpressions']);
  const equalAt = get(at, 'matchLabels');
  const equal = equals(stringMap(equalAt));
  equal.forEach(({ key, values }) =>
    checkLabel(get(equalAt, key), key, values),
  );
  return [...equal, ...items(get(at, 'matchExpressions')).map(requirement)];
}

/**
 * Reads a `metav1.LabelSelector`; undefined where there is none, and where it is
 * one that an API server refuses.
 * @public
 */
export function readSelector(value: unknown): Selector | undefined {
  return value === undefined || value === null
    ? undefined
    : attempt(() => readRequirements(root(value)));
}

/**
 * A map of labels as a selector, as Services have it; what is no text in it is
 * left out.
 * @public
 */
export const selectorOfLabels = (labels: unknown): Selector =>
  equals(textMap(labels));

/**
 * Reads a `metav1.LabelSelector`. An empty one selects everything; NotIn and
 * DoesNotExist match an absent key.
 * @throws InvalidFieldError for what an API server refuses.
 */
export function labelSelector(at: Field): LabelTest {
  const selector = readRequirements(at);
  if (selector.length === 0) {
    return EVERYTHING;
  }
  const written = formatSelector(selector);
  const needed = selector.find(
    ({ operator, values }) => operator === 'In' && values.length === 1,
  );
  return {
    key: written,
    text: written,
    labels: 'kubernetes',
    reads: selector.map(each => each.key),
    test: testOf(selector),
    ...(needed ? { needs: [needed.key, needed.values[0]] } : {}),
  };
}

/** A selector of equal labels alone, as a Service has it. */
export function equalitySelector(labels: Labels): LabelTest {
  return labelSelector({ value: { matchLabels: labels } });
}
