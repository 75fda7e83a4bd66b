import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { isUnder } from '../kinds';
import { at, list, objectField, text } from '../objects';
import { Steps } from '../unhurried';
import { hop, said } from './hop';
import { Scene } from './scene';

/** So many matches are looked at in one step. */
const STEP = 500;

/** A rule of a route of the Gateway API, by one of its matches. */
export interface RuleMatch {
  route: KubeObject;
  rule: unknown;
  /** Like `spec.rules[0]`. */
  fieldPath: string;
  path: string;
  type: string;
  /** What else a request must have, in words of the route: `header x-beta`. */
  conditions: readonly string[];
  /** Of the same, whether it is a method, and how many headers and parts of a query. */
  asks: readonly [method: number, headers: number, query: number];
}

const conditionsOf = (match: unknown): string[] => [
  ...(text(at(match, 'method')) ? [`method ${text(at(match, 'method'))}`] : []),
  ...list(at(match, 'headers')).map(
    one => `header ${text(at(one, 'name')) ?? ''}`,
  ),
  ...list(at(match, 'queryParams')).map(
    one => `query ${text(at(one, 'name')) ?? ''}`,
  ),
];

/**
 * What a gRPC match means as a path.
 * Source: Gateway API, GRPCMethodMatch; gRPC over HTTP2, Requests.
 */
function grpcPath(match: unknown): Pick<RuleMatch, 'path' | 'type'> {
  const service = text(at(match, 'method', 'service'));
  const method = text(at(match, 'method', 'method'));
  if (at(match, 'method', 'type') === 'RegularExpression') {
    return {
      path: `/${service ?? '*'}/${method ?? '*'}`,
      type: 'RegularExpression',
    };
  }
  if (service && method) {
    return { path: `/${service}/${method}`, type: 'Exact' };
  }
  return service || !method
    ? { path: `/${service ?? ''}`, type: 'PathPrefix' }
    : { path: `/*/${method}`, type: 'RegularExpression' };
}

/**
 * The matches of a route's rules; a rule without any takes all.
 * Source: Gateway API, HTTPRouteRule.Matches and HTTPPathMatch.
 */
export const matchesOf = (route: KubeObject): RuleMatch[] =>
  list(at(route, 'spec', 'rules')).flatMap((rule, r) => {
    const matches = list(at(rule, 'matches'));
    return (matches.length > 0 ? matches : [{}]).map((match): RuleMatch => {
      const isGrpc = route.kind === 'GRPCRoute';
      const path = isGrpc
        ? grpcPath(match)
        : {
            path: text(at(match, 'path', 'value')) ?? '/',
            type: text(at(match, 'path', 'type')) ?? 'PathPrefix',
          };
      return {
        route,
        rule,
        fieldPath: `spec.rules[${r}]`,
        ...path,
        conditions: isGrpc
          ? conditionsOf({ headers: at(match, 'headers') })
          : conditionsOf(match),
        asks: [
          Number(!isGrpc && text(at(match, 'method')) !== undefined),
          list(at(match, 'headers')).length,
          isGrpc ? 0 : list(at(match, 'queryParams')).length,
        ],
      };
    });
  });

/** Whether a match takes a path; undefined where the implementation's own rule decides. */
export function takes(
  { path, type }: RuleMatch,
  asked: string,
): boolean | undefined {
  switch (type) {
    case 'Exact':
      return path === asked;
    case 'PathPrefix':
      return isUnder(asked, path);
    default:
      return undefined;
  }
}

const nameOf = ({ metadata }: KubeObject) =>
  `${metadata.creationTimestamp ?? ''} ${metadata.namespace}/${metadata.name}`;

/**
 * Exact paths first, then the longest prefix, then what asks for a method, for
 * more headers, for more of a query; of two that are equal the older route's, then the
 * first's by name. Those of one route that are equal stay in their order.
 * Source: Gateway API, HTTPRouteRule.Matches, and GRPCRouteRule.Matches, precedence.
 */
export function byPrecedence(a: RuleMatch, b: RuleMatch): number {
  const asks = a.asks.findIndex((count, index) => count !== b.asks[index]);
  const [one, other] =
    a.route === b.route ? ['', ''] : [nameOf(a.route), nameOf(b.route)];
  return (
    Number(b.type === 'Exact') - Number(a.type === 'Exact') ||
    b.path.length - a.path.length ||
    (asks === -1 ? 0 : b.asks[asks] - a.asks[asks]) ||
    Number(one > other) - Number(one < other)
  );
}

/** A match that may take a path, and whether it is sure. */
export interface Candidate {
  match: RuleMatch;
  isSure: boolean;
}

/** In the order in which they count. */
export const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => byPrecedence(a.match, b.match));

/** Of the matches of routes those that may take a path, in the order in which they count. */
export function* candidatesOf(
  { budget }: Scene,
  routes: Iterable<KubeObject>,
  path: string,
): Steps<Candidate[]> {
  const found: Candidate[] = [];
  for (const route of routes) {
    const matches = matchesOf(route);
    yield;
    if (!budget.spend(matches.length)) {
      continue;
    }
    for (const [index, match] of matches.entries()) {
      const isTaken = takes(match, path);
      if (isTaken !== false) {
        found.push({ match, isSure: isTaken === true });
      }
      if (index % STEP === STEP - 1) {
        yield;
      }
    }
  }
  return inOrder(found);
}

/**
 * The matches that a request may come to: those with conditions that come before
 * the first without any, and that one.
 *
 * @param candidates - in the order in which they count
 */
export function taken(candidates: readonly Candidate[]): RuleMatch[] {
  const of = (sure: boolean) =>
    candidates.flatMap(({ match, isSure }) => (isSure === sure ? match : []));
  const sure = of(true);
  const end = sure.findIndex(({ conditions }) => conditions.length === 0);
  return end === -1 ? [...sure, ...of(false)] : sure.slice(0, end + 1);
}

const hasFilter = (rule: unknown, type: string) =>
  list(at(rule, 'filters')).some(one => at(one, 'type') === type);

/**
 * What a rule without backends does with a request: a filter of its implementation's
 * own may answer it.
 * Source: Gateway API docs, HTTPRoute, BackendRefs; HTTPRouteFilter.ExtensionRef.
 */
function withoutBackends(
  rule: unknown,
  more: Pick<TraceHop, 'object' | 'evidence'>,
): TraceHop {
  const [kind] = list(at(rule, 'filters')).flatMap(
    one => text(at(one, 'extensionRef', 'kind')) ?? [],
  );
  return kind === undefined
    ? hop('rule.noBackend', {}, more)
    : hop('rule.extension', { kind }, more);
}

/** A rule, and how sure it is that it takes the request. */
export function ruleHops(
  { store }: Scene,
  match: RuleMatch,
  asked: string | undefined,
): TraceHop[] {
  const { route, rule, fieldPath, path, type, conditions } = match;
  const object = objectField(store.name, route);
  const evidence = said(store, route, fieldPath, path);
  const isOwn = asked !== undefined && takes(match, asked) === undefined;
  const backends = list(at(rule, 'backendRefs'));
  const redirects = hasFilter(rule, 'RequestRedirect');
  return [
    hop(
      isOwn ? 'rule.pattern' : 'rule.takes',
      { path, type },
      { object, evidence },
    ),
    ...(conditions.length > 0
      ? [
          hop(
            'rule.conditions',
            { conditions: conditions.join(', ') },
            { evidence },
          ),
        ]
      : []),
    ...(redirects ? [hop('rule.redirects', {}, { evidence })] : []),
    ...(backends.length === 0 && !redirects
      ? [withoutBackends(rule, { object, evidence })]
      : []),
  ];
}
