import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { KINDS } from '../../kinds';
import { createKubeClient, ClosableKubeClient } from '../client/kubeClient';
import { listPages } from './list';

const PODS = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  verbs: ['list', 'watch'],
};

const pods = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    metadata: {
      name: `web-${first + index}`,
      namespace: 'shop',
      uid: `${first + index}`,
    },
  }));

const asItems = (objects: object[]) =>
  objects.map(object => JSON.stringify(object)).join(',');

const HEAD = '{"metadata":{"resourceVersion":"7"},"items":[';

describe('a page of a list', () => {
  let client: ClosableKubeClient;
  let close: () => Promise<unknown>;

  /** A server whose answer is written by the test. */
  async function given(answer: (response: ServerResponse) => void) {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json');
      answer(response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = createKubeClient({
      cluster: () => ({
        name: 'hub',
        url: `http://127.0.0.1:${port}`,
        authMetadata: {},
      }),
      credential: async () => ({ type: 'anonymous' }),
    });
    close = async () => {
      await client.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    };
  }

  const list = (onObjects: (count: number) => void, signal?: AbortSignal) =>
    listPages({
      client,
      project: KINDS.project,
      target: { kind: PODS },
      pageSize: 100,
      signal,
      onObjects: objects => onObjects(objects.length),
    });

  afterEach(() => close());

  it('is taken in as it streams in: before its end is there', async () => {
    let goOn = () => {};
    await given(response => {
      response.write(`${HEAD}${asItems(pods(0, 40))},`);
      goOn = () => response.end(`${asItems(pods(40, 20))}]}`);
    });
    let taken = 0;
    const { uids, resourceVersion } = await list(count => {
      taken += count;
      if (taken === 40) {
        goOn(); // never comes where the whole page is awaited
      }
    });
    expect(taken).toBe(60);
    expect(uids.size).toBe(60);
    expect(resourceVersion).toBe('7');
  });

  it('lets others have their turn between parts that came at once', async () => {
    const text = `${HEAD}${asItems(pods(0, 5_000))}]}`;
    await given(response => response.end(text));
    const whole: ClosableKubeClient = {
      ...client,
      async list(request) {
        const items = await client.list(request);
        const parts: unknown[][] = [];
        let part = await items.next();
        for (; !part.done; part = await items.next()) {
          parts.push(part.value);
        }
        const { value } = part;
        return (async function* atOnce() {
          yield* parts;
          return value;
        })();
      },
    };
    let turns = 0;
    let isRunning = true;
    const tick = () => {
      turns++;
      if (isRunning) {
        setImmediate(tick);
      }
    };
    setImmediate(tick);
    const seenAt: number[] = [];
    await listPages({
      client: whole,
      project: KINDS.project,
      target: { kind: PODS },
      pageSize: 5_000,
      onObjects: () => seenAt.push(turns),
    });
    isRunning = false;
    expect(seenAt.length).toBeGreaterThan(1);
    expect(new Set(seenAt).size).toBe(seenAt.length);
  });

  it('is not taken in any further when nobody wants it any more', async () => {
    await given(response =>
      response.end(`${HEAD}${asItems(pods(0, 5_000))}]}`),
    );
    const abort = new AbortController();
    let taken = 0;
    await expect(
      list(count => {
        taken += count;
        abort.abort();
      }, abort.signal),
    ).rejects.toThrow('aborted');
    expect(taken).toBeLessThan(5_000);
  });

  it.each([
    [
      'breaks off',
      (response: ServerResponse) => {
        response.write(`${HEAD}${asItems(pods(0, 3))},`);
        response.socket?.end();
      },
      /did not answer GET \/api\/v1\/pods/,
    ],
    [
      'ends too early',
      (response: ServerResponse) =>
        response.end(`${HEAD}${asItems(pods(0, 3))}`),
      /the list was cut off/,
    ],
    [
      'is no JSON',
      (response: ServerResponse) => response.end('<html>'),
      /Unexpected/,
    ],
    [
      'is a page for people',
      (response: ServerResponse) => {
        response.setHeader('Content-Type', 'text/html');
        response.end('<html>');
      },
      /with something that is no list; is its URL that of an API server/,
    ],
    [
      'is of something else',
      (response: ServerResponse) => response.end('{"kind":"APIVersions"}'),
      /with something that is no list; is its URL that of an API server/,
    ],
  ])('fails where it %s', async (_, answer, message) => {
    await given(answer);
    await expect(list(() => {})).rejects.toThrow(message);
  });
});
