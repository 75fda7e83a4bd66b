/** How Kubernetes objects are read: fields, names, selectors, Pod templates. */
export * from './identity';
export { parseSelector } from './parseSelector';
export * from './read';
export * from './selectors';
export * from './workloads';
