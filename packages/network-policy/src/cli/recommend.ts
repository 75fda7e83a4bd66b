import { stringify } from 'yaml';
import { formatPeer } from '../endpoints/types';
import type { Peer, WorkloadPeer } from '../endpoints/types';
import type { WantedConnection } from '../recommend/plan';
import type { PolicyModel } from '../model';
import { means, nobodyMeant, parseAssertions } from './assertions';
import type { Assertion } from './assertions';
import type { Input } from './input';
import { choice, formatOf, required, UsageError } from './options';
import type { Arguments } from './options';
import { externalPeer } from './pairs';
import { printable } from './tables';
import { parseWanted } from './wanted';
import type { WantedRow } from './wanted';

const DIALECTS = {
  NetworkPolicy: 'NetworkPolicy',
  Calico: 'CalicoNetworkPolicy',
  ClusterNetworkPolicy: 'ClusterNetworkPolicy',
} as const;

/** What the lines of a file of assertions want allowed. */
function fromAssertions(
  assertions: ReturnType<typeof parseAssertions>,
  workloads: readonly WorkloadPeer[],
  file: string,
) {
  return assertions.flatMap(each => {
    if ('message' in each) {
      throw new UsageError(`${file}:${each.line}:1: ${each.message}`);
    }
    return each.expected === 'allowed' ? wantedBy(each, workloads, file) : [];
  });
}

/** What an assertion wants allowed, between each two ends that it means. */
function wantedBy(
  { source, destination, connections, line }: Assertion,
  workloads: readonly WorkloadPeer[],
  file: string,
): WantedConnection[] {
  const [sources, destinations] = [source, destination].map(end => {
    const meant = [
      ...workloads.filter(each => means(end, each)),
      ...end.addresses.map(externalPeer),
    ];
    if (meant.length === 0) {
      throw new UsageError(
        `${file}:${line}:1: ${nobodyMeant(end.text, workloads)}`,
      );
    }
    return meant;
  });
  const isConnection = (from: Peer, to: Peer) =>
    formatPeer(to) !== formatPeer(from) &&
    (from.type === 'workload' || to.type === 'workload');
  return sources.flatMap(from =>
    destinations
      .filter(to => isConnection(from, to))
      .map(to => ({ source: from, destination: to, allowed: connections })),
  );
}

/** What a list of connections is sure of. */
function fromList(
  rows: readonly WantedRow[],
  model: PolicyModel,
  file: string,
) {
  const known = new Set(model.workloads.map(formatPeer));
  return rows.map(({ row, src, dst, connection }) => {
    const unknown = [src, dst].find(
      // Pods of a workload are for the model to find.
      each => !known.has(each) && !/\[(External|Pod)\]$/.test(each),
    );
    if (unknown !== undefined) {
      throw new UsageError(
        `${file}: row ${row}: ${nobodyMeant(unknown, model.workloads)}`,
      );
    }
    return connection;
  });
}

/** What is wanted, and what a list leaves open. */
function wishesOf({ model, readText }: Input, args: Arguments) {
  if (args.wanted === undefined) {
    const file = required(args, 'assert');
    const assertions = parseAssertions(readText(file));
    return {
      wanted: fromAssertions(assertions, model.workloads, file),
      doubts: [],
    };
  }
  const file = required(args, 'wanted');
  const rows = parseWanted(readText(file), file);
  return {
    wanted: fromList(rows, model, file),
    doubts: rows
      .filter(each => each.uncertain !== '')
      .map(
        ({ row, src, dst, uncertain }) =>
          `${file}: row ${row}: ${src} => ${dst} : ${uncertain} is uncertain there, and not taken as wanted`,
      ),
  };
}

/** Manifests of the policies by which just what is wanted is permitted. */
export function recommend(
  input: Input,
  args: Arguments,
): { readonly text: string; readonly notes: readonly string[] } {
  const dialect =
    DIALECTS[
      choice(args, 'as', ['NetworkPolicy', 'Calico', 'ClusterNetworkPolicy'])
    ];
  const { wanted, doubts } = wishesOf(input, args);
  const { policies, limits } = input.model.recommend(wanted, { dialect });
  const notes = [...doubts, ...limits];
  if (formatOf(args, ['yaml', 'json']) === 'json') {
    const list = { apiVersion: 'v1', kind: 'List', items: policies };
    return { text: `${JSON.stringify(list, null, 2)}\n`, notes };
  }
  const remarks = notes.map(note => `# ${printable(note)}\n`).join('');
  const documents = policies.map(policy => stringify(policy)).join('---\n');
  return { text: remarks + documents, notes };
}
