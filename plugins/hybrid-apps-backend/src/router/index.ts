/** The HTTP API, after the OpenAPI document. */
export { createRouter } from './createRouter';
