import type { AddressRange } from '../addresses/ranges';
import type { LabelTest } from '../selectors/labels';
import type { PeerExpression } from './types';

export const ANYONE: PeerExpression = { type: 'any' };
export const NOBODY: PeerExpression = { type: 'or', of: [] };

export function allOf(of: readonly PeerExpression[]): PeerExpression {
  return of.length === 1 ? of[0] : { type: 'and', of };
}

export function anyOf(of: readonly PeerExpression[]): PeerExpression {
  return of.length === 1 ? of[0] : { type: 'or', of };
}

/** Every address range that an expression speaks of. */
export function addressesIn(
  expression: PeerExpression,
): readonly { ranges: readonly AddressRange[]; pods: boolean }[] {
  switch (expression.type) {
    case 'addresses':
      return [expression];
    case 'not':
      return addressesIn(expression.of);
    case 'and':
    case 'or':
      return expression.of.flatMap(addressesIn);
    default:
      return [];
  }
}

/** The names of all labels of pods that an expression looks at. */
export function labelsIn(expression: PeerExpression): readonly string[] {
  switch (expression.type) {
    case 'pods':
      return expression.labels.reads;
    case 'not':
      return labelsIn(expression.of);
    case 'and':
    case 'or':
      return expression.of.flatMap(labelsIn);
    default:
      return [];
  }
}

/** `pods app=web in namespace shop`, for the sentences of verdicts. */
export function describePods(
  labels: LabelTest,
  namespaces: string | LabelTest | undefined,
): string {
  const pods = labels.text ? `pods ${labels.text}` : 'all pods';
  if (typeof namespaces === 'string') {
    return `${pods} in namespace ${namespaces}`;
  }
  return namespaces?.text
    ? `${pods} in namespaces ${namespaces.text}`
    : `${pods} in all namespaces`;
}
