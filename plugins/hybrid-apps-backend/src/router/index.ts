/** The HTTP API, after the OpenAPI document. */
export { createAudit } from './audit';
export { createBarrier } from './barrier';
export { createRouter } from './createRouter';
