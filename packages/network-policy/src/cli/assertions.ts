import {
  ALL_IPV4,
  ALL_IPV6,
  includes,
  parseAddress,
  parseCidr,
} from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import { formatPeer } from '../endpoints/types';
import type { Peer } from '../endpoints/types';
import {
  ALL_CONNECTIONS,
  ALL_IP_CONNECTIONS,
  wholeProtocol,
} from '../ports/connectionSet';
import type { ConnectionSet, Protocol } from '../ports/connectionSet';
import { parseConnections } from './connectionText';
import { didYouMean } from './similar';

/** One side of an assertion: see `means`. */
export interface End {
  readonly text: string;
  /** Those outside that it means. */
  readonly addresses: readonly AddressRange[];
}

/** What a line of an assertion file wants. */
export interface Assertion {
  readonly line: number;
  readonly text: string;
  readonly source: End;
  readonly destination: End;
  readonly expected: 'allowed' | 'denied';
  readonly connections: ConnectionSet;
  /** Denied but for what other lines want allowed. */
  readonly otherwise: boolean;
}

/** A line of an assertion file that cannot be taken. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

const LINE =
  /^assert:\s*(\S+)\s*->\s*(\S+)(?:\s+(TCP|UDP|SCTP)(?:\s+([\d,-]+))?)?\s+(allowed|denied)(\s+otherwise)?$/;

const EXPECTED =
  'must read "assert: SOURCE -> DESTINATION [TCP 80,8000-8080] allowed" or "… denied [otherwise]"';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

const EVERYWHERE = [ALL_IPV4, ALL_IPV6];

function parseEnd(text: string): End {
  if (text === 'external' || text === '*') {
    return { text, addresses: EVERYWHERE };
  }
  const range = parseCidr(text);
  return { text, addresses: range ? [range] : [] };
}

function parseLine(text: string, line: number): Assertion | BadLine {
  const [, source, destination, word, ports, verdict, otherwise] =
    LINE.exec(text) ?? [];
  const protocol = PROTOCOLS.find(each => each === word);
  const expected = verdict === 'allowed' ? 'allowed' : 'denied';
  if (source === undefined || (otherwise && expected === 'allowed')) {
    return { line, message: EXPECTED };
  }
  const everything =
    expected === 'allowed' ? ALL_CONNECTIONS : ALL_IP_CONNECTIONS;
  const whole = protocol ? wholeProtocol(protocol) : everything;
  const connections =
    protocol && ports ? parseConnections(`${protocol} ${ports}`) : whole;
  return connections
    ? {
        line,
        text,
        source: parseEnd(source),
        destination: parseEnd(destination),
        expected,
        connections,
        otherwise: otherwise !== undefined,
      }
    : { line, message: `"${ports}" must be ports from 1 to 65535` };
}

/** Assertions, one a line; `#` begins a comment. */
export function parseAssertions(text: string): (Assertion | BadLine)[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => [line.replace(/#.*/, '').trim(), index + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, number]) => parseLine(line, number));
}

/**
 * True when an end of an assertion means the peer: `namespace/name[Kind]`,
 * `namespace/name`, `name` in any namespace, `namespace/*`, an address or a range
 * like `10.0.0.0/8`, `external` for every address outside, `*` for all of these.
 * Of the addresses of an external peer it must mean all or none.
 */
export function means({ text, addresses }: End, peer: Peer): boolean {
  if (peer.type === 'external') {
    if (addresses.length === 0 || addresses === EVERYWHERE) {
      return addresses.length > 0;
    }
    const address = parseAddress(peer.from);
    return address !== undefined && includes(addresses, address);
  }
  const { namespace, name } = peer;
  return (
    text === '*' ||
    text === name ||
    text === `${namespace}/*` ||
    text === `${namespace}/${name}` ||
    text === formatPeer(peer)
  );
}

/** That an end means none of the workloads, and which one was probably meant. */
export function nobodyMeant(end: string, workloads: readonly Peer[]): string {
  const names = workloads.flatMap(each =>
    each.type === 'external'
      ? []
      : [each.name, `${each.namespace}/${each.name}`, formatPeer(each)],
  );
  return `no workload is meant by "${end}"${didYouMean(end, names)}`;
}
