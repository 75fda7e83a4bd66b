import { ConsoleState, createConnection, Join } from './connection';

/** A WebSocket whose other end is the test. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  binaryType = '';
  onopen = () => {};
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose = () => {};
  readonly sent: unknown[] = [];
  constructor(readonly url: string, readonly protocols: string[]) {
    Socket.all.push(this);
  }
  open() {
    this.readyState = Socket.OPEN;
    this.onopen();
  }
  say(message: object) {
    this.onmessage({ data: JSON.stringify(message) });
  }
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
    this.onclose();
  }
}

const told = (statusCode: number, message: string) =>
  Object.assign(new Error(`Request failed with ${statusCode}`), {
    statusCode,
    cause: new Error(message),
  });

const people = [{ id: 'a', person: 'user:default/ana', role: 'keys' }];
const opened = { type: 'open', id: 'a', until: 'later', people };

describe('the connection of a console', () => {
  const real = globalThis.WebSocket;
  const states: ConsoleState[] = [];
  const data: number[] = [];
  const asked: Join[] = [];
  let answers: Array<Error | undefined> = [];
  let isMine = false;

  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(globalThis, { WebSocket: Socket });
    Socket.all = [];
    [states, data, asked].forEach(list => list.splice(0));
    answers = [];
    isMine = false;
  });
  afterEach(() => {
    jest.useRealTimers();
    Object.assign(globalThis, { WebSocket: real });
  });

  const start = (join?: Join) => {
    const connection = createConnection({
      async ask(wanted) {
        asked.push(wanted);
        const error = answers.shift();
        if (error) {
          throw error;
        }
        return {
          ticket: `t${asked.length}`,
          path: '/v1/consoles',
          until: 'soon',
          kind: 'serial',
          object: { apiVersion: 'v1', kind: 'Pod', name: 'web' },
        };
      },
      isMine: async () => isMine,
      base: async () => 'https://portal.example/prefix/api/hybrid-apps',
      token: async () => 'token',
      onState: state => states.push(state),
      onData: bytes => data.push(...bytes),
    });
    connection.start(join);
    return connection;
  };
  const settle = () => jest.advanceTimersByTimeAsync(0);
  const names = () => states.map(({ name }) => name);

  it('brings its ticket below the address of the plugin, and says who asks, again and again', async () => {
    const connection = start();
    await settle();
    const [socket] = Socket.all;
    expect(socket.url).toBe(
      'wss://portal.example/prefix/api/hybrid-apps/v1/consoles',
    );
    expect(socket.protocols).toEqual(['hybrid-apps.console.v1', 'ticket.t1']);
    socket.open();
    await settle();
    const identity = JSON.stringify({ type: 'identity', token: 'token' });
    expect(socket.sent).toEqual([identity]);
    socket.say(opened);
    socket.onmessage({ data: Uint8Array.from([104, 105]).buffer });
    expect(states.at(-1)).toEqual({
      name: 'open',
      id: 'a',
      until: 'later',
      people,
    });
    expect(data).toEqual([104, 105]);
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(socket.sent).toEqual([identity, identity]);
    connection.close();
    expect(names()).toEqual(['connecting', 'open']);
  });

  it('opens it again where it is lost, also where the backend has not noticed yet', async () => {
    start('take');
    await settle();
    Socket.all[0].open();
    Socket.all[0].say(opened);
    answers = [told(409, 'somebody has it')];
    isMine = true;
    Socket.all[0].close();
    expect(names()).toEqual(['connecting', 'open', 'lost']);
    await jest.advanceTimersByTimeAsync(600);
    expect(asked).toEqual(['take', undefined, 'take']);
    expect(Socket.all).toHaveLength(2);
  });

  it('takes nothing from somebody else who has it meanwhile', async () => {
    start('take');
    await settle();
    Socket.all[0].open();
    Socket.all[0].say(opened);
    answers = [told(409, 'ben has it')];
    Socket.all[0].close();
    await jest.advanceTimersByTimeAsync(600);
    expect(states.at(-1)).toEqual({ name: 'inUse', message: 'ben has it' });
  });

  it.each([
    [409, { name: 'inUse', message: 'why' }],
    [400, { name: 'refused', message: 'why' }],
    [403, { name: 'refused', message: 'why' }],
  ])('tells what %d means', async (status, state) => {
    answers = [told(status, 'why')];
    start();
    await settle();
    expect(states.at(-1)).toEqual(state);
  });

  it('tells why it ended, and does not open it again then', async () => {
    start();
    await settle();
    const [socket] = Socket.all;
    socket.open();
    socket.say({ type: 'ended', why: 'idle', message: '' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toEqual({ name: 'ended', why: 'idle', message: '' });
    expect(Socket.all).toHaveLength(1);
  });

  it('tries again where nobody answers, and gives up after a while', async () => {
    start();
    await settle();
    await jest.advanceTimersByTimeAsync(29_000);
    expect(Socket.all).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(names()).toEqual(['connecting', 'lost']);
    expect(Socket.all).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(20 * 60_000);
    expect(states.at(-1)).toMatchObject({ name: 'ended', why: 'failed' });
    expect(Socket.all).toHaveLength(9);
  });

  it('goes to another replica as this one stops, and gives up after a while', async () => {
    start();
    await settle();
    Socket.all[0].open();
    answers = Array<Error>(20).fill(new Error('network'));
    Socket.all[0].say({ type: 'ended', why: 'shutdown', message: '' });
    expect(names().at(-1)).toBe('lost');
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(states.at(-1)).toMatchObject({ name: 'ended', why: 'failed' });
  });
});
