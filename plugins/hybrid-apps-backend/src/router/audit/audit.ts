import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { ErrorRequestHandler } from 'express';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, text } from '../../objects';
import { callerOf } from '../../permissions';
import { refusedOf } from '../../provisioning';
import { AUDIT_EVENTS, SessionEventId, WriteEventId } from './auditEvents';
import { printable, printableMeta } from './auditText';
import { operationOf } from '../http';

/** As a route has it, whatever its parameters are made of. */
type Request = Parameters<HttpAuthService['credentials']>[0];

/** Who asks: by a request, or by an action of Backstage's registry, which brings none. */
export type Asking =
  | { request: Request }
  | {
      credentials: BackstageCredentials;
      /** The action's id. */
      operation: string;
      /** The app's entity reference, if it names one. */
      app?: string;
    };

/** The audit log of the routes and actions: docs/reference/audit.md says what is in it. */
export interface Audit {
  /**
   * Does what changes a cluster, or tries to, or reads what Pods write, with its
   * start and its end in the log. It is not done where the log does not take its start.
   *
   * @throws ServiceUnavailableError where the log fails, and what `act` throws.
   */
  write<T>(
    event: Asking & { eventId: WriteEventId; meta: JsonObject },
    act: () => Promise<T>,
    resultsOf: (result: T) => string[],
  ): Promise<T>;
  /**
   * Tells the log that something begins that is no request, and gives what tells
   * how it ended.
   *
   * @throws ServiceUnavailableError where the log fails
   */
  session(
    eventId: SessionEventId,
    meta: JsonObject,
  ): Promise<(ended: JsonObject) => Promise<void>>;
  /** Tells the log of what was refused before it was a request. */
  refused(
    eventId: 'console-refused',
    meta: JsonObject,
    why: string,
  ): Promise<void>;
  /** Does what an action asks for that changes nothing; that it is refused is told the log. */
  read<T>(by: Asking, act: () => Promise<T>): Promise<T>;
  /** Tells the log of each request that is refused, and hands the error on. */
  refusals(): ErrorRequestHandler;
}

/** What an event says of an object: its name, never what is in it. */
export const nameOf = ({
  apiVersion,
  kind,
  namespace,
  name,
}: ObjectRef): string =>
  [apiVersion, kind, namespace, name].filter(Boolean).join('/');

/** The status that the backend answers an error with, where that is a refusal. */
function refusalStatus(error: unknown): number | undefined {
  const told = at(error, 'statusCode') ?? at(error, 'status');
  if (told === 401 || told === 403 || told === 429) {
    return told;
  }
  switch (toError(error).name) {
    case 'AuthenticationError':
      return 401;
    case 'NotAllowedError':
      return 403;
    default:
      return undefined;
  }
}

/** Backstage's own errors, whose messages are ours: they name things, and repeat no values. */
const TOLD = [
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotImplementedError',
  'ServiceUnavailableError',
];

/**
 * Why something failed, without what manifests hold: the words of the guard and
 * of clusters on a manifest may repeat its values, so of these the objects alone
 * are told, and why in one word. Of an error that nobody foresaw, its name.
 */
function reasonOf(error: Error): Error {
  const refused = refusedOf(error);
  let message = 'It failed; the log of the backend says more.';
  if (refused) {
    message = `${refused.length} of the objects are refused.`;
  } else if (TOLD.includes(error.name) || refusalStatus(error)) {
    message = printable(error.message);
  }
  const reason = new Error(message);
  reason.name = printable(error.name);
  return reason;
}

export function createAudit({
  auditor,
  httpAuth,
  logger,
}: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: Pick<LoggerService, 'error'>;
}): Audit {
  /** Requests that have an event of their own. */
  const told = new WeakSet<Request>();

  const eventOf = (eventId: keyof typeof AUDIT_EVENTS, meta: JsonObject) =>
    auditor.createEvent({
      eventId,
      severityLevel: AUDIT_EVENTS[eventId].severity,
      meta: printableMeta(meta),
    });

  /** Who asks, as every event has it. */
  const ofCaller = (credentials: BackstageCredentials | undefined) => ({
    caller: callerOf(credentials),
    through: text(at(credentials, 'principal', 'actor', 'subject')),
  });

  async function begin(
    eventId: keyof typeof AUDIT_EVENTS,
    by: Asking,
    meta: JsonObject,
  ) {
    if (!('request' in by)) {
      const { credentials, operation: action, app } = by;
      return eventOf(eventId, {
        operation: action,
        ...ofCaller(credentials),
        address: 'unknown',
        ...(app !== undefined && { app }),
        ...meta,
      });
    }
    const { request } = by;
    const credentials = await httpAuth
      .credentials(request)
      .catch(() => undefined);
    const operation = operationOf(request);
    const { kind, namespace, name, cluster } = operation?.params ?? {};
    return auditor.createEvent({
      eventId,
      severityLevel: AUDIT_EVENTS[eventId].severity,
      // The auditor itself fails on a request with credentials that are not valid.
      ...(credentials && { request }),
      meta: printableMeta({
        operation: operation?.id,
        ...ofCaller(credentials),
        address: request.ip ?? 'unknown',
        ...(kind !== undefined && { app: `${kind}:${namespace}/${name}` }),
        cluster,
        ...meta,
      }),
    });
  }

  /** The end of what has happened already: that the log fails changes nothing of it. */
  async function attempt(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      logger.error('The audit log does not take an event', toError(error));
    }
  }

  const nothingDone = (error: unknown) => {
    logger.error('The audit log does not take an event', toError(error));
    return new ServiceUnavailableError(
      'Nothing was done, as the audit log of the portal does not take what is asked. Try again later, or tell who runs the portal.',
    );
  };

  const refuse = (by: Asking, status: number, error: unknown) =>
    attempt(async () => {
      const event = await begin('request-refused', by, { status });
      await event.fail({ error: reasonOf(toError(error)) });
    });

  return {
    async session(eventId, meta) {
      const event = await eventOf(eventId, meta).catch(error => {
        throw nothingDone(error);
      });
      return ended =>
        attempt(() => event.success({ meta: printableMeta(ended) }));
    },

    refused: (eventId, meta, why) =>
      attempt(async () => {
        const event = await eventOf(eventId, meta);
        await event.fail({ error: new Error(why) });
      }),

    async write({ eventId, meta, ...by }, act, resultsOf) {
      const event = await begin(eventId, by, meta).catch(error => {
        throw nothingDone(error);
      });
      if ('request' in by) {
        told.add(by.request);
      }
      try {
        const result = await act();
        await attempt(() =>
          event.success({
            meta: printableMeta({ results: resultsOf(result) }),
          }),
        );
        return result;
      } catch (thrown) {
        const error = toError(thrown);
        const results = refusedOf(error)?.map(
          ({ object, sort }) => `${nameOf(object)} ${sort}`,
        );
        await attempt(() =>
          event.fail({
            error: reasonOf(error),
            ...(results && { meta: printableMeta({ results }) }),
          }),
        );
        throw thrown;
      }
    },

    async read(by, act) {
      try {
        return await act();
      } catch (error) {
        const status = refusalStatus(error);
        if (status !== undefined) {
          await refuse(by, status, error);
        }
        throw error;
      }
    },

    refusals() {
      return async (error, request, _res, next) => {
        const status = refusalStatus(error);
        if (status !== undefined && !told.has(request)) {
          told.add(request);
          await refuse({ request }, status, error);
        }
        next(error);
      };
    },
  };
}
