import { formatPeer } from '../endpoints/types';
import type {
  Decision,
  DirectionVerdict,
  Evaluation,
  Verdict,
} from '../evaluate/types';
import { formatConnections } from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import type { Format } from './options';
import { dot, formatTable } from './tables';
import type { Pieces } from './tables';

/** A verdict and the ports that were asked about, of a Service its own. */
export interface Told {
  readonly connections: ConnectionSet;
  readonly answer: Evaluation;
}

/** Whom the question named: the ports are of a Service, not of the pods behind it. */
function askedFor({ service, destination }: Evaluation): string {
  if (!service) {
    return formatPeer(destination);
  }
  const { namespace, name } = service.service;
  return `${namespace}/${name}[Service]`;
}

const COLORS: Readonly<Record<Verdict, string>> = {
  allowed: 'green',
  denied: 'red',
  uncertain: 'gray',
};

/**
 * Verdicts as rows of a table, or as arrows of a graph.
 *
 * @param inWords - what decided, as the command tells it
 */
export function formatVerdicts(
  format: Exclude<Format, 'txt' | 'json'>,
  told: readonly Told[],
  inWords: (decision: Decision) => string,
): Pieces {
  const rows = told.map(({ connections, answer }) => ({
    src: formatPeer(answer.source),
    dst: askedFor(answer),
    conn: formatConnections(connections),
    answer,
  }));
  if (format === 'dot') {
    return dot(
      new Set(rows.flatMap(({ src, dst }) => [src, dst])),
      rows.map(({ src, dst, conn, answer: { verdict } }) => ({
        from: src,
        to: dst,
        label: `${verdict}: ${conn}`,
        color: COLORS[verdict],
      })),
    );
  }
  const side = ({ verdict, decision }: DirectionVerdict) =>
    `${verdict}: ${inWords(decision)}`;
  return formatTable(format, {
    columns: ['src', 'dst', 'conn', 'verdict', 'egress', 'ingress'],
    rows: rows.map(({ src, dst, conn, answer }) => [
      src,
      dst,
      conn,
      answer.verdict,
      side(answer.egress),
      side(answer.ingress),
    ]),
  });
}
