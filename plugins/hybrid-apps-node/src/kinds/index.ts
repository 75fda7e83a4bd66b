/** What the portal is told of a kind of objects. */
export * from './kind';
export * from './objects';
export * from './relations';
