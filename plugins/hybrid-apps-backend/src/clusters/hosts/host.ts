import { isIPv4, isIPv6 } from 'node:net';

/** A host as some text names it. */
export interface Host {
  /** A name in lower case, or an IP address. */
  host: string;
  /** As it is written. */
  port?: number;
  /** The one that a URL without a port goes to, by its scheme. */
  byScheme?: number;
}

const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** A DNS name (RFC 1123); one without any letter is a number, a time or a range. */
function isName(written: string): boolean {
  return (
    written.length <= LONGEST_NAME &&
    /[a-z]/.test(written) &&
    written.split('.').every(label => LABEL.test(label))
  );
}

const HOST_PORT = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::(\d{0,5}))?$/;

/**
 * A host with or without its port: `db`, `db.shop.svc:5432`, `10.0.0.7:80`,
 * `[fd00::7]:80`. Undefined for whatever else.
 */
export function readHostPort(written: string): Host | undefined {
  const [, bracketed, plain, digits] = written.match(HOST_PORT) ?? [];
  const port = digits ? Number(digits) : undefined;
  if (port !== undefined && (port < 1 || port > 65535)) {
    return undefined;
  }
  const host = (bracketed?.split('%')[0] ?? plain ?? '')
    .toLocaleLowerCase('en-US')
    .replace(/\.$/, '');
  const isHost =
    bracketed === undefined ? isName(host) || isIPv4(host) : isIPv6(host);
  return isHost ? { host, ...(port !== undefined && { port }) } : undefined;
}

/** One that may be an IPv6 address without brackets, which has no port then. */
export const readAddress = (written: string): Host | undefined =>
  readHostPort(written) ?? readHostPort(`[${written}]`);

/** All of a list, or nothing: what holds something else is no list of hosts. */
export function readHostList(
  written: readonly string[],
): readonly Host[] | undefined {
  const hosts = written.flatMap(one => readHostPort(one.trim()) ?? []);
  return hosts.length === written.length ? hosts : undefined;
}
