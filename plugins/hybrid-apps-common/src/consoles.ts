import { OpenConsole } from './api/types';

/**
 * The subprotocol of a console's WebSocket. Beside it a browser offers the
 * ticket, after {@link CONSOLE_TICKET_PREFIX}.
 *
 * @public
 */
export const CONSOLE_PROTOCOL = 'hybrid-apps.console.v1';

/** Stands before the ticket among the subprotocols; see {@link CONSOLE_PROTOCOL}. @public */
export const CONSOLE_TICKET_PREFIX = 'ticket.';

/** Somebody at a console. @public */
export type ConsolePerson = Pick<OpenConsole, 'id' | 'person' | 'role'>;

/**
 * Why a console ended. `closed`: by whoever had it. `target`: the other end hung
 * up. `idle`, `time`: its limits. `right`: the right to it is gone. `identity`: the
 * sign-in ran out. `taken`: another took it. `ended`: somebody who may ended it.
 * `slow`: the browser did not read in time. `elsewhere`: who has the keys is on
 * another replica, so that nobody can watch from this one. `refused`: the cluster
 * said no. `failed`: anything else. `shutdown`: the portal stops.
 *
 * @public
 */
export type ConsoleEnd =
  | 'closed'
  | 'elsewhere'
  | 'ended'
  | 'failed'
  | 'identity'
  | 'idle'
  | 'refused'
  | 'right'
  | 'shutdown'
  | 'slow'
  | 'taken'
  | 'target'
  | 'time';

/**
 * What the backend says over a console's WebSocket, as JSON in a text message.
 * Binary messages are what the console says.
 *
 * @public
 */
export type ConsoleServerMessage =
  | {
      type: 'open';
      /** Which of `people` this one is. */
      id: string;
      /** When it ends at the latest. */
      until: string;
      people: ConsolePerson[];
    }
  | { type: 'people'; people: ConsolePerson[] }
  | { type: 'ended'; why: ConsoleEnd; message: string };

/**
 * What a browser says over a console's WebSocket, as JSON in a text message.
 * Binary messages are what is typed.
 *
 * @public
 */
export type ConsoleClientMessage =
  /** The first one, and again before the token runs out: who it is that asks. */
  | { type: 'identity'; token: string }
  /** How large the terminal is. */
  | { type: 'size'; columns: number; rows: number }
  /** The keys go to somebody who watches. */
  | { type: 'hand'; to: string }
  /** The keys come here. */
  | { type: 'take' };
