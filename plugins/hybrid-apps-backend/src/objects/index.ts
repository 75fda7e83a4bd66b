/** How Kubernetes objects are read: fields, names, selectors, Pod templates. */
export {
  formatSelector,
  matches,
  readSelector,
  selectorOfLabels,
  type Selector,
} from '@hybrid-apps/network-policy';
export * from './identity';
export { knowsKindOf } from './knownKind';
export { imageTag } from './images';
export { namePattern } from './namePattern';
export { parseSelector } from './parseSelector';
export { quantity } from './quantity';
export * from './read';
export * from './workloads';
