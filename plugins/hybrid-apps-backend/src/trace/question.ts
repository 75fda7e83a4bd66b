import { InputError } from '@backstage/errors';
import { isIP } from 'node:net';
import { readAddress } from '../clusters';

/** Where a request goes, as far as it is told. */
export interface Asked {
  scheme?: string;
  /** A name in lower case, or an IP address. */
  host?: string;
  port?: number;
  /** Undefined where any is meant. */
  path?: string;
}

/** A question as it was read: about an object by its id, or about a host. */
export type Question =
  | { id: string }
  | (Asked & { host: string; path: string });

/**
 * The ports of schemes that name none.
 * Source: RFC 9110, 4.2; RFC 6455, 3.
 */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

/** Whether what is asked for is asked for by TLS; undefined where nothing tells. */
export function isByTls({ scheme, port }: Asked): boolean | undefined {
  if (scheme === 'https' || scheme === 'wss') {
    return true;
  }
  if (scheme === 'http' || scheme === 'ws') {
    return false;
  }
  return port === 443 ? true : undefined;
}

export const isAddress = (host: string): boolean => isIP(host) !== 0;

/** Like `cluster/namespace/group/Kind/name`. */
const ID = /^[^/]+\/[^/]*\/[^/]*\/[A-Z][A-Za-z0-9]*\/[^/]+$/;

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/** A segment that stands for a place above, or for the same one. */
const DOTS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * A path as routes compare it: without query and fragment, and without what
 * clients take out before they ask. Source: RFC 3986, 5.2.4; WHATWG URL, path state.
 */
function pathOf(written: string): string {
  const path = written.replace(/[?#].*$/s, '') || '/';
  return DOTS.test(path) ? new URL(`http://host${path}`).pathname : path;
}

/**
 * Reads what a request goes to: a URL, `host`, `host:port`, an address, each with
 * a path or without, or the id of an object of a cluster. User info and query are let go.
 *
 * @param isCluster - whether a cluster is called so
 * @throws InputError where it is none of these.
 */
export function readQuestion(
  written: string,
  isCluster: (name: string) => boolean,
): Question {
  const to = written.trim();
  if (ID.test(to) && isCluster(to.slice(0, to.indexOf('/')))) {
    return { id: to };
  }
  const scheme = to.match(SCHEME)?.[1].toLocaleLowerCase('en-US');
  const rest = to.replace(SCHEME, '');
  const [authority] = rest.split(/[/?#]/, 1);
  const address = readAddress(authority.slice(authority.lastIndexOf('@') + 1));
  if (!address) {
    throw new InputError(
      'This is no URL, host, address or object. Ask for one like https://shop.example.com/cart, shop.example.com:8443, 192.0.2.7 or the id of a Service.',
    );
  }
  const port = address.port ?? (scheme ? PORTS.get(scheme) : undefined);
  return {
    ...(scheme && { scheme }),
    host: address.host,
    ...(port !== undefined && { port }),
    path: pathOf(rest.slice(authority.length)),
  };
}

/** The question as it is answered: without what may be a secret in it. */
export function writeQuestion(question: Question): string {
  if ('id' in question) {
    return question.id;
  }
  const { scheme, host, port, path } = question;
  const shown = host.includes(':') ? `[${host}]` : host;
  const isDefault = port === (scheme && PORTS.get(scheme));
  return `${scheme ? `${scheme}://` : ''}${shown}${
    port === undefined || isDefault ? '' : `:${port}`
  }${path}`;
}
