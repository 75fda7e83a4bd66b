import { Writable } from 'node:stream';
import { KubeStatusError } from '../../clusters';
import { LogReading, readLogs } from './readLogs';
import { createRowWriter } from './rowWriter';
import { LogSource } from './sources';

const bytesOf = (text: string) => new TextEncoder().encode(text);

const source = (pod: string, more: Partial<LogSource> = {}): LogSource => ({
  pod,
  uid: pod,
  container: 'main',
  containers: ['main'],
  startedAt: '2026-01-01T00:00:00Z',
  isLauncher: false,
  ...more,
});

const refused = (code: number, serverMessage: string) =>
  new KubeStatusError({
    cluster: 'hub',
    method: 'GET',
    path: '/log',
    code,
    serverMessage,
  });

async function* textOf(...parts: string[]) {
  for (const part of parts) {
    yield bytesOf(part);
  }
}

/** What is told of logs that are as `open` has them. */
function reading(options: Partial<LogReading> & Pick<LogReading, 'look'>) {
  const texts: string[] = [];
  const gone = new AbortController();
  const done = readLogs({
    open: async ({ pod }) => textOf(`2026-01-01T00:00:01Z of ${pod}\n`),
    write: async text => {
      texts.push(text);
    },
    signal: gone.signal,
    ...options,
  });
  return {
    gone,
    done,
    rows: () =>
      texts
        .join('')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line)),
  };
}

/** A change that a test makes. */
function changes() {
  let tell = () => {};
  return {
    changed: () =>
      new Promise<void>(resolve => {
        tell = resolve;
      }),
    /** Lets what is under way come to rest first. */
    async now() {
      await new Promise(setImmediate);
      tell();
      await new Promise(setImmediate);
    },
  };
}

describe('logs of several Pods', () => {
  it.each([
    [refused(403, 'pods "b" is forbidden'), /^pods "b" is forbidden\. .*rbac/],
    [refused(404, 'pods "b" not found'), /^pods "b" not found$/],
    [refused(500, 'the kubelet is away'), /^the kubelet is away$/],
    [new Error('broke off'), /^broke off$/],
  ])('one that fails takes no other with it: %s', async (error, message) => {
    const { done, rows } = reading({
      look: () => ({ sources: [source('a'), source('b')], leftOut: 0 }),
      open: async ({ pod }) => {
        if (pod === 'b') {
          throw error;
        }
        return textOf('2026-01-01T00:00:01Z first\n2026', '-01 second');
      },
    });
    expect(await done).toEqual({ pods: 2 });
    const of = (pod: string) =>
      rows().filter(row => row.pod === pod && row.event !== 'sources');
    expect(of('a')).toEqual([
      {
        pod: 'a',
        container: 'main',
        at: '2026-01-01T00:00:01.000000000Z',
        text: 'first',
      },
      { pod: 'a', container: 'main', text: '2026-01 second' },
      { event: 'ended', pod: 'a', container: 'main' },
    ]);
    expect(of('b')).toEqual([
      {
        event: 'failed',
        pod: 'b',
        container: 'main',
        message: expect.stringMatching(message),
      },
    ]);
    expect(rows().at(-1)).toEqual({ event: 'closed', reason: 'complete' });
  });

  it('a VM whose serial console nobody writes down says so', async () => {
    const { done, rows } = reading({
      look: () => ({
        sources: [
          source('a', {
            isLauncher: true,
            container: undefined,
            containers: ['compute'],
          }),
        ],
        leftOut: 0,
      }),
    });
    await done;
    expect(rows()[1]).toMatchObject({
      event: 'failed',
      message: expect.stringMatching(/^Nothing writes down the serial console/),
    });
  });

  it('Pods that come are taken in, and a container that begins again is read again', async () => {
    let sources = [source('a', { startedAt: undefined })];
    const { changed, now } = changes();
    const { done, gone, rows } = reading({
      look: () => ({ sources, leftOut: 0 }),
      changed,
    });
    const read = () => rows().flatMap(({ text, pod }) => (text ? pod : []));
    await now();
    expect(read()).toEqual(['a']);
    // It begins at last; then it waits to begin again.
    sources = [source('a')];
    await now();
    sources = [source('a', { startedAt: undefined })];
    await now();
    expect(read()).toEqual(['a', 'a']);
    sources = [source('a'), source('b')];
    await now();
    expect(read()).toEqual(['a', 'a', 'b']);
    gone.abort();
    await now();
    expect(await done).toEqual({ pods: 2 });
  });

  it('ends with the object', async () => {
    let found: ReturnType<LogReading['look']> = {
      sources: [source('a')],
      leftOut: 3,
    };
    const { changed, now } = changes();
    const { done, rows } = reading({ look: () => found, changed });
    await now();
    found = undefined;
    await now();
    await done;
    expect(rows()[0]).toMatchObject({ event: 'sources', leftOut: 3 });
    expect(rows().at(-1)).toEqual({ event: 'closed', reason: 'gone' });
  });

  it('a reader that takes nothing holds them back', async () => {
    let parts = 0;
    let release = () => {};
    const out = new Writable({
      highWaterMark: 1_000,
      write: (_chunk, _encoding, done) => {
        release = done;
      },
    });
    const rows = createRowWriter(out, 60_000);
    const gone = new AbortController();
    const { done } = reading({
      look: () => ({ sources: [source('a'), source('b')], leftOut: 0 }),
      open: async () =>
        (async function* endless() {
          while (!gone.signal.aborted) {
            parts++;
            yield bytesOf(`${'x'.repeat(500)}\n`);
          }
        })(),
      write: rows.write,
      signal: gone.signal,
    });
    for (let turn = 0; turn < 50; turn++) {
      await new Promise(setImmediate);
    }
    const held = parts;
    expect(held).toBeLessThan(10);
    release();
    await new Promise(setImmediate);
    // Each that was taken makes room for a little more.
    expect(parts).toBeGreaterThanOrEqual(held);
    gone.abort();
    out.destroy();
    await done;
  });
});
