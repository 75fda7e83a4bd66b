import type { Connection } from '../evaluate/connections';
import { formatPeer } from '../endpoints/types';
import type { PolicyModel } from '../model';
import {
  NO_CONNECTIONS,
  formatConnections,
  intersect,
  isEmpty,
  subtract,
  unite,
} from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import { means, nobodyMeant, readAssertions } from './assertions';
import type { Assertion } from './assertions';
import type { Input } from './input';
import { formatOf, required } from './options';
import type { Arguments } from './options';
import { csv, json, markdown, text } from './report';
import type { Result } from './report';
import { sarif } from './sarif';

const FAILED = 1;
const BAD_ASSERTION = 2;

/** Every two workloads that an assertion speaks of, also those without a connection. */
function pairsOf(
  model: PolicyModel,
  connections: readonly Connection[],
  { source, destination }: Assertion,
): Connection[] {
  const found = new Map<string, Connection>();
  const add = (each: Connection) =>
    found.set(
      `${formatPeer(each.source)}|${formatPeer(each.destination)}`,
      each,
    );
  for (const from of model.workloads.filter(each => means(source, each))) {
    for (const to of model.workloads.filter(each => means(destination, each))) {
      if (from !== to) {
        const nothing = { allowed: NO_CONNECTIONS, uncertain: NO_CONNECTIONS };
        add({ source: from, destination: to, ...nothing });
      }
    }
  }
  connections
    .filter(
      each =>
        means(source, each.source) && means(destination, each.destination),
    )
    .forEach(add);
  return [...found.values()];
}

/** Why an assertion would pass whatever the policies say. */
function whyEmpty(
  model: PolicyModel,
  pairs: readonly Connection[],
  { source, destination, expected }: Assertion,
): string | undefined {
  const unknown = [source, destination].find(
    end =>
      end !== 'external' && !model.workloads.some(each => means(end, each)),
  );
  if (unknown !== undefined) {
    return nobodyMeant(unknown, model.workloads);
  }
  const isOutside = source === 'external' && destination === 'external';
  return isOutside || (expected === 'allowed' && pairs.length === 0)
    ? 'no two workloads are meant by it'
    : undefined;
}

/** What other lines want allowed between the two ends. */
function wantedBetween(
  connection: Connection,
  assertions: readonly Assertion[],
): ConnectionSet {
  return assertions
    .filter(
      each =>
        each.expected === 'allowed' &&
        means(each.source, connection.source) &&
        means(each.destination, connection.destination),
    )
    .map(each => each.connections)
    .reduce(unite, NO_CONNECTIONS);
}

/** What is wrong with one connection; undefined when it is as it should be. */
function complaint(
  connection: Connection,
  assertion: Assertion,
  assertions: readonly Assertion[],
): string | undefined {
  const { source, destination, allowed, uncertain } = connection;
  const line = `${formatPeer(source)} => ${formatPeer(destination)}`;
  if (assertion.expected === 'allowed') {
    const missing = subtract(assertion.connections, allowed);
    const unsure = intersect(missing, uncertain);
    return isEmpty(missing)
      ? undefined
      : `${line} : ${formatConnections(missing)} is ${
          isEmpty(unsure) ? 'not allowed' : 'not surely allowed'
        }`;
  }
  const forbidden = assertion.otherwise
    ? subtract(assertion.connections, wantedBetween(connection, assertions))
    : assertion.connections;
  const sure = intersect(allowed, forbidden);
  const unsure = intersect(uncertain, forbidden);
  if (isEmpty(sure) && isEmpty(unsure)) {
    return undefined;
  }
  return isEmpty(sure)
    ? `${line} : ${formatConnections(unsure)} is not surely denied`
    : `${line} : ${formatConnections(sure)} is allowed`;
}

/** What is otherwise than a file of assertions says. */
function broken(model: PolicyModel, file: string): Result[] {
  const parsed = readAssertions(file);
  const assertions = parsed.flatMap(each => ('text' in each ? each : []));
  const connections = model.connections();
  return parsed.flatMap((each): Result[] => {
    const place = { file, line: each.line, column: 1 };
    const pairs = 'text' in each ? pairsOf(model, connections, each) : [];
    const problem =
      'message' in each ? each.message : whyEmpty(model, pairs, each);
    if (problem !== undefined) {
      return [
        { rule: 'bad-assertion', level: 'problem', place, message: problem },
      ];
    }
    return 'text' in each
      ? pairs.flatMap(pair => {
          const message = complaint(pair, each, assertions);
          return message === undefined
            ? []
            : [{ rule: 'assertion', level: 'failed', place, message } as const];
        })
      : [];
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
      ? broken(input.model, file)
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
