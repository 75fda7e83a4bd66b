/**
 * The way of a request through an app, hop by hop, and where it breaks: what the
 * kinds' own rules say of routes, Services and endpoints, put in a row. Pure, but
 * for what is asked of policy.
 */
export { type AskWays, type Told } from './policy';
export { traceRequest, type Shown } from './trace';
