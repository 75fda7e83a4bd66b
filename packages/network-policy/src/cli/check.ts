import { readFileSync } from 'node:fs';
import type { Connection } from '../evaluate/connections';
import { formatPeer } from '../endpoints/types';
import { ManifestsNotFoundError } from '../manifests';
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
import { means, parseAssertions } from './assertions';
import type { Assertion } from './assertions';
import { required } from './options';
import type { Arguments } from './options';
import { printable } from './tables';

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
    return `no workload is meant by "${unknown}"`;
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

/** Holds a model to what a file of assertions says: 1 when any fails. */
export function check(
  model: PolicyModel,
  args: Arguments,
): { readonly text: string; readonly status: number } {
  const file = required(args, 'assert');
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ManifestsNotFoundError(
      `${file}: ${error instanceof Error ? error.message : error}`,
    );
  }
  const lines: string[] = [];
  let [hasFailed, isBad] = [false, false];
  const parsed = parseAssertions(content);
  const assertions = parsed.flatMap(each => ('text' in each ? each : []));
  const connections = model.connections();
  for (const each of parsed) {
    const place = `${file}:${each.line}:1:`;
    const pairs = 'text' in each ? pairsOf(model, connections, each) : [];
    const problem =
      'message' in each ? each.message : whyEmpty(model, pairs, each);
    if (problem !== undefined) {
      lines.push(`${place} problem: ${problem}`);
      isBad = true;
    } else if ('text' in each) {
      const complaints = pairs.flatMap(
        pair => complaint(pair, each, assertions) ?? [],
      );
      hasFailed ||= complaints.length > 0;
      lines.push(...complaints.map(text => `${place} failed: ${text}`));
    }
  }
  const status = hasFailed ? FAILED : 0;
  const text = lines.map(line => `${printable(line)}\n`).join('');
  return { text, status: isBad ? BAD_ASSERTION : status };
}
