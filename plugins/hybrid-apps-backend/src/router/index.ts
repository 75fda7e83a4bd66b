/** The HTTP API, after the OpenAPI document. */
export { createAudit, type Audit } from './audit';
export { createDeeds } from './acts';
export { registerActions } from './actions';
export { consoleJournal } from './consoleJournal';
export { planJournal } from './planJournal';
export { createRequireConsole } from './requireConsole';
export { createBarrier } from './http';
export { createRouter } from './createRouter';
