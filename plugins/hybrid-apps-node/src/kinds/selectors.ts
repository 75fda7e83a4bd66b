/**
 * One requirement of a label selector, in the form of `matchExpressions`.
 *
 * @public
 */
export interface Requirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values: readonly string[];
}

/**
 * A label selector: all requirements hold. None at all selects everything.
 *
 * @public
 */
export type Selector = readonly Requirement[];
