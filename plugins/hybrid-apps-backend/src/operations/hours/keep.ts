import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { AppEntities, ownersOf } from '../../catalog';
import { Clock } from '../../clock';
import { ClusterStore } from '../../clusters';
import { OwnerOf } from '../../namespaces';
import { groupOf, nodeId } from '../../objects';
import { Ledger, SCAFFOLDER } from '../../provisioning';
import { createBreaks } from '../../unhurried';
import { AppViews } from '../../views';
import { ActRows } from '../acts';
import { ownIdOf } from '../ids';
import { compose, PlanClients, PlanRows, PlanRunner } from '../plans';
import { Moment, momentsOf } from './moments';
import { MomentRow, MomentRows } from './rows';
import { AppHours, hoursOf, HoursSettings } from './settings';

/** Who asked for what hours asked for: this plugin, as services are named. */
export const BY_HOURS = 'plugin:hybrid-apps';

/** A moment that was missed is made up for so long, in milliseconds: the portal may have been away. */
const LATE_MS = 60 * 60_000;

/** The id of the plan of a moment: the same in every replica, so that it is begun once. */
export const planIdOf = (entityRef: string, { at }: Moment): string =>
  ownIdOf('hours', [entityRef, at.toISOString()]);

type Outcome = Pick<MomentRow, 'outcome' | 'message'>;

const skipped = (message: string): Outcome => ({
  outcome: 'skipped',
  message,
});

/**
 * Why hours do nothing in a namespace. They act for nobody, so no right of
 * anybody says where: it is in namespaces of the app's own owners. What an
 * administrator wrote counts in those of nobody as well.
 */
function whyNotOurs(
  owner: string | undefined,
  owners: readonly string[],
  from: AppHours['from'],
): string | undefined {
  if (owner === undefined) {
    return from === 'config'
      ? undefined
      : 'Whose its namespace is is not known, and hours that an entity names are followed in namespaces of the owner of the app alone.';
  }
  return owners.includes(owner)
    ? undefined
    : `Its namespace is of '${owner}', who does not own the app, and hours are followed in those of the owner of the app alone.`;
}

/**
 * Stops and starts apps by their hours. It acts at the moments alone that are
 * due: what somebody starts or stops in between stays so until the next one.
 */
export function createHoursKeeper(options: {
  settings: HoursSettings;
  everyApp: () => Promise<AppEntities[]>;
  views: Pick<AppViews, 'of'>;
  moments: Pick<MomentRows, 'add' | 'has'>;
  planRows: Pick<PlanRows, 'begin' | 'memory' | 'ofApp' | 'read'>;
  planRunner: Pick<PlanRunner, 'run'>;
  planClients: Pick<PlanClients, 'whyNot'>;
  actRows: Pick<ActRows, 'ofApp'>;
  ledger: Pick<Ledger, 'openTasks' | 'read'>;
  ownerOf: OwnerOf;
  logger: Pick<LoggerService, 'error'>;
  clock: Clock;
}): {
  /** Does what is due and was not done yet, by any replica. */
  tick(): Promise<void>;
} {
  const { settings, everyApp, views, moments, planRows, planRunner } = options;
  const { planClients, actRows, ledger, ownerOf, logger, clock } = options;

  /** A task of the scaffolder that is not done and created something of these. */
  async function taskWith(
    ids: ReadonlySet<string>,
  ): Promise<string | undefined> {
    for (const { task, user } of await ledger.openTasks()) {
      const entries = await ledger.read({ task, user, service: SCAFFOLDER });
      const isOfThese = entries.some(({ cluster, object }) =>
        ids.has(
          nodeId(cluster, { ...object, group: groupOf(object.apiVersion) }),
        ),
      );
      if (isOfThese) {
        return task;
      }
    }
    return undefined;
  }

  /** What is under way on an app that hours are not to meddle with. */
  async function whyBusy(
    entityRef: string,
    ids: ReadonlySet<string>,
  ): Promise<string | undefined> {
    const plan = (await planRows.ofApp(entityRef)).find(
      ({ endedAt }) => endedAt === undefined,
    );
    if (plan) {
      return `A plan to ${plan.kind} it was under way, which '${plan.askedBy}' asked for.`;
    }
    const act = (await actRows.ofApp(entityRef)).find(
      ({ state }) => state === 'asked' || state === 'taken',
    );
    if (act) {
      return `'${act.act}' was under way on a component, which '${act.askedBy}' asked for.`;
    }
    const task = await taskWith(ids);
    return task && `The task '${task}' is creating something of it.`;
  }

  async function meet(
    app: AppEntities,
    { from }: AppHours,
    moment: Moment,
  ): Promise<Outcome> {
    const entityRef = stringifyEntityRef(app.entity);
    const id = planIdOf(entityRef, moment);
    if (await planRows.read(id)) {
      return { outcome: 'begun' };
    }
    const view = views.of(app);
    const { objects, topology } = await view.drawn();
    const busy = await whyBusy(entityRef, new Set(objects.map(one => one.id)));
    if (busy !== undefined) {
      // Another replica may have been first.
      return (await planRows.read(id)) ? { outcome: 'begun' } : skipped(busy);
    }
    const owners = ownersOf(app);
    const storeOf = (cluster: string): ClusterStore | undefined =>
      view.stores.find(({ name }) => name === cluster);
    const { steps, leftAlone } = compose({
      kind: moment.kind,
      objects,
      edges: topology.edges,
      stores: view.stores,
      memory: await planRows.memory(entityRef),
      exclude: new Set(),
      whyRefused: () => undefined,
      whyLeft(cluster, namespace) {
        const store = storeOf(cluster);
        return (
          planClients.whyNot(cluster, false) ??
          whyNotOurs(store && ownerOf(store, namespace).owner, owners, from)
        );
      },
    });
    if (steps.length === 0) {
      return { outcome: 'nothing' };
    }
    await planRows.begin({
      id,
      kind: moment.kind,
      entityRef,
      askedBy: BY_HOURS,
      dueAt: moment.at.toISOString(),
      leftAlone,
      steps,
    });
    void planRunner.run(id);
    return { outcome: 'begun' };
  }

  async function lookAt(app: AppEntities): Promise<void> {
    const told = hoursOf(settings, app);
    if (!told || 'problem' in told) {
      return;
    }
    const now = clock();
    const { last } = momentsOf(told.hours, now);
    if (!last || now.getTime() - last.at.getTime() > LATE_MS) {
      return;
    }
    const entityRef = stringifyEntityRef(app.entity);
    const dueAt = last.at.toISOString();
    if (!(await moments.has(entityRef, dueAt))) {
      const outcome = await meet(app, told, last);
      await moments.add({ entityRef, dueAt, kind: last.kind, ...outcome });
    }
  }

  return {
    async tick() {
      // To tell when hours begin and end takes a moment, and of hundreds of apps many.
      const pause = createBreaks();
      for (const app of await everyApp()) {
        await pause();
        try {
          await lookAt(app);
        } catch (error) {
          // It is tried again with the next tick, for as long as it is made up for.
          logger.error(
            `The hours of '${stringifyEntityRef(
              app.entity,
            )}' could not be followed`,
            toError(error),
          );
        }
      }
    },
  };
}
