import { NotFoundError } from '@backstage/errors';
import { consoleManagePermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createLimiter } from '../limiter';
import { callerOf } from '../permissions';
import { nameOf } from './audit';
import { TICKETS } from './limits';
import { HybridAppsRouter, RouterOptions } from './types';

/** Tickets for consoles, and who has which; the WebSocket itself is no route. */
export function addConsoleRoutes(
  router: HybridAppsRouter,
  { access, audit, consoles, httpAuth, requireConsole }: RouterOptions,
): void {
  const tickets = createLimiter(TICKETS);

  router.post('/v1/apps/:kind/:namespace/:name/consoles', async (req, res) => {
    const { kind, namespace, name } = req.params;
    const { id, container, join } = req.body;
    const { ticket } = await audit.write(
      {
        eventId: 'console-ticket',
        request: req,
        meta: {
          object: id,
          kind: req.body.kind,
          ...(container && { container }),
          ...(join && { join }),
        },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const person = credentials.principal.userEntityRef;
        return tickets.run(person, async () => {
          const wanted = { ...req.body, app: { kind, namespace, name } };
          const target = await requireConsole(credentials, wanted);
          const address = req.ip ?? 'unknown';
          return {
            target,
            ticket: await consoles.ticket({ person, address, wanted, target }),
          };
        });
      },
      ({ target }) => [`${nameOf(target.object)} ticket`],
    );
    res.json(ticket);
  });

  router.get('/v1/consoles', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const isManager = await access
      .require(consoleManagePermission, credentials)
      .then(
        () => true,
        () => false,
      );
    res.json({
      items: await consoles.list(isManager ? undefined : callerOf(credentials)),
    });
  });

  router.post('/v1/consoles/end', async (req, res) => {
    const { id } = req.body;
    await audit.write(
      { eventId: 'console-end', request: req, meta: { session: id } },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const caller = callerOf(credentials);
        const own = await consoles.list(caller);
        if (own.every(one => one.id !== id)) {
          await access.require(consoleManagePermission, credentials);
          const all = await consoles.list();
          if (all.every(one => one.id !== id)) {
            throw new NotFoundError(
              `No console '${id}' is open. It may have ended already.`,
            );
          }
        }
        await consoles.end(id, caller);
      },
      () => [],
    );
    res.status(204).end();
  });
}
