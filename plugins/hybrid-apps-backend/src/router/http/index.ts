/** What HTTP asks of every route: who may come in, bodies, pages, caches, and what is in the document. */
export { createBarrier } from './barrier';
export { readBody } from './body';
export { keepNothing } from './caching';
export { headAsGet, onlyDocumented } from './documented';
export { operationOf, type Operation } from './operations';
export { askedPage, goesOn, pageOf, readLimit } from './page';
export { tellWhenToComeBack } from './retryAfter';
export { sendTagged } from './tagged';
