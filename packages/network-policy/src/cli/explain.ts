import { formatPeer } from '../endpoints/types';
import type {
  ConnectionQuery,
  Decision,
  DirectionVerdict,
  Evaluation,
  RuleReference,
} from '../evaluate/types';
import { formatDecision } from '../evaluate/summary';
import { formatReference } from '../objects/object';
import type { ObjectReference } from '../objects/object';
import type { Protocol } from '../ports/connectionSet';
import { queryOf } from './eval';
import type { Input } from './input';
import { formatOf } from './options';
import type { Arguments } from './options';
import { breakpointsOf } from './breakpoints';
import { printable } from './tables';

/** Ports of one protocol that one answer holds for. */
interface Explanation {
  readonly traffic: string;
  readonly answer: Evaluation;
}

const PORT_PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** What two ports must share to be told as one range. */
function signatureOf(answer: Evaluation): string {
  const { verdict, egress, ingress, service, reasons } = answer;
  return service?.backends.length === 0
    ? `${verdict}, with no pod`
    : JSON.stringify([verdict, egress.decision, ingress.decision, reasons]);
}

/** Every port of a protocol, in ranges of equal answers. */
function explainPorts(
  input: Input,
  query: ConnectionQuery,
  protocol: Protocol,
  breakpoints: readonly number[],
): Explanation[] {
  const found: { from: number; to: number; answer: Evaluation }[] = [];
  breakpoints.forEach((from, index) => {
    const to = (breakpoints[index + 1] ?? 65536) - 1;
    const answer = input.model.evaluate({ ...query, protocol, port: from });
    const last = found[found.length - 1];
    if (last && signatureOf(last.answer) === signatureOf(answer)) {
      last.to = to;
    } else {
      found.push({ from, to, answer });
    }
  });
  return found.map(({ from, to, answer }) => ({
    traffic: `${protocol} ${from === to ? from : `${from}-${to}`}`,
    answer,
  }));
}

function explainAll(input: Input, query: ConnectionQuery): Explanation[] {
  const { protocol, port } = query;
  if (port !== undefined || protocol?.startsWith('ICMP')) {
    const traffic = `${protocol ?? 'TCP'}${
      port === undefined ? '' : ` ${port}`
    }`;
    return [{ traffic, answer: input.model.evaluate(query) }];
  }
  const breakpoints = breakpointsOf(input.objects);
  return (protocol ? [protocol] : PORT_PROTOCOLS).flatMap(each =>
    explainPorts(input, query, each, breakpoints),
  );
}

/** `(shop/db.yaml:12:7)`, or nothing for what no file holds. */
function inFile(input: Input, object: ObjectReference, path: string): string {
  const place = input.placeOf(object, path);
  return place ? ` (${place.file}:${place.line}:${place.column})` : '';
}

function describeRule(input: Input, rule: RuleReference): string {
  const path = rule.port ?? rule.peer ?? rule.rule;
  return `${formatReference(rule.policy)}, ${path}, ${rule.action} in tier ${
    rule.tier
  }${inFile(input, rule.policy, path)}`;
}

function describeDecision(input: Input, decision: Decision): string {
  if (decision.by === 'rule') {
    return describeRule(input, decision);
  }
  const places =
    decision.by === 'tier-default'
      ? decision.policies.map(each => inFile(input, each, 'spec')).join('')
      : '';
  return `${formatDecision(decision)}${places}`;
}

function describeDirection(input: Input, side: DirectionVerdict): string[] {
  const { direction, verdict, decision, nearest } = side;
  const rules = (title: string, list: readonly RuleReference[]) =>
    list.map(rule => `    ${title}: ${describeRule(input, rule)}`);
  return [
    `  ${direction} ${verdict}: ${describeDecision(input, decision)}`,
    ...rules('passed', side.passed),
    ...rules('overruled', side.overruled),
    ...(nearest
      ? [
          `    nearest: ${describeRule(input, nearest)}`,
          ...nearest.lacks.map(lack => `      lacks: ${lack.message}`),
        ]
      : []),
    ...side.reasons.map(reason => `    hangs on: ${reason}`),
  ];
}

function describe(input: Input, { traffic, answer }: Explanation): string {
  const { service } = answer;
  const backends = service?.backends
    .map(each => `${formatPeer(each.peer)} port ${each.port}`)
    .join(', ');
  return [
    `${traffic}: ${answer.verdict}`,
    ...(service
      ? [
          `  ${formatReference(service.service)} leads to ${
            backends || 'no pod'
          }${inFile(input, service.service, 'spec')}`,
        ]
      : []),
    ...describeDirection(input, answer.egress),
    ...describeDirection(input, answer.ingress),
    ...answer.notes.map(note => `  note: ${note}`),
  ]
    .map(printable)
    .join('\n');
}

/** Which rules decide, port by port where none is given, and where they stand. */
export function explain(input: Input, args: Arguments): string {
  const format = formatOf(args, ['txt', 'json']);
  const explanations = explainAll(input, queryOf(args));
  if (format === 'json') {
    return `${JSON.stringify(explanations, null, 2)}\n`;
  }
  const [{ answer }] = explanations;
  const { source, destination } = answer;
  return `${printable(
    `${formatPeer(source)} => ${formatPeer(destination)}`,
  )}\n\n${explanations.map(each => `${describe(input, each)}\n`).join('\n')}`;
}
