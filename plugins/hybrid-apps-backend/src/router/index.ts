/** The HTTP API, after the OpenAPI document. */
export { createAudit } from './audit';
export { createBarrier } from './http';
export { createRouter } from './createRouter';
