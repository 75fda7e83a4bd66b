import { Limits } from '../limiter';

/** Each writes to a cluster, or would, object by object. */
export const APPLIES: Limits = {
  of: 'applies of manifests',
  perCaller: 1,
  inAll: 8,
  waiting: 10,
  waitMs: 30_000,
  retryAfterSeconds: 10,
};

/** Each asks the policy, and draws an app. */
export const TICKETS: Limits = {
  of: 'tickets for consoles',
  perCaller: 4,
  inAll: 32,
  waiting: 20,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};

/** Each may take seconds of the one thread that works policy out. */
export const QUESTIONS: Limits = {
  of: 'questions about policies',
  perCaller: 1,
  inAll: 4,
  waiting: 20,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};

/** Each takes a processor and the memory of two policy models. */
export const PREVIEWS: Limits = {
  of: 'previews of policies',
  perCaller: 1,
  inAll: 2,
  waiting: 2,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};

/** Each is some requests to a cluster. */
export const ACTS: Limits = {
  of: 'acts on objects',
  perCaller: 4,
  inAll: 32,
  waiting: 100,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};

/** Each asks the policy, and draws an app; its acts are done one after the other. */
export const PLANS: Limits = {
  of: 'plans of apps',
  perCaller: 1,
  inAll: 8,
  waiting: 10,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};

/** Each is a connection of the browser that stays, and one to a cluster for each Pod. */
export const LOGS: Limits = {
  of: 'logs that are read',
  perCaller: 6,
  inAll: 60,
  waiting: 2,
  waitMs: 5_000,
  retryAfterSeconds: 5,
};
