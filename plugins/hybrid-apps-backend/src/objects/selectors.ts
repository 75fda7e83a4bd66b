import {
  Requirement,
  Selector,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { at, list, text, textMap, texts } from './read';

export type Labels = Readonly<Record<string, string>>;

export type { Requirement, Selector };

const isOperator = (word: unknown): word is Requirement['operator'] =>
  word === 'In' ||
  word === 'NotIn' ||
  word === 'Exists' ||
  word === 'DoesNotExist';

const equals = (labels: Record<string, string>): Requirement[] =>
  Object.entries(labels).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));

/** A map of labels as a selector, as Services have it. */
export const selectorOfLabels = (labels: unknown): Selector =>
  equals(textMap(labels));

/**
 * A `metav1.LabelSelector`; undefined where it is absent or has an operator
 * that Kubernetes does not know.
 */
export function readSelector(value: unknown): Selector | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const requirements = equals(textMap(at(value, 'matchLabels')));
  for (const expression of list(at(value, 'matchExpressions'))) {
    const key = text(at(expression, 'key'));
    const operator = at(expression, 'operator');
    if (!key || !isOperator(operator)) {
      return undefined;
    }
    requirements.push({
      key,
      operator,
      values: texts(at(expression, 'values')),
    });
  }
  return requirements;
}

/** NotIn and DoesNotExist match an absent key, as in Kubernetes. */
export function matches(selector: Selector, labels: Labels = {}): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

/** As a person would write it. */
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
