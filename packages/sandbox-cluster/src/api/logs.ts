/** pods/log: lines that a container might have written, the same each time one looks. */
import { ServerResponse } from 'http';
import { Json, KubeObject, recordAt, recordsAt, textAt } from '../objects';
import { badRequest } from '../status';
import { numberIn } from './listOptions';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { keyIn, requireObject } from './write';

/** A container writes a line so often. */
const LINE_EVERY_MS = 5_000;
/** So far back do lines go. */
const MAX_LINES = 2_000;
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
  const container = containerOf(pod, query.get('container'));
  const state = stateOf(pod, container, query.get('previous') === 'true');
  const now = context.clock.now();
  const all = linesOf(container, state, now);
  const since = sinceOf(query, now);
  const recent = all.filter(line => line.at >= since);
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
  if (query.get('follow') !== 'true') {
    const limit = numberIn(query, 'limitBytes');
    return { status: 200, text: limit ? text.slice(0, limit) : text };
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
    const now = clock.now();
    linesOf(container, state, now)
      .filter(line => line.at > seen)
      .forEach(line => response.write(format(line)));
    seen = now;
  }, LOOK_EVERY_MS);
  response.on('close', () => clearInterval(look));
  streams.add(response);
}

function containersOf(pod: KubeObject): Json[] {
  return ['containers', 'initContainers'].flatMap(list =>
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
  const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap(
    list => recordsAt(pod, 'status', list),
  );
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

function linesOf(container: Json, state: Json, now: number): Line[] {
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
  const last = Math.floor((until - from) / LINE_EVERY_MS);
  const first = Math.max(0, last - MAX_LINES);
  const lines: Line[] = [];
  for (let i = first; i <= last; i += 1) {
    lines.push({ at: from + i * LINE_EVERY_MS, text: lineText(container, i) });
  }
  const exitCode = textAt(terminated, 'exitCode');
  return exitCode && exitCode !== '0'
    ? [...lines, { at: until, text: `fatal: exit with code ${exitCode}` }]
    : lines;
}

function lineText(container: Json, i: number): string {
  if (i === 0) {
    return `${container.name}: starting ${container.image}`;
  }
  const [port] = recordsAt(container, 'ports');
  if (i === 1 && port) {
    return `${container.name}: listening on ${port.containerPort}`;
  }
  // Numbers that look like measured ones, and are the same each time.
  return `${container.name}: request ${i} handled in ${
    ((i * 37) % 90) + 10
  } ms`;
}
