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
import {
  MAX_PORT,
  formatConnections,
  portRange,
  unite,
} from '../ports/connectionSet';
import type { Protocol } from '../ports/connectionSet';
import { ask, connectionOf, queryOf } from './eval';
import type { Input } from './input';
import { FORMATS, formatOf } from './options';
import type { Arguments } from './options';
import { breakpointsOf } from './breakpoints';
import { printable } from './tables';
import type { Pieces } from './tables';
import { formatVerdicts } from './verdicts';
import type { Told } from './verdicts';

const PORT_PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

const leadsNowhere = ({ service }: Evaluation) =>
  service?.backends.length === 0;

/** Wherever a text names the port that was asked about. */
const portOf = ({ protocol, port }: Evaluation) =>
  new RegExp(`\\b${protocol} ${port}\\b`, 'g');

/** What two ports must share to be told as one: all but what names the port itself. */
function signatureOf(answer: Evaluation): string {
  const { verdict, service, notes } = answer;
  const portless = (text: string) => text.replace(portOf(answer), '');
  if (leadsNowhere(answer)) {
    return JSON.stringify(notes.map(portless));
  }
  const reasons = answer.reasons.map(portless);
  const sides = [answer.egress, answer.ingress].map(
    ({ decision, passed, overruled, nearest }) => ({
      decision,
      passed,
      overruled,
      nearest: nearest && {
        ...nearest,
        lacks: nearest.lacks.map(({ what, path }) => [what, path]),
      },
    }),
  );
  return JSON.stringify([verdict, sides, reasons, service]);
}

/** The answer for every port, as it is for the first of those that share it. */
function explainAll(input: Input, query: ConnectionQuery): Told[] {
  const { protocol, port } = query;
  if (port !== undefined || protocol?.startsWith('ICMP')) {
    const answer = ask(input.model, query);
    return [{ connections: connectionOf(query), answer }];
  }
  const breakpoints = breakpointsOf(input.objects);
  const found = new Map<string, Told>();
  for (const each of protocol ? [protocol] : PORT_PROTOCOLS) {
    breakpoints.forEach((from, index) => {
      const to = (breakpoints[index + 1] ?? MAX_PORT + 1) - 1;
      const range = portRange(each, from, to);
      const answer = ask(input.model, { ...query, protocol: each, port: from });
      const signature = signatureOf(answer);
      const same = found.get(signature);
      found.set(signature, {
        connections: same ? unite(same.connections, range) : range,
        answer: same?.answer ?? answer,
      });
    });
  }
  return [...found.values()];
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
  switch (decision.by) {
    case 'rule':
      return describeRule(input, decision);
    case 'tier-default':
      return `no rule of ${decision.policies
        .map(each => `${formatReference(each)}${inFile(input, each, 'spec')}`)
        .join(' or ')} allows it`;
    default:
      return formatDecision(decision);
  }
}

function describeDirection(
  input: Input,
  side: DirectionVerdict,
  saidOf: (text: string) => string,
): string[] {
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
          ...nearest.lacks.map(
            ({ what, message }) =>
              `      lacks: ${what === 'port' ? saidOf(message) : message}`,
          ),
        ]
      : []),
    ...side.reasons.map(reason => `    hangs on: ${reason}`),
  ];
}

function describeService(input: Input, { service }: Evaluation): string[] {
  const backends = service?.backends
    .map(each => `${formatPeer(each.peer)} port ${each.port}`)
    .join(', ');
  return service && backends
    ? [
        `  ${formatReference(service.service)} leads to ${backends}${inFile(
          input,
          service.service,
          'spec',
        )}`,
      ]
    : [];
}

function describe(input: Input, { connections, answer }: Told): string {
  const traffic = formatConnections(connections);
  // What is said of the port that was asked about holds for all of them.
  const saidOf = (text: string) =>
    answer.service && !leadsNowhere(answer)
      ? text
      : text.replace(`${answer.protocol} ${answer.port}`, traffic);
  // Its pods may differ, which no direction of the one that is shown says.
  const ofPods = answer.reasons.filter(
    each =>
      ![answer.egress, answer.ingress].some(side =>
        side.reasons.includes(each),
      ),
  );
  const lines = leadsNowhere(answer)
    ? answer.notes.map(note => `  ${saidOf(note)}`)
    : [
        ...describeService(input, answer),
        ...ofPods.map(each => `  ${each.replace(portOf(answer), traffic)}`),
        ...describeDirection(input, answer.egress, saidOf),
        ...describeDirection(input, answer.ingress, saidOf),
        ...answer.notes.map(note => `  note: ${note}`),
      ];
  return [`${traffic}: ${answer.verdict}`, ...lines].map(printable).join('\n');
}

/** Which rules decide, for every port where none is given, and where they stand. */
export function explain(input: Input, args: Arguments): Pieces {
  const format = formatOf(args, FORMATS);
  const explanations = explainAll(input, queryOf(args, input.model));
  if (format === 'json') {
    const objects = explanations.map(({ connections, answer }) => ({
      traffic: formatConnections(connections),
      answer,
    }));
    return [`${JSON.stringify(objects, null, 2)}\n`];
  }
  if (format === 'txt') {
    const [{ answer }] = explanations;
    const { source, destination } = answer;
    const ends = `${formatPeer(source)} => ${formatPeer(destination)}`;
    return [
      `${printable(ends)}\n`,
      ...explanations.map(each => `\n${describe(input, each)}\n`),
    ];
  }
  return formatVerdicts(format, explanations, decision =>
    describeDecision(input, decision),
  );
}
