import fc from 'fast-check';
import type { Manifest } from './objects';

/** The few names, labels and ranges that generated clusters are of: few, so that rules meet pods. */

/** A manifest with a name of its own. */
export type Make = (index: number) => Manifest;

export const NAMESPACES = ['a', 'b'];
export const KEYS = ['app', 'tier'];
export const VALUES = ['x', 'y', 'xy'];
/** Names that policies share, of which one begins another. */
export const NAMES = ['p', 'p-x', 'q'];
export const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/30',
  '192.168.0.1/32',
  '203.0.113.0/24',
  '::/0',
  'fd00::/126',
];

export const labels = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.constantFrom('x', ...VALUES),
  { maxKeys: 2 },
);

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...VALUES), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
);

export const selector = fc.oneof(
  { weight: 2, arbitrary: labels.map(matchLabels => ({ matchLabels })) },
  {
    weight: 1,
    arbitrary: fc
      .array(expression, { minLength: 1, maxLength: 2 })
      .map(matchExpressions => ({ matchExpressions })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 1,
    // What KubeVirt puts on every launcher pod.
    arbitrary: fc.constant({ matchLabels: { 'kubevirt.io': 'virt-launcher' } }),
  },
);

export const namespaceSelector = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES).map(name => ({
    matchLabels: { 'kubernetes.io/metadata.name': name },
  })),
  selector,
);

export const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
