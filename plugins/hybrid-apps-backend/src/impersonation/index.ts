/**
 * In whose name clusters are written to: by the configuration, in that of who
 * asks, as `Impersonate-User` and `Impersonate-Group`. Watches know nobody.
 */
export { type Person } from './identityOf';
export { createImpersonation, type Impersonation } from './impersonation';
export { readImpersonation } from './settings';
