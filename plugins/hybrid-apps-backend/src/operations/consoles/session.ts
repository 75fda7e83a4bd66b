import {
  ConsoleEnd,
  ConsolePerson,
  ConsoleServerMessage,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { WebSocket } from 'ws';
import { ConsoleTarget } from './types';
import { codecOf, isTyping } from './upstream';

/** Above this the one that talks waits for the one that reads. */
const HIGH_BYTES = 1024 * 1024;
/** Who watches and does not read is not waited for. */
const SLOW_BYTES = 8 * 1024 * 1024;
/** So much of what a serial port said is told to who comes later. */
const REPLAY_BYTES = 64 * 1024;

/** Somebody at a console. */
export interface Seat {
  readonly id: string;
  readonly person: string;
  role: 'keys' | 'watch';
  readonly socket: WebSocket;
  /** When it ends at the latest. */
  readonly until: Date;
  /** By `performance.now()`. */
  lastTyped: number;
  typed: number;
  shown: number;
  /** Is called once. */
  left(why: ConsoleEnd): void;
}

/** A connection to the cluster, with who sits at it. */
export interface Session {
  readonly seats: readonly Seat[];
  sit(seat: Seat): void;
  /** What somebody typed. */
  typed(seat: Seat, data: Buffer): void;
  size(seat: Seat, columns: number, rows: number): void;
  /** Gives the keys to another seat, where there is one. */
  hand(to: string): void;
  leave(seat: Seat, why: ConsoleEnd, message?: string): void;
  end(why: ConsoleEnd, message?: string): void;
}

export function say(socket: WebSocket, message: ConsoleServerMessage): void {
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(message));
  }
}

/** 1000: a normal end; why is told before it. */
export function hangUp(
  socket: WebSocket,
  why: ConsoleEnd,
  message: string,
): void {
  // One that is held back would never hear that the other end closes.
  socket.resume();
  say(socket, { type: 'ended', why, message });
  socket.close(1000);
}

/** The last bytes of what was said. */
function createReplay() {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(data: Buffer) {
      parts.push(data);
      size += data.length;
      if (size > 2 * REPLAY_BYTES) {
        parts = [Buffer.concat(parts).subarray(-REPLAY_BYTES)];
        size = parts[0].length;
      }
    },
    all: () => Buffer.concat(parts).subarray(-REPLAY_BYTES),
  };
}

/**
 * Joins a connection of the cluster with those who sit at it.
 *
 * @param on.changed - who has the keys is another
 * @param on.ended - nobody sits there any more, and the connection is closed
 */
export function createSession(
  target: ConsoleTarget,
  upstream: WebSocket,
  on: {
    changed(seats: readonly Seat[]): void;
    ended(): void;
    /** Why the cluster may have hung up. */
    hungUp(): Promise<{ why: ConsoleEnd; message: string }>;
  },
): Session {
  const codec = codecOf(target);
  const seats = new Set<Seat>();
  const replay = target.kind === 'serial' ? createReplay() : undefined;
  let isOver = false;

  const people = (): ConsolePerson[] =>
    [...seats].map(({ id, person, role }) => ({ id, person, role }));
  const tellPeople = () =>
    seats.forEach(({ socket }) =>
      say(socket, { type: 'people', people: people() }),
    );
  const atKeys = () => [...seats].find(({ role }) => role === 'keys');

  function close(): void {
    isOver = true;
    upstream.close();
    // A server that does not answer keeps nothing open.
    const timer = setTimeout(() => upstream.terminate(), 5_000);
    timer.unref();
    upstream.once('close', () => clearTimeout(timer));
    upstream.resume();
    on.ended();
  }

  function leave(seat: Seat, why: ConsoleEnd, message = ''): void {
    if (!seats.delete(seat)) {
      return;
    }
    hangUp(seat.socket, why, message);
    seat.left(why);
    if (seats.size > 0) {
      tellPeople();
    } else if (!isOver) {
      close();
    }
  }

  function end(why: ConsoleEnd, message?: string): void {
    [...seats].forEach(seat => leave(seat, why, message));
  }

  function show(seat: Seat, data: Buffer): void {
    const { socket } = seat;
    if (socket.readyState !== WebSocket.OPEN) {
      return;
    }
    seat.shown += data.length;
    if (seat.role === 'watch' && socket.bufferedAmount > SLOW_BYTES) {
      leave(seat, 'slow');
      return;
    }
    socket.send(data, () => {
      if (socket.bufferedAmount < HIGH_BYTES) {
        upstream.resume();
      }
    });
    if (seat.role === 'keys' && socket.bufferedAmount > HIGH_BYTES) {
      upstream.pause();
    }
  }

  upstream.on('message', message => {
    const heard = codec.heard(
      Buffer.isBuffer(message) ? message : Buffer.from(String(message)),
    );
    if (heard.type === 'data') {
      replay?.add(heard.data);
      [...seats].forEach(seat => show(seat, heard.data));
    } else if (heard.type === 'failed') {
      end('failed', heard.message);
    }
  });
  upstream.on('close', () => {
    if (!isOver) {
      isOver = true;
      on.hungUp().then(
        ({ why, message }) => end(why, message),
        () => end('target'),
      );
      on.ended();
    }
  });

  return {
    get seats() {
      return [...seats];
    },
    sit(seat) {
      if (isOver) {
        hangUp(seat.socket, 'target', '');
        seat.left('target');
        return;
      }
      seats.add(seat);
      say(seat.socket, {
        type: 'open',
        id: seat.id,
        until: seat.until.toISOString(),
        people: people(),
      });
      const said = replay?.all();
      if (said && said.length > 0) {
        show(seat, said);
      }
      tellPeople();
      upstream.resume();
    },
    typed(seat, data) {
      if (seat.role !== 'keys' || upstream.readyState !== WebSocket.OPEN) {
        return;
      }
      seat.typed += data.length;
      if (isTyping(target, data)) {
        seat.lastTyped = performance.now();
      }
      upstream.send(codec.typed(data), () => seat.socket.resume());
      if (upstream.bufferedAmount > HIGH_BYTES) {
        seat.socket.pause();
      }
    },
    size(seat, columns, rows) {
      const message = seat.role === 'keys' && codec.size(columns, rows);
      if (message && upstream.readyState === WebSocket.OPEN) {
        upstream.send(message);
      }
    },
    hand(to) {
      const next = [...seats].find(({ id }) => id === to);
      const from = atKeys();
      if (!next || next === from) {
        return;
      }
      if (from) {
        from.role = 'watch';
      }
      next.role = 'keys';
      next.lastTyped = performance.now();
      on.changed([...(from ? [from] : []), next]);
      tellPeople();
      // Whoever was waited for need not be any more.
      upstream.resume();
    },
    leave,
    end,
  };
}
