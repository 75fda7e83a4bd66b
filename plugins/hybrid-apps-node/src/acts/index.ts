/** What the portal is told of what can be done to an object. */
export * from './act';
export * from './extensionPoint';
