/** A client for the tests: plain HTTP requests, and the events of a watch. */
import { SandboxCluster } from './start';
import { isJson, Json } from '../objects';

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
  text: string;
}

export interface RequestOptions {
  body?: unknown;
  contentType?: string;
  accept?: string;
  token?: string;
}

export async function request(
  sandbox: SandboxCluster,
  method: string,
  path: string,
  {
    body,
    contentType = 'application/json',
    accept = 'application/json',
    token = sandbox.tokens.admin,
  }: RequestOptions = {},
): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      Accept: accept,
      'Content-Type': contentType,
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJsonBody = response.headers.get('content-type')?.includes('json');
  const parsed: unknown = isJsonBody ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    body: isJson(parsed) ? parsed : {},
    text,
  };
}

export function apply(
  sandbox: SandboxCluster,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<Answer> {
  return request(sandbox, 'PATCH', path, {
    ...options,
    body,
    contentType: 'application/apply-patch+yaml',
  });
}

export interface WatchEvent {
  type: string;
  object: Json;
}

export interface Watch {
  /** The next event; fails when the stream ends before. */
  next(): Promise<WatchEvent>;
  /** The events until the stream ends. */
  rest(): Promise<WatchEvent[]>;
  close(): void;
}

export async function openWatch(
  sandbox: SandboxCluster,
  path: string,
  { accept = 'application/json' }: { accept?: string } = {},
): Promise<Watch> {
  const abort = new AbortController();
  const response = await fetch(sandbox.url + path, {
    headers: {
      Accept: accept,
      Authorization: `Bearer ${sandbox.tokens.admin}`,
    },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) {
    throw new Error(
      `watch answered ${response.status}: ${await response.text()}`,
    );
  }
  const events = readEvents(response.body);
  return {
    async next() {
      const { value, done } = await events.next();
      if (done) {
        throw new Error('the watch has ended');
      }
      return value;
    },
    async rest() {
      const left: WatchEvent[] = [];
      for await (const event of events) {
        left.push(event);
      }
      return left;
    },
    close: () => abort.abort(),
  };
}

async function* readEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<WatchEvent> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    const lines = buffer.split('\n');
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      yield JSON.parse(line);
    }
  }
}

/** A Deployment of two web servers, with what tests have it say beside. */
export const webDeployment = (spec: object = {}, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example/web:1.0',
            ports: [{ name: 'http', containerPort: 8080 }],
            ...container,
          },
        ],
      },
    },
    ...spec,
  },
});
