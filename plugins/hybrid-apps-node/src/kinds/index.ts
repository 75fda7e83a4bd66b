/** What the portal is told of a kind of objects. */
export * from './extensionPoint';
export * from './kind';
export * from './objects';
export * from './relations';
export * from './selectors';
