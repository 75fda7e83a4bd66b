import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, toError } from '@backstage/errors';
import {
  ConsoleEnd,
  ConsoleTicket,
  OpenConsole,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { Clock } from '../../clock';
import { ClusterHandle, KubeIdentity } from '../../clusters';
import { TooManyRequestsError } from '../../limiter';
import { createInbox, Inbox, Said } from './inbox';
import { readMessage } from './messages';
import { NoConsole, whyOf, wordsOf } from './noConsole';
import { Register } from './register';
import { createSession, hangUp, Session } from './session';
import { ConsoleSettings } from './settings';
import { consoleKey } from './target';
import { Tickets } from './tickets';
import {
  ConsoleTarget,
  Journal,
  RequireTarget,
  Ticketed,
  UserCredentials,
} from './types';
import { Sitter, startUpkeep } from './upkeep';
import { socketRequest } from './upstream';
import { createWhoComes } from './whoComes';

/** Below the address of the plugin. */
export const CONSOLES_PATH = '/v1/consoles';

export interface ConsolesOptions {
  auth: Pick<AuthService, 'authenticate' | 'isPrincipal'>;
  clock: Clock;
  clusters: { require(name: string): Pick<ClusterHandle, 'openSocket'> };
  /** In whose name the cluster is asked; see impersonation/. */
  identityOf(
    cluster: string,
    credentials: UserCredentials,
  ): Promise<KubeIdentity | undefined>;
  journal: Journal;
  logger: Pick<LoggerService, 'error'>;
  register: Register;
  requireTarget: RequireTarget;
  settings: ConsoleSettings;
  tickets: Tickets;
}

/** The consoles of this replica, and what is known of those of others. */
export interface Consoles {
  /**
   * @throws ConflictError where somebody has the console and `join` says nothing
   * @throws TooManyRequestsError
   */
  ticket(what: Ticketed): Promise<ConsoleTicket>;
  /** Takes a ticket; undefined where it is none. */
  admit(ticket: string): Promise<Ticketed | undefined>;
  /** Has a browser talk to a console, until either hangs up. */
  attach(socket: WebSocket, ticketed: Ticketed): Promise<void>;
  list(person?: string): Promise<OpenConsole[]>;
  /** Ends one, wherever it is. */
  end(id: string, by: string): Promise<void>;
  /** Looks at limits and rights now. */
  tick(): Promise<void>;
  /** How many have a console on this replica. */
  readonly size: number;
  stop(): Promise<void>;
}

export function createConsoles(options: ConsolesOptions): Consoles {
  const { clock, clusters, journal, logger, register } = options;
  const { requireTarget, settings, tickets } = options;
  const { greet, identify } = createWhoComes(options.auth);
  const sitters = new Map<string, Sitter>();
  /** By key: what several may sit at. */
  const sessions = new Map<string, Session>();
  /** Who has a ticket taken and does not sit yet. */
  let coming = 0;
  let isStopped = false;

  const failed = (what: string, error: unknown) =>
    logger.error(what, toError(error));

  /** Others of the same console. */
  async function othersAt(target: ConsoleTarget): Promise<OpenConsole[]> {
    return target.kind === 'exec'
      ? []
      : register.list({ target: consoleKey(target) });
  }

  function connect(
    key: string,
    target: ConsoleTarget,
    upstream: WebSocket,
    since: string,
  ): Session {
    const session: Session = createSession(target, upstream, {
      changed(seats) {
        for (const seat of seats) {
          const sitter = sitters.get(seat.id);
          if (sitter) {
            sitter.console = { ...sitter.console, role: seat.role };
            register
              .change(sitter.console)
              .catch(error => failed('A console cannot be kept', error));
          }
        }
      },
      ended() {
        if (sessions.get(key) === session) {
          sessions.delete(key);
        }
      },
      async hungUp() {
        const later = (await othersAt(target)).find(
          other =>
            other.since > since &&
            session.seats.every(({ id }) => id !== other.id),
        );
        return later
          ? { why: 'taken', message: later.person }
          : { why: 'target', message: '' };
      },
    });
    return session;
  }

  /** The session that somebody comes to: that of others here, or a new one. */
  async function sessionFor(
    { wanted, target }: Ticketed,
    credentials: UserCredentials,
    seat: { id: string; since: string; signal: AbortSignal },
  ): Promise<{ session: Session; role: 'keys' | 'watch' }> {
    const key = target.kind === 'exec' ? `exec/${seat.id}` : consoleKey(target);
    const here = sessions.get(key);
    const isTaken = wanted.join === 'take';
    if (here && target.kind === 'serial') {
      const isFree = here.seats.every(({ role }) => role === 'watch');
      if (wanted.join === undefined && !isFree) {
        throw new NoConsole('taken', here.seats[0].person);
      }
      return { session: here, role: 'watch' };
    }
    if (wanted.join === 'watch') {
      throw target.kind === 'serial'
        ? new NoConsole('elsewhere', '')
        : new NoConsole('failed', 'A serial port alone can be watched.');
    }
    if (here && !isTaken) {
      throw new NoConsole('taken', here.seats[0].person);
    }
    here?.end('taken', credentials.principal.userEntityRef);
    const upstream = await clusters.require(target.cluster).openSocket({
      ...socketRequest(target, isTaken),
      as: await options.identityOf(target.cluster, credentials),
      signal: seat.signal,
    });
    const session = connect(key, target, upstream, seat.since);
    sessions.set(key, session);
    return { session, role: 'keys' };
  }

  function hear(sitter: Sitter, said: Said): void {
    const { session } = sitter;
    if ('data' in said) {
      session.typed(sitter, said.data);
      return;
    }
    const message = readMessage(said.text);
    switch (message?.type) {
      case 'size':
        session.size(sitter, message.columns, message.rows);
        break;
      case 'hand':
        if (sitter.role === 'keys') {
          session.hand(message.to);
        }
        break;
      case 'take':
        if (session.seats.every(({ role }) => role === 'watch')) {
          session.hand(sitter.id);
        }
        break;
      case 'identity':
        identify(message.token, sitter.person).then(
          credentials => {
            sitter.credentials = credentials;
          },
          error => session.leave(sitter, 'identity', toError(error).message),
        );
        break;
      default:
    }
  }

  async function sit(
    socket: WebSocket,
    inbox: Inbox,
    ticketed: Ticketed,
    signal: AbortSignal,
  ): Promise<void> {
    const { person, target, wanted } = ticketed;
    const credentials = await greet(inbox, person);
    // What was allowed as the ticket was given may not be any more.
    const now = await requireTarget(credentials, wanted);
    if (consoleKey(now) !== consoleKey(target)) {
      throw new NoConsole('failed', 'Another took its place meanwhile.');
    }
    if (sitters.size + coming > settings.perReplica) {
      throw new NoConsole(
        'failed',
        `${settings.perReplica} consoles are open already (hybridApps.consoles.perReplica of app-config). Try again later.`,
      );
    }
    const id = randomUUID();
    const began = performance.now();
    const since = clock();
    const console: OpenConsole = {
      id,
      person,
      role: 'keys',
      app: stringifyEntityRef(wanted.app),
      cluster: target.cluster,
      kind: target.kind,
      object: target.object,
      ...(target.container && { container: target.container }),
      since: since.toISOString(),
    };
    const end = await journal(ticketed, { id, role: wanted.join ?? 'keys' });
    let seat: Sitter | undefined;
    const left = async (why: ConsoleEnd) => {
      sitters.delete(id);
      await Promise.all([
        register
          .remove([id])
          .catch(error => failed('A console cannot be forgotten', error)),
        end({
          why,
          seconds: Math.round((performance.now() - began) / 1000),
          typed: seat?.typed ?? 0,
          shown: seat?.shown ?? 0,
        }),
      ]);
    };
    try {
      await register.add(consoleKey(target), console);
      const { session, role } = await sessionFor(ticketed, credentials, {
        id,
        since: console.since,
        signal,
      });
      const sitter: Sitter = {
        id,
        person,
        role,
        socket,
        until: new Date(since.getTime() + settings.timeLimitMs),
        lastTyped: performance.now(),
        typed: 0,
        shown: 0,
        left,
        ticketed,
        credentials,
        session,
        console: { ...console, role },
        unknown: 0,
        isAlive: true,
      };
      seat = sitter;
      sitters.set(id, sitter);
      socket.on('pong', () => {
        sitter.isAlive = true;
      });
      socket.on('close', () => session.leave(sitter, 'closed'));
      session.sit(sitter);
      const isFree = session.seats.every(one => one.role === 'watch');
      if (role === 'watch' && (wanted.join !== 'watch' || isFree)) {
        session.hand(id);
      }
      if (signal.aborted || isStopped) {
        session.leave(sitter, isStopped ? 'shutdown' : 'closed');
        return;
      }
      inbox.listen(said => hear(sitter, said));
    } catch (error) {
      await left(whyOf(toError(error)));
      throw error;
    }
  }

  const upkeep = startUpkeep(sitters, options);

  return {
    async ticket(what) {
      const { person, target, wanted } = what;
      const [own, others] = await Promise.all([
        register.list({ person }),
        othersAt(target),
      ]);
      if (own.length >= settings.perPerson) {
        throw new TooManyRequestsError(
          `You have ${own.length} consoles open, and may have ${settings.perPerson} (hybridApps.consoles.perPerson of app-config). Close one first.`,
          10,
        );
      }
      if (others.length > 0 && wanted.join === undefined) {
        const at = others.find(({ role }) => role === 'keys') ?? others[0];
        throw new ConflictError(
          `'${at.person}' has this console since ${
            at.since
          }. KubeVirt gives one connection: ${
            target.kind === 'serial' ? 'watch, or ' : ''
          }take it over.`,
        );
      }
      const { ticket, until } = await tickets.issue(what);
      return {
        ticket,
        path: CONSOLES_PATH,
        until: until.toISOString(),
        kind: target.kind,
        object: target.object,
        ...(target.container && { container: target.container }),
      };
    },

    admit: tickets.take,

    async attach(socket, ticketed) {
      const inbox = createInbox(socket);
      const abort = new AbortController();
      socket.on('error', () => socket.terminate());
      socket.on('close', () => abort.abort());
      coming++;
      try {
        await sit(socket, inbox, ticketed, abort.signal);
      } catch (thrown) {
        const error = toError(thrown);
        hangUp(socket, whyOf(error), wordsOf(error));
      } finally {
        coming--;
      }
    },

    list: person =>
      register.list(person === undefined ? undefined : { person }),

    async end(id, by) {
      const sitter = sitters.get(id);
      if (sitter) {
        sitter.session.leave(sitter, 'ended', by);
      } else {
        await register.askEnd(id, by);
      }
    },

    tick: upkeep.tick,

    get size() {
      return sitters.size;
    },

    async stop() {
      isStopped = true;
      const ids = [...sitters.keys()];
      [...sitters.values()].forEach(sitter =>
        sitter.session.leave(sitter, 'shutdown'),
      );
      await upkeep.stop();
      await register.remove(ids);
    },
  };
}
