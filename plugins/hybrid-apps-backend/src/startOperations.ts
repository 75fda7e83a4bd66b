/** Puts together what people do to an app: acts, plans over them, hours, and consoles. */
import {
  AuthService,
  DatabaseService,
  HttpRouterService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Act as AddedAct } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { AppEntities } from './catalog';
import { systemClock } from './clock';
import { Clusters } from './clusters';
import { openDatabase } from './database';
import { Impersonation } from './impersonation';
import { OwnerOf } from './namespaces';
import {
  allActs,
  createActRows,
  createPerformer,
  guarded,
} from './operations/acts';
import {
  createConsoles,
  createDoor,
  createRegister,
  createTickets,
  listenForConsoles,
  readConsoleSettings,
  readOrigins,
} from './operations/consoles';
import {
  createHoursKeeper,
  createMomentRows,
  readHours,
} from './operations/hours';
import {
  createPlanClients,
  createPlanRows,
  createPlanRunner,
} from './operations/plans';
import { AppAccess } from './permissions';
import { Ledger, Openings } from './provisioning';
import {
  Audit,
  consoleJournal,
  createDeeds,
  createRequireConsole,
  planJournal,
  registerActions,
} from './router';
import { AppViews } from './views';

/** What operations are done with. */
interface OperationsOptions {
  access: AppAccess;
  actionsRegistry: ActionsRegistryService;
  /** Acts of other plugins. */
  addedActs: readonly AddedAct[];
  audit: Audit;
  auth: AuthService;
  clusters: Clusters;
  config: RootConfigService;
  database: DatabaseService;
  everyApp: () => Promise<AppEntities[]>;
  httpRouter: HttpRouterService;
  impersonation: Impersonation;
  ledger: Ledger;
  logger: LoggerService;
  openings: Openings;
  ownerOf: OwnerOf;
  views: AppViews;
}

/** Starts to take in what people ask for; what goes on without them is run by `schedule`. */
export async function startOperations(options: OperationsOptions) {
  const { access, addedActs, audit, clusters, config, database } = options;
  const { everyApp, impersonation, ledger, logger, openings } = options;
  const { ownerOf, views } = options;
  const clock = systemClock;
  const actRows = await createActRows(database, clock);
  const planRows = await createPlanRows(database, clock);
  const db = await openDatabase(database);
  const moments = createMomentRows(db);

  const acts = [
    ...allActs(
      clock,
      // What is refused of what is provisioned is opened by no act either.
      (store, namespace) =>
        openings.of(store, namespace).terms?.allow.includes('nodePorts') ??
        false,
    ),
    ...addedActs.map(act =>
      guarded(act, ({ plugin, where, object, error }) =>
        logger.error(
          `The act '${act.id}' of plugin '${plugin}' failed: its '${where}' on ${object}`,
          error,
        ),
      ),
    ),
  ];
  const performer = createPerformer({ rows: actRows, clusters, logger });
  const deeds = createDeeds({
    access,
    actRows,
    acts,
    audit,
    clusters,
    impersonation,
    performer,
  });
  registerActions(options.actionsRegistry, {
    access,
    audit,
    clusters,
    deeds,
    views,
  });

  const planClients = createPlanClients({ clusters, impersonation });
  const planRunner = createPlanRunner({
    rows: planRows,
    actRows,
    acts,
    performer,
    clusters,
    clientFor: planClients.clientFor,
    journal: planJournal(audit),
    logger,
    clock,
  });
  const hours = readHours(config);
  const hoursKeeper = createHoursKeeper({
    settings: hours,
    everyApp,
    views,
    moments,
    planRows,
    planRunner,
    planClients,
    actRows,
    ledger,
    ownerOf,
    logger,
    clock,
  });

  const requireConsole = createRequireConsole({ access, clusters, views });
  const consoles = createConsoles({
    auth: options.auth,
    clock,
    clusters,
    identityOf: impersonation.identityFor,
    journal: consoleJournal(audit),
    logger,
    register: createRegister(db, clock),
    requireTarget: requireConsole,
    settings: readConsoleSettings(config),
    tickets: createTickets(db, clock),
  });
  const consoleUpgrades = listenForConsoles(
    options.httpRouter,
    createDoor({
      consoles,
      logger,
      origins: readOrigins(config),
      refused: (status, why, address) => {
        void audit.refused('console-refused', { status, address }, why);
      },
    }),
  );

  return {
    /** What routes work with. */
    forRoutes: {
      actRows,
      consoles,
      consoleUpgrades,
      deeds,
      hours,
      moments,
      planClients,
      planRows,
      planRunner,
      requireConsole,
    },

    /**
     * Has plans go on and hours kept, and forgets what is old. As with history,
     * the scheduler's lock saves work, and no more.
     */
    async schedule(scheduler: SchedulerService, retentionMs: number) {
      await scheduler.scheduleTask({
        id: 'run-plans',
        frequency: { seconds: 15 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 5 },
        fn: () => planRunner.sweep(),
      });
      await scheduler.scheduleTask({
        id: 'keep-hours',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 30 },
        fn: () => hoursKeeper.tick(),
      });
      await scheduler.scheduleTask({
        id: 'forget-acts',
        frequency: { hours: 1 },
        timeout: { minutes: 5 },
        initialDelay: { minutes: 1 },
        async fn() {
          const limit = new Date(clock().getTime() - retentionMs).toISOString();
          await actRows.forgetBefore(limit);
          await planRows.forgetBefore(limit);
          await moments.forgetBefore(limit);
        },
      });
    },

    async stop() {
      const plansStopped = planRunner.stop();
      performer.stop();
      await plansStopped;
      await consoles.stop();
    },
  };
}
