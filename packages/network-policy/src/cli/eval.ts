import type { WorkloadPeer } from '../endpoints/types';
import { PeerNotFoundError } from '../evaluate/built';
import type {
  ConnectionQuery,
  Evaluation,
  PeerInput,
  Verdict,
} from '../evaluate/types';
import { formatDecision } from '../evaluate/summary';
import type { PolicyModel } from '../model';
import { portRange, wholeProtocol } from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import {
  FORMATS,
  UsageError,
  formatOf,
  parsePeer,
  portOf,
  protocolOf,
  required,
} from './options';
import type { Arguments, Format } from './options';
import { nearest } from './similar';
import { printable } from './tables';
import type { Pieces } from './tables';
import { formatVerdicts } from './verdicts';
import type { Told } from './verdicts';

const STATUS: Readonly<Record<Verdict, number>> = {
  allowed: 0,
  denied: 1,
  uncertain: 3,
};

/** `: did you mean X?` where an end is none of the model's, or has no namespace. */
function meantBy(text: string, { workloads }: PolicyModel): string {
  const [end] = text.split('[');
  const written = end.includes('/')
    ? ({ namespace, name }: WorkloadPeer) => `${namespace}/${name}`
    : ({ name }: WorkloadPeer) => name;
  const word = nearest(end, workloads.map(written));
  const meant = workloads.find(each => written(each) === word);
  return meant ? `: did you mean ${meant.namespace}/${meant.name}?` : '';
}

/** An end of the connection that a command line asks about. */
function endOf(args: Arguments, name: string, model: PolicyModel): PeerInput {
  const text = required(args, name);
  const peer = parsePeer(text);
  if (!peer) {
    throw new UsageError(
      `--${name} must be namespace/name, namespace/name[Kind] or one IP address, not "${text}"${meantBy(
        text,
        model,
      )}`,
    );
  }
  return peer;
}

/** The connection that a command line asks about; without a port where it names none. */
export function queryOf(args: Arguments, model: PolicyModel): ConnectionQuery {
  const protocol = protocolOf(args);
  const port = portOf(args);
  if (protocol?.startsWith('ICMP') && port !== undefined) {
    throw new UsageError(`${protocol} has no ports: leave --port out`);
  }
  return {
    source: endOf(args, 'source', model),
    destination: endOf(args, 'destination', model),
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port }),
  };
}

/**
 * The model's answer.
 *
 * @throws PeerNotFoundError which also says who was probably meant
 */
export function ask(model: PolicyModel, query: ConnectionQuery): Evaluation {
  try {
    return model.evaluate(query);
  } catch (error) {
    if (!(error instanceof PeerNotFoundError)) {
      throw error;
    }
    const [missing] = [query.source, query.destination].flatMap(end =>
      'name' in end && error.message.includes(`${end.namespace}/${end.name}`)
        ? `${end.namespace}/${end.name}`
        : [],
    );
    const hint = missing === undefined ? '' : meantBy(missing, model);
    throw new PeerNotFoundError(`${error.message}${hint}`);
  }
}

/** What one question is about; without a port, a whole protocol. */
export function connectionOf(query: ConnectionQuery): ConnectionSet {
  const { protocol = 'TCP', port } = query;
  return port === undefined
    ? wholeProtocol(protocol)
    : portRange(protocol, port, port);
}

function write(format: Format, told: Told): Pieces {
  const { answer } = told;
  switch (format) {
    case 'json':
      return [`${JSON.stringify(answer, null, 2)}\n`];
    case 'txt':
      return [
        answer.summary,
        // Of a Service that leads nowhere the summary is the note.
        ...answer.notes.filter(note => !answer.summary.includes(note)),
      ].map(line => `${printable(line)}\n`);
    default:
      return formatVerdicts(format, [told], formatDecision);
  }
}

/** One verdict, as text and as exit status. */
export function evaluateOne(
  model: PolicyModel,
  args: Arguments,
): { readonly text: Pieces; readonly status: number } {
  const format = formatOf(args, FORMATS);
  const query = queryOf(args, model);
  if (query.port === undefined && !query.protocol?.startsWith('ICMP')) {
    throw new UsageError('eval needs --port N');
  }
  const answer = ask(model, query);
  const told = { connections: connectionOf(query), answer };
  return { text: write(format, told), status: STATUS[answer.verdict] };
}
