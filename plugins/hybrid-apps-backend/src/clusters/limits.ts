import { Limits } from '../limiter';

/** Requests to one cluster that are made for callers. Each of them has a time limit of its own. */
export const REQUESTS: Limits = {
  of: 'requests to one cluster',
  perCaller: 8,
  inAll: 32,
  // More than the largest body of manifests needs.
  waiting: 500,
  waitMs: 60_000,
  retryAfterSeconds: 10,
};

/** Reads of one cluster with a user's own token, each of them many requests. */
export const LISTINGS: Limits = {
  of: "reads of one cluster with a user's own token",
  perCaller: 4,
  inAll: 16,
  waiting: 20,
  waitMs: 30_000,
  retryAfterSeconds: 5,
};
