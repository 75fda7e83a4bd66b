/** A console's WebSocket, with its ticket, and again where it is lost. No React, no terminal. */
import {
  CONSOLE_PROTOCOL,
  CONSOLE_TICKET_PREFIX,
  ConsoleClientMessage,
  ConsoleEnd,
  ConsolePerson,
  ConsoleRequest,
  ConsoleServerMessage,
  ConsoleTicket,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** How a console stands. */
export type ConsoleState =
  | { name: 'connecting' }
  | { name: 'open'; id: string; until: string; people: ConsolePerson[] }
  /** It is opened again by itself. */
  | { name: 'lost' }
  /** Somebody has it: whether to watch or to take it over is to be said. */
  | { name: 'inUse'; message: string }
  /** There was none to be had. */
  | { name: 'refused'; message: string }
  | { name: 'ended'; why: ConsoleEnd; message: string };

export type Join = ConsoleRequest['join'];

export interface ConnectionOptions {
  /** Asks for a ticket. */
  ask(join: Join): Promise<ConsoleTicket>;
  /** Whether the caller has this console, from before it was lost. */
  isMine(): Promise<boolean>;
  /** The address of the plugin. */
  base(): Promise<string>;
  /** Who it is that asks. */
  token(): Promise<string>;
  onState(state: ConsoleState): void;
  onData(data: Uint8Array): void;
}

export interface Connection {
  start(join?: Join): void;
  type(data: Uint8Array): void;
  say(message: ConsoleClientMessage): void;
  /** Closes it, and says so. */
  leave(): void;
  /** Closes it, as its page goes. */
  close(): void;
}

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000];
/** What is not open by then never will be, as where a proxy lets no WebSocket through. */
const OPEN_MS = 30_000;
/** A token lasts an hour, and less where the portal says so. */
const RENEW_MS = 4 * 60_000;

/** It may be had again at once, on this replica or another. */
const PASSING: readonly ConsoleEnd[] = ['elsewhere', 'shutdown'];

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error
    ? Number(error.statusCode)
    : undefined;

const wordsOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  const told = cause instanceof Error ? cause : error;
  return told instanceof Error ? told.message : String(told);
};

export function createConnection(options: ConnectionOptions): Connection {
  const { ask, base, isMine, onData, onState, token } = options;
  let socket: WebSocket | undefined;
  let lost = 0;
  let isClosed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let renew: ReturnType<typeof setInterval> | undefined;
  let tooLate: ReturnType<typeof setTimeout> | undefined;

  function say(message: ConsoleClientMessage): void {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message));
    }
  }

  async function sayWho(): Promise<void> {
    say({ type: 'identity', token: await token() });
  }

  function stop(): void {
    clearTimeout(retry);
    clearTimeout(tooLate);
    clearInterval(renew);
    const last = socket;
    socket = undefined;
    last?.close();
  }

  function end(state: ConsoleState): void {
    stop();
    onState(state);
  }

  function again(join: Join): void {
    clearInterval(renew);
    clearTimeout(tooLate);
    socket = undefined;
    const wait = RETRY_MS[lost];
    lost++;
    if (wait === undefined) {
      end({ name: 'ended', why: 'failed', message: '' });
      return;
    }
    onState({ name: 'lost' });
    retry = setTimeout(() => {
      void open(join, true);
    }, wait);
  }

  function hear(
    message: ConsoleServerMessage,
    join: Join,
    current: { id: string; until: string },
  ): void {
    switch (message.type) {
      case 'open':
        lost = 0;
        clearTimeout(tooLate);
        current.id = message.id;
        current.until = message.until;
        onState({ name: 'open', ...current, people: message.people });
        break;
      case 'people':
        onState({ name: 'open', ...current, people: message.people });
        break;
      default:
        if (PASSING.includes(message.why)) {
          const last = socket;
          again(join);
          last?.close();
        } else {
          end({ name: 'ended', why: message.why, message: message.message });
        }
    }
  }

  function connect(url: string, ticket: string, join: Join): void {
    const opened = new WebSocket(url, [
      CONSOLE_PROTOCOL,
      `${CONSOLE_TICKET_PREFIX}${ticket}`,
    ]);
    const current = { id: '', until: '' };
    socket = opened;
    opened.binaryType = 'arraybuffer';
    tooLate = setTimeout(() => opened.close(), OPEN_MS);
    opened.onopen = () => {
      sayWho().catch(() => opened.close());
      renew = setInterval(() => {
        // Without one, the backend says that the sign-in ran out.
        sayWho().catch(() => {});
      }, RENEW_MS);
    };
    opened.onmessage = ({ data }) => {
      if (socket !== opened) {
        return;
      }
      if (typeof data === 'string') {
        // The backend of the same portal says nothing else.
        hear(JSON.parse(data), join, current);
      } else {
        onData(new Uint8Array(data));
      }
    };
    opened.onclose = () => {
      if (socket === opened && !isClosed) {
        again(join);
      }
    };
  }

  async function ticketFor(
    join: Join,
    isAgain: boolean,
  ): Promise<ConsoleTicket> {
    try {
      return await ask(isAgain && join === 'take' ? undefined : join);
    } catch (error) {
      // The backend has not noticed yet that this one was lost.
      if (isAgain && statusOf(error) === 409 && (await isMine())) {
        return ask('take');
      }
      throw error;
    }
  }

  async function open(join: Join, isAgain: boolean): Promise<void> {
    try {
      const { ticket, path } = await ticketFor(join, isAgain);
      const url = (await base()).replace(/^http/, 'ws');
      if (!isClosed) {
        connect(`${url}${path}`, ticket, join);
      }
    } catch (error) {
      const status = statusOf(error);
      if (isClosed) {
        return;
      }
      if (status === 409) {
        end({ name: 'inUse', message: wordsOf(error) });
      } else if (isAgain && (status === undefined || status >= 500)) {
        again(join);
      } else {
        end({ name: 'refused', message: wordsOf(error) });
      }
    }
  }

  return {
    start(join) {
      stop();
      isClosed = false;
      lost = 0;
      onState({ name: 'connecting' });
      void open(join, false);
    },
    type(data) {
      if (socket?.readyState === WebSocket.OPEN) {
        socket.send(data);
      }
    },
    say,
    leave() {
      isClosed = true;
      end({ name: 'ended', why: 'closed', message: '' });
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}
