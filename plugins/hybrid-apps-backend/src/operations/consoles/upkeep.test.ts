import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { WebSocket } from 'ws';
import { Register } from './register';
import { ConsoleTarget, RequireTarget } from './types';
import { Sitter, startUpkeep } from './upkeep';

const BEGAN = Date.parse('2026-01-01T08:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const target: ConsoleTarget = {
  cluster: 'onprem',
  kind: 'serial',
  object: {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    namespace: 'shop',
    name: 'db',
  },
  uid: 'u',
};

function sitting(id: string, more: Partial<Sitter> = {}): Sitter {
  const person = 'user:default/ana';
  return {
    id,
    person,
    role: 'keys',
    // One of no server.
    socket: Object.create(WebSocket.prototype),
    until: new Date(BEGAN + 8 * HOUR),
    lastTyped: 0,
    typed: 0,
    shown: 0,
    left: jest.fn(),
    ticketed: {
      person,
      address: '192.0.2.1',
      wanted: {
        app: { kind: 'system', namespace: 'default', name: 'shop' },
        id: 'db',
        kind: 'serial',
      },
      target,
    },
    credentials: mockCredentials.user(person),
    session: {
      seats: [],
      sit: jest.fn(),
      typed: jest.fn(),
      size: jest.fn(),
      hand: jest.fn(),
      leave: jest.fn(),
      end: jest.fn(),
    },
    console: {
      id,
      person,
      role: 'keys',
      app: 'system:default/shop',
      cluster: 'onprem',
      kind: 'serial',
      object: target.object,
      since: new Date(BEGAN).toISOString(),
    },
    unknown: 0,
    isAlive: true,
    ...more,
  };
}

describe('those who sit at consoles', () => {
  let now = BEGAN;
  /** What `performance.now()` says. */
  let elapsed = 0;
  let asked = new Map<string, string>();
  const keep = jest.fn<Promise<Map<string, string>>, [readonly string[]]>();
  const requireTarget = jest.fn<
    ReturnType<RequireTarget>,
    Parameters<RequireTarget>
  >();
  const logger = mockServices.logger.mock();
  let stop: (() => Promise<void>) | undefined;

  beforeEach(() => {
    jest.resetAllMocks();
    jest.useFakeTimers({ doNotFake: ['performance'] });
    now = BEGAN;
    elapsed = 0;
    asked = new Map();
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
    keep.mockImplementation(async () => asked);
    requireTarget.mockResolvedValue(target);
  });
  afterEach(async () => {
    await stop?.();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  function upkeepOf(...sitters: Sitter[]) {
    const register: Pick<Register, 'keep'> = { keep };
    const upkeep = startUpkeep(
      new Map(sitters.map(sitter => [sitter.id, sitter])),
      {
        clock: () => new Date(now),
        logger,
        register,
        requireTarget,
        settings: {
          timeLimitMs: 8 * HOUR,
          idleLimitMs: 30 * MINUTE,
          perPerson: 10,
          perReplica: 200,
        },
      },
    );
    stop = upkeep.stop;
    return upkeep;
  }
  /** Until rights are looked at: each other time. */
  async function look(upkeep: { tick(): Promise<void> }) {
    await upkeep.tick();
    await upkeep.tick();
  }

  it('have their time and no more, whatever they type', async () => {
    const sitter = sitting('a');
    const upkeep = upkeepOf(sitter);
    now = BEGAN + 8 * HOUR - 1;
    await upkeep.tick();
    expect(sitter.session.leave).not.toHaveBeenCalled();
    now = BEGAN + 8 * HOUR;
    await upkeep.tick();
    expect(sitter.session.leave).toHaveBeenCalledWith(sitter, 'time');
  });

  it('are cut where they have the keys and type nothing for too long, by no change of the time of day', async () => {
    const sitter = sitting('a');
    const watcher = sitting('b', { role: 'watch' });
    const upkeep = upkeepOf(sitter, watcher);
    now = BEGAN + HOUR;
    elapsed = 30 * MINUTE;
    await upkeep.tick();
    expect(sitter.session.leave).not.toHaveBeenCalled();
    elapsed = 30 * MINUTE + 1;
    sitter.lastTyped = MINUTE;
    await upkeep.tick();
    expect(sitter.session.leave).not.toHaveBeenCalled();
    elapsed = 31 * MINUTE + 1;
    await upkeep.tick();
    expect(sitter.session.leave).toHaveBeenCalledWith(sitter, 'idle');
    expect(watcher.session.leave).not.toHaveBeenCalled();
  });

  it('are cut as their sign-in runs out, unless they said anew who they are', async () => {
    const credentials = {
      ...mockCredentials.user('user:default/ana'),
      expiresAt: new Date(BEGAN + HOUR),
    };
    const gone = sitting('gone', { credentials });
    const renewed = sitting('renewed', { credentials });
    const upkeep = upkeepOf(gone, renewed);
    now = BEGAN + HOUR - 1;
    await look(upkeep);
    expect(gone.session.leave).not.toHaveBeenCalled();
    renewed.credentials = {
      ...credentials,
      expiresAt: new Date(BEGAN + 2 * HOUR),
    };
    now = BEGAN + HOUR;
    await look(upkeep);
    expect(gone.session.leave).toHaveBeenCalledWith(
      gone,
      'identity',
      'The sign-in ran out.',
    );
    expect(renewed.session.leave).not.toHaveBeenCalled();
  });

  it.each([
    ['the right is taken away', new NotAllowedError('You may not.'), 1],
    ['the object is hidden or gone', new NotFoundError('There is none.'), 1],
    ['nobody knows for long', new ServiceUnavailableError('Away.'), 3],
  ])('are cut where %s', async (_, error, times) => {
    requireTarget.mockRejectedValue(error);
    const sitter = sitting('a');
    const upkeep = upkeepOf(sitter);
    for (let time = 1; time < times; time++) {
      await look(upkeep);
    }
    expect(sitter.session.leave).not.toHaveBeenCalled();
    await look(upkeep);
    expect(sitter.session.leave).toHaveBeenCalledWith(
      sitter,
      'right',
      expect.any(String),
    );
    expect(requireTarget).toHaveBeenLastCalledWith(
      sitter.credentials,
      sitter.ticketed.wanted,
    );
  });

  it('stay where it is not known for a moment, or what they sit at ends by itself', async () => {
    const sitter = sitting('a');
    const upkeep = upkeepOf(sitter);
    const away = new ServiceUnavailableError('Away.');
    for (const error of [away, away, undefined, away, away]) {
      if (error) {
        requireTarget.mockRejectedValueOnce(error);
      }
      await look(upkeep);
    }
    requireTarget.mockRejectedValue(new InputError('It does not run.'));
    await look(upkeep);
    expect(sitter.session.leave).not.toHaveBeenCalled();
  });

  it('are ended by others, and stay where nobody can tell', async () => {
    const [one, other] = [sitting('a'), sitting('b')];
    const upkeep = upkeepOf(one, other);
    keep.mockRejectedValueOnce(new Error('the database is away'));
    await upkeep.tick();
    expect(logger.error).toHaveBeenCalled();
    asked = new Map([['b', 'user:default/admin']]);
    await upkeep.tick();
    expect(keep).toHaveBeenLastCalledWith(['a', 'b']);
    expect(one.session.leave).not.toHaveBeenCalled();
    expect(other.session.leave).toHaveBeenCalledWith(
      other,
      'ended',
      'user:default/admin',
    );
  });

  it('are gone where their browser answers nothing for two pings', async () => {
    const sitter = sitting('a');
    const ping = jest.spyOn(sitter.socket, 'ping').mockReturnValue();
    const terminate = jest.spyOn(sitter.socket, 'terminate').mockReturnValue();
    upkeepOf(sitter);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(ping).toHaveBeenCalledTimes(1);
    sitter.isAlive = true;
    await jest.advanceTimersByTimeAsync(20_000);
    expect(terminate).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(terminate).toHaveBeenCalledTimes(1);
  });
});
