import type { ConnectionQuery, Verdict } from '../evaluate/types';
import type { PolicyModel } from '../model';
import { UsageError, formatOf, peerOf, portOf, protocolOf } from './options';
import type { Arguments } from './options';
import { printable } from './tables';

const STATUS: Readonly<Record<Verdict, number>> = {
  allowed: 0,
  denied: 1,
  uncertain: 3,
};

/** The connection that a command line asks about; without a port where it names none. */
export function queryOf(args: Arguments): ConnectionQuery {
  const protocol = protocolOf(args);
  const port = portOf(args);
  if (protocol?.startsWith('ICMP') && port !== undefined) {
    throw new UsageError(`${protocol} has no ports: leave --port out`);
  }
  return {
    source: peerOf(args, 'source'),
    destination: peerOf(args, 'destination'),
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port }),
  };
}

/** One verdict, as text and as exit status. */
export function evaluateOne(
  model: PolicyModel,
  args: Arguments,
): { readonly text: string; readonly status: number } {
  const format = formatOf(args, ['txt', 'json']);
  const query = queryOf(args);
  if (query.port === undefined && !query.protocol?.startsWith('ICMP')) {
    throw new UsageError('eval needs --port N');
  }
  const answer = model.evaluate(query);
  const text =
    format === 'json'
      ? JSON.stringify(answer, null, 2)
      : [answer.summary, ...answer.notes].map(printable).join('\n');
  return { text: `${text}\n`, status: STATUS[answer.verdict] };
}
