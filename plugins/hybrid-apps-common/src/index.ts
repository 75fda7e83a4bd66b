/**
 * What the hybrid-apps plugins of portal and backend share: wire types, the
 * API client, permissions, annotations.
 *
 * @packageDocumentation
 */
export * from './acts';
export * from './annotations';
export * from './application';
export * from './consoles';
export * from './api/client';
export * from './api/hybridAppsApi';
export * from './api/types';
export * from './owner';
export * from './permissions';
export * from './signals';
export * from './words';
