import { stringify } from 'yaml';
import { formatPeer } from '../endpoints/types';
import type { Peer } from '../endpoints/types';
import type { WantedConnection } from '../recommend/plan';
import { means, readAssertions } from './assertions';
import type { Assertion } from './assertions';
import type { Input } from './input';
import { choice, formatOf, required, UsageError } from './options';
import type { Arguments } from './options';
import { printable } from './tables';

const DIALECTS = {
  NetworkPolicy: 'NetworkPolicy',
  Calico: 'CalicoNetworkPolicy',
  ClusterNetworkPolicy: 'ClusterNetworkPolicy',
} as const;

/** What an assertion wants allowed, between each two workloads that it means. */
function wantedBy(
  { source, destination, connections, line }: Assertion,
  workloads: readonly Peer[],
  file: string,
): WantedConnection[] {
  const [sources, destinations] = [source, destination].map(end => {
    const meant = workloads.flatMap(each =>
      each.type === 'workload' && means(end, each) ? each : [],
    );
    if (meant.length === 0) {
      throw new UsageError(
        `${file}:${line}:1: no workload is meant by "${end}"`,
      );
    }
    return meant;
  });
  return sources.flatMap(from =>
    destinations
      .filter(to => formatPeer(to) !== formatPeer(from))
      .map(to => ({ source: from, destination: to, allowed: connections })),
  );
}

/** Manifests of the policies by which just what assertions allow is permitted. */
export function recommend({ model }: Input, args: Arguments): string {
  const file = required(args, 'assert');
  const dialect =
    DIALECTS[
      choice(args, 'as', ['NetworkPolicy', 'Calico', 'ClusterNetworkPolicy'])
    ];
  const format = formatOf(args, ['yaml', 'json']);
  const wanted = readAssertions(file).flatMap(each => {
    if ('message' in each) {
      throw new UsageError(`${file}:${each.line}:1: ${each.message}`);
    }
    return each.expected === 'allowed'
      ? wantedBy(each, model.workloads, file)
      : [];
  });
  const { policies, limits } = model.recommend(wanted, { dialect });
  if (format === 'json') {
    return `${JSON.stringify(
      { apiVersion: 'v1', kind: 'List', items: policies },
      null,
      2,
    )}\n`;
  }
  return [
    limits.map(limit => `# ${printable(limit)}\n`).join(''),
    policies.map(policy => stringify(policy)).join('---\n'),
  ].join('');
}
