import { isIP } from 'node:net';
import type { Connection } from '../evaluate/connections';
import { formatDecision } from '../evaluate/summary';
import type { PeerInput } from '../evaluate/types';
import { formatPeer } from '../endpoints/types';
import type { Peer } from '../endpoints/types';
import type { PolicyModel } from '../model';
import {
  NO_CONNECTIONS,
  PROTOCOLS,
  formatConnections,
  intersect,
  isEmpty,
  subtract,
  unite,
} from '../ports/connectionSet';
import type { ConnectionSet, Protocol } from '../ports/connectionSet';
import { means, nobodyMeant, parseAssertions } from './assertions';
import type { Assertion, End } from './assertions';
import type { Input } from './input';
import { pairsOf } from './pairs';
import { formatOf, required } from './options';
import type { Arguments } from './options';
import { csv, json, markdown, text } from './report';
import type { Result } from './report';
import { sarif } from './sarif';

const FAILED = 1;
const BAD_ASSERTION = 2;

/** The pod that has the one address which an end is; undefined for those outside. */
function holderOf(model: PolicyModel, end: End): string | undefined {
  if (!isIP(end.text)) {
    return undefined;
  }
  const { destination } = model.evaluate({
    // Nobody's: of the two ends only the other one may be a pod.
    source: { ip: '0.0.0.0' },
    destination: { ip: end.text },
    port: 1,
  });
  return destination.type === 'external' ? undefined : formatPeer(destination);
}

/** Why nothing can be said of an assertion, or nothing against it. */
function whyEmpty(
  model: PolicyModel,
  pairs: readonly Connection[],
  { source, destination, expected }: Assertion,
): string | undefined {
  const isAnybody = (end: End) =>
    model.workloads.some(each => means(end, each));
  const unknown = [source, destination].find(
    end => end.addresses.length === 0 && !isAnybody(end),
  );
  if (unknown !== undefined) {
    return nobodyMeant(unknown.text, model.workloads);
  }
  for (const end of [source, destination]) {
    const holder = holderOf(model, end);
    if (holder !== undefined) {
      return `"${end.text}" is the address of ${holder}, not one outside: name the workload`;
    }
  }
  const isOutside = !isAnybody(source) && !isAnybody(destination);
  return isOutside || (expected === 'allowed' && pairs.length === 0)
    ? 'no two workloads are meant by it'
    : undefined;
}

/** What exceptions want allowed between two ends. */
function wantedBetween(
  connection: Connection,
  exceptions: readonly Assertion[],
): ConnectionSet {
  return exceptions
    .filter(
      each =>
        means(each.source, connection.source) &&
        means(each.destination, connection.destination),
    )
    .map(each => each.connections)
    .reduce(unite, NO_CONNECTIONS);
}

const ASKED_FIRST: readonly Protocol[] = ['TCP', 'UDP', ...PROTOCOLS];

const inputOf = (peer: Peer): PeerInput =>
  peer.type === 'external' ? { ip: peer.from } : peer;

/** What decides it for the first of some connections. */
function because(
  model: PolicyModel,
  { source, destination }: Connection,
  connections: ConnectionSet,
): string {
  const protocol = ASKED_FIRST.find(each => connections[each]) ?? 'TCP';
  const [first] = connections[protocol] ?? [];
  const port = protocol.startsWith('ICMP') ? undefined : first?.from;
  const { egress, ingress, verdict, reasons } = model.evaluate({
    source: inputOf(source),
    destination: inputOf(destination),
    protocol,
    ...(port === undefined ? {} : { port }),
  });
  const sides = [egress, ingress].filter(side => side.verdict === verdict);
  // That policies do not concern one end says something where nothing else does.
  const ruled = sides.filter(({ decision }) => decision.by !== 'exempt');
  const rules = (ruled.length > 0 ? ruled : sides).map(
    side => `${side.direction}: ${formatDecision(side.decision)}`,
  );
  const asked = port === undefined ? protocol : `${protocol} ${port}`;
  const why = verdict === 'uncertain' ? reasons : rules;
  return `${asked} by ${why.join('; ')}`;
}

/** What is wrong with one connection; undefined when it is as it should be. */
function complaint(
  model: PolicyModel,
  connection: Connection,
  assertion: Assertion,
  exceptions: readonly Assertion[],
): string | undefined {
  const { source, destination, allowed, uncertain } = connection;
  const say = (connections: ConnectionSet, what: string) =>
    `${formatPeer(source)} => ${formatPeer(destination)} : ${formatConnections(
      connections,
    )} is ${what} (${because(model, connection, connections)})`;
  if (assertion.expected === 'allowed') {
    const missing = subtract(assertion.connections, allowed);
    if (isEmpty(missing)) {
      return undefined;
    }
    const isUnsure = !isEmpty(intersect(missing, uncertain));
    return say(missing, isUnsure ? 'not surely allowed' : 'not allowed');
  }
  const forbidden = subtract(
    assertion.connections,
    wantedBetween(connection, exceptions),
  );
  const sure = intersect(allowed, forbidden);
  const unsure = intersect(uncertain, forbidden);
  if (!isEmpty(sure)) {
    return say(sure, 'allowed');
  }
  return isEmpty(unsure) ? undefined : say(unsure, 'not surely denied');
}

/** What is otherwise than a file of assertions says. */
function broken({ model, readText }: Input, file: string): Result[] {
  const parsed = parseAssertions(readText(file));
  const assertions = parsed.flatMap(each => ('text' in each ? each : []));
  const wanted = assertions.filter(each => each.expected === 'allowed');
  const connections = model.connections();
  const result = (
    rule: 'assertion' | 'bad-assertion',
    line: number,
    message: string,
  ): Result => ({
    rule,
    level: rule === 'assertion' ? 'failed' : 'problem',
    place: { file, line, column: 1 },
    message,
  });
  return parsed.flatMap(each => {
    if ('message' in each) {
      return result('bad-assertion', each.line, each.message);
    }
    const exceptions = each.otherwise ? wanted : [];
    const pairs = pairsOf(model, connections, each, exceptions);
    const problem = whyEmpty(model, pairs, each);
    return problem === undefined
      ? pairs.flatMap(pair => {
          const message = complaint(model, pair, each, exceptions);
          return message ? result('assertion', each.line, message) : [];
        })
      : result('bad-assertion', each.line, problem);
  });
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What the manifests themselves give to act on, in the order of the files. */
function actionable({ model, remarks, placeOf }: Input, dir: string): Result[] {
  const unread = remarks
    .filter(({ kind }) => kind === 'problem')
    .map(
      ({ message, ...place }): Result => ({
        rule: 'unreadable-input',
        level: 'error',
        place,
        message,
      }),
    );
  const findings = model.findings().map(
    ({ kind, severity, object, path, message, fix }): Result => ({
      rule: kind,
      level: severity,
      place: placeOf(object, path) ?? { file: dir, line: 1, column: 1 },
      message,
      fix,
    }),
  );
  return [...unread, ...findings].sort(
    ({ place: a }, { place: b }) =>
      byText(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

const WRITERS = { txt: text, json, csv, md: markdown, sarif } as const;

/**
 * Holds manifests to what a file of assertions says, or, without one, tells what
 * there is to act on: 1 when an assertion fails or a finding is an error.
 */
export function check(input: Input, args: Arguments) {
  const { assert: file } = args;
  const results =
    typeof file === 'string'
      ? broken(input, file)
      : actionable(input, required(args, 'dir'));
  const write = WRITERS[formatOf(args, ['txt', 'json', 'csv', 'md', 'sarif'])];
  const has = (...levels: Result['level'][]) =>
    results.some(({ level }) => levels.includes(level));
  const failed = has('failed', 'error') ? FAILED : 0;
  return {
    text: write(results),
    status: has('problem') ? BAD_ASSERTION : failed,
  };
}
