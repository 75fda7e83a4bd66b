import { createHmac, randomBytes } from 'node:crypto';
import { ConfiguredHost, hostsOf } from '.';

/** Hosts, and a mark of what they were read from, where that was long. */
export interface Drawn {
  readonly hosts: readonly ConfiguredHost[];
  readonly mark?: string;
}

/** Shorter ones, as JSON, are read again sooner than they are told apart. */
const LONG = 16_384;

/** Passwords are in what is marked: by the mark alone nobody can try them. */
const key = randomBytes(32);
const markOf = (text: string) =>
  createHmac('sha256', key).update(text).digest('base64');

/**
 * The hosts in the spec of a Pod. A megabyte of variables takes the event loop for
 * a tenth of a second, and objects change often by their status or labels: of a
 * spec that is as it was, the hosts are what they were.
 */
export function drawnFrom(
  podSpec: unknown,
  specPath: string,
  before: Drawn | undefined,
): Drawn {
  const text = JSON.stringify(podSpec) ?? '';
  if (text.length < LONG) {
    return { hosts: hostsOf(podSpec, specPath) };
  }
  const mark = markOf(`${specPath} ${text}`);
  return before?.mark === mark
    ? before
    : { hosts: hostsOf(podSpec, specPath), mark };
}
