/** pods/log: lines that a container might have written, the same each time one looks. */
import { ServerResponse } from 'http';
import { Json, KubeObject, recordAt, recordsAt, textAt } from '../objects';
import { badRequest, Cause, invalid } from '../status';
import { causes } from '../validation';
import { numberIn } from './listOptions';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { keyIn, requireObject } from './write';

/** A container writes a line so often, unless its Pod's annotation says how many a second. */
const LINE_EVERY_MS = 5_000;
const RATE = 'sandbox.hybrid-apps/log-lines-per-second';
/** So far back do lines go. */
const MAX_LINES = 2_000;
/** So many are written at once to who follows; whoever reads slowly gets the rest later. */
const MAX_WRITTEN = 20_000;
const LOOK_EVERY_MS = 250;

interface Line {
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
}

export function log(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { query } = request;
  const pod = requireObject(context, target);
  requireOptions(pod, query);
  const container = containerOf(pod, query.get('container'));
  const state = stateOf(pod, container, query.get('previous') === 'true');
  const now = context.clock.now();
  const since = sinceOf(query, now);
  const recent = linesOf(pod, container, state, now).filter(
    line => line.at >= since,
  );
  const lines = query.has('tailLines')
    ? recent.slice(
        recent.length - Math.min(recent.length, numberIn(query, 'tailLines')),
      )
    : recent;
  const format = ({ at, text }: Line) =>
    query.get('timestamps') === 'true'
      ? `${new Date(at).toISOString()} ${text}\n`
      : `${text}\n`;
  const text = lines.map(format).join('');
  // Of what has ended there is nothing to follow.
  if (query.get('follow') !== 'true' || !state.running) {
    const limit = numberIn(query, 'limitBytes');
    return {
      status: 200,
      text: limit ? Buffer.from(text).subarray(0, limit).toString() : text,
    };
  }
  return {
    stream(response) {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.write(text);
      // An empty write sends no headers.
      response.flushHeaders();
      follow(context, target, container, now, format, response);
    },
  };
}

/** Writes what comes, until the container ends or the client goes. */
function follow(
  { store, clock, streams }: ApiContext,
  target: ResourceTarget,
  container: Json,
  from: number,
  format: (line: Line) => string,
  response: ServerResponse,
) {
  const { uid } = store.get(keyIn(target))?.metadata ?? {};
  let seen = from;
  const look = setInterval(() => {
    const pod = store.get(keyIn(target));
    const state = pod && recordAt(statusOf(pod, container), 'state');
    if (!pod || pod.metadata.uid !== uid || !state?.running) {
      response.end();
      return;
    }
    // A container waits as well while nobody takes what it writes.
    if (response.writableNeedDrain) {
      return;
    }
    const lines = linesOf(pod, container, state, clock.now(), seen);
    response.write(lines.map(format).join(''));
    seen = lines.at(-1)?.at ?? seen;
  }, LOOK_EVERY_MS);
  response.on('close', () => clearInterval(look));
  streams.add(response);
}

function containersOf(pod: KubeObject): Json[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap(list =>
    recordsAt(pod, 'spec', list),
  );
}

export function containerOf(pod: KubeObject, name: string | null): Json {
  const { name: podName } = pod.metadata;
  const regular = recordsAt(pod, 'spec', 'containers');
  if (!name && regular.length !== 1) {
    throw badRequest(
      `a container name must be specified for pod ${podName}, choose one of: [${regular
        .map(container => container.name)
        .join(' ')}]`,
    );
  }
  const found = name
    ? containersOf(pod).find(container => container.name === name)
    : regular[0];
  if (!found) {
    throw badRequest(`container ${name} is not valid for pod ${podName}`);
  }
  return found;
}

export function statusOf(pod: KubeObject, container: Json): Json {
  const statuses = [
    'containerStatuses',
    'initContainerStatuses',
    'ephemeralContainerStatuses',
  ].flatMap(list => recordsAt(pod, 'status', list));
  return statuses.find(status => status.name === container.name) ?? {};
}

/** The container's state, or its last one; one that has not begun has no log. */
function stateOf(pod: KubeObject, container: Json, previous: boolean): Json {
  const where = `container "${container.name}" in pod "${pod.metadata.name}"`;
  const status = statusOf(pod, container);
  const last = recordAt(status, 'lastState');
  if (previous) {
    if (!last.terminated) {
      throw badRequest(`previous terminated ${where} not found`);
    }
    return last;
  }
  const state = recordAt(status, 'state');
  if (state.running || state.terminated) {
    return state;
  }
  if (last.terminated) {
    return last;
  }
  const reason = textAt(state, 'waiting', 'reason') || 'ContainerCreating';
  const why = /ImagePull/.test(reason)
    ? 'trying and failing to pull image'
    : reason;
  throw badRequest(`${where} is waiting to start: ${why}`);
}

function sinceOf(query: URLSearchParams, now: number): number {
  if (query.has('sinceSeconds')) {
    return now - numberIn(query, 'sinceSeconds') * 1000;
  }
  const time = Date.parse(query.get('sinceTime') ?? '');
  return Number.isNaN(time) ? 0 : time;
}

/** As ValidatePodLogOptions of k8s.io/kubernetes/pkg/apis/core/validation. */
function requireOptions(pod: KubeObject, query: URLSearchParams): void {
  const atLeastOne = (name: string): Array<[boolean, Cause]> => [
    [
      query.has(name) && numberIn(query, name) < 1,
      causes.invalid(name, query.get(name) ?? '', 'must be greater than 0'),
    ],
  ];
  const rules: Array<[boolean, Cause]> = [
    ...atLeastOne('limitBytes'),
    ...atLeastOne('sinceSeconds'),
    [
      query.has('sinceSeconds') && query.has('sinceTime'),
      causes.forbidden(
        '',
        'at most one of `sinceTime` or `sinceSeconds` may be specified',
      ),
    ],
  ];
  const wrong = rules.flatMap(([isBroken, cause]) => (isBroken ? [cause] : []));
  if (wrong.length > 0) {
    throw invalid(
      { group: '', kind: 'PodLogOptions' },
      pod.metadata.name ?? '',
      wrong,
    );
  }
}

function everyMs(pod: KubeObject): number {
  const rate = Number(pod.metadata.annotations?.[RATE]);
  return rate > 0 ? 1_000 / rate : LINE_EVERY_MS;
}

/** @param after - lines after this one, the oldest first; the last ones unless told */
function linesOf(
  pod: KubeObject,
  container: Json,
  state: Json,
  now: number,
  after?: number,
): Line[] {
  const { running, terminated } = state;
  const from = Date.parse(
    textAt(
      { running, terminated },
      running ? 'running' : 'terminated',
      'startedAt',
    ),
  );
  const finished = Date.parse(textAt(terminated, 'finishedAt'));
  const until = Number.isNaN(finished) ? now : finished;
  if (Number.isNaN(from)) {
    return [];
  }
  const every = everyMs(pod);
  const newest = Math.floor((until - from) / every);
  // A little more than a whole number may be less than it in floating point.
  const next =
    after === undefined ? 0 : Math.floor((after - from) / every + 1e-6) + 1;
  const first = Math.max(next, after === undefined ? newest - MAX_LINES : 0, 0);
  const last = Math.min(newest, first + MAX_WRITTEN - 1);
  const lines: Line[] = [];
  for (let i = first; i <= last; i += 1) {
    lines.push({ at: from + i * every, text: lineText(container, i) });
  }
  const exitCode = textAt(terminated, 'exitCode');
  return exitCode && exitCode !== '0'
    ? [...lines, { at: until, text: `fatal: exit with code ${exitCode}` }]
    : lines;
}

/** Of every ten lines, one is JSON and one is in colour. */
function lineText(container: Json, i: number): string {
  if (i === 0) {
    return `${container.name}: starting ${container.image}`;
  }
  const [port] = recordsAt(container, 'ports');
  if (i === 1 && port) {
    return `${container.name}: listening on ${port.containerPort}`;
  }
  // Numbers that look like measured ones, and are the same each time.
  const ms = ((i * 37) % 90) + 10;
  switch (i % 10) {
    case 4:
      return JSON.stringify({
        level: 'info',
        msg: 'request handled',
        request: i,
        ms,
      });
    case 8:
      return `\u001b[33mWARN\u001b[0m ${container.name}: request ${i} took ${ms} ms`;
    default:
      return `${container.name}: request ${i} handled in ${ms} ms`;
  }
}
