import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AppHours,
  hybridAppPowerPermission,
  namespaceOperatePermission,
  Plan,
  PlanPreview,
  StartPlanRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { systemClock } from '../clock';
import { Person } from '../impersonation';
import { createLimiter } from '../limiter';
import { hoursOf, MomentRow, momentsOf } from '../operations/hours';
import {
  basisOfPlan,
  compose,
  Composed,
  isPlanAskedAgain,
  PlanRow,
  Told,
} from '../operations/plans';
import { callerOf } from '../permissions';
import { AppView } from '../views';
import { userOf } from './asker';
import { PLANS } from './limits';
import { requireView } from './requireView';
import { lacksOperate } from './shownObject';
import { HybridAppsRouter, RouterOptions } from './types';
import { Viewer } from './viewer';

type Asked = Pick<StartPlanRequest, 'kind' | 'exclude' | 'goesBack'>;

const toTold = ({ object, why }: Told) => ({ object, why });

/** As it is told to who may see only some of it. */
function toPlan(
  { entityRef: _ref, person: _person, steps, leftAlone, ...told }: PlanRow,
  { sight }: Pick<Viewer, 'sight'>,
): Plan {
  const mayRead = ({ cluster, namespace }: Told | PlanRow['steps'][number]) =>
    sight.sees(cluster, namespace);
  return {
    ...told,
    leftAlone: leftAlone.filter(mayRead).map(toTold),
    steps: steps
      .filter(mayRead)
      .map(
        ({
          position: _position,
          cluster: _cluster,
          namespace: _namespace,
          uid: _uid,
          input: _input,
          ...step
        }) => step,
      ),
  };
}

const toPreview = (
  composed: Composed,
  { isCut }: AppView,
  { knowledge, why }: { knowledge: PlanPreview['knowledge']; why?: string },
): PlanPreview => ({
  kind: composed.kind,
  basis: basisOfPlan(composed),
  possible: why === undefined,
  ...(why !== undefined && { why }),
  steps: composed.steps.map(({ stage, object, act, before, after }) => ({
    stage,
    object,
    act,
    before,
    after,
  })),
  leftAlone: composed.leftAlone.map(toTold),
  refused: composed.refused.map(toTold),
  cycles: composed.cycles,
  ...(isCut && { isCut }),
  knowledge,
});

/** Hours with what comes next by them, and what became of them last. */
function toHours(
  told: NonNullable<ReturnType<typeof hoursOf>>,
  last: MomentRow | undefined,
): AppHours {
  const { from } = told;
  if ('problem' in told) {
    return { from, problem: told.problem };
  }
  const { next } = momentsOf(told.hours, systemClock());
  return {
    from,
    hours: { ...told.hours, days: [...told.hours.days] },
    ...(next && { next: { kind: next.kind, at: next.at.toISOString() } }),
    ...(last && {
      last: {
        kind: last.kind,
        at: last.dueAt,
        outcome: last.outcome,
        ...(last.message !== undefined && { message: last.message }),
      },
    }),
  };
}

/** Why nothing is done of what was composed, if so. */
function whyNothing({ kind, refused, steps }: Composed): string | undefined {
  if (refused.length > 0) {
    const [{ why }] = refused;
    return refused.length === 1
      ? why
      : `${refused.length} objects are where you may not act. Exclude them, or have yourself allowed to: ${why}`;
  }
  return steps.length > 0
    ? undefined
    : `There is nothing to ${kind}. What is left alone says why.`;
}

/** What it takes to stop or start a whole app, and doing it. */
export function addPlanRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, audit, hours, impersonation, moments } = options;
  const { planClients, planRows, planRunner } = options;
  const limiter = createLimiter(PLANS);
  const requireViewOf = requireView(options);

  const requirePower = (
    { kind, namespace, name }: CompoundEntityRef,
    credentials: BackstageCredentials,
  ) =>
    access.requireApp(
      { kind, namespace, name },
      hybridAppPowerPermission,
      credentials,
    );

  /** Why the caller may not stop or start the app, if so. */
  async function whyNoPower(
    app: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    try {
      await requirePower(app, credentials);
      return undefined;
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return error.message;
      }
      throw error;
    }
  }

  /** What a plan that goes back may do something about: all that the other one began. */
  async function takenBack(
    { kind, goesBack }: Asked,
    entityRef: string,
  ): Promise<ReadonlySet<string> | undefined> {
    if (goesBack === undefined) {
      return undefined;
    }
    const row = await planRows.read(goesBack);
    if (row?.entityRef !== entityRef) {
      throw new NotFoundError(
        `There is no plan '${goesBack}' of '${entityRef}' any more.`,
      );
    }
    if (row.kind === kind) {
      throw new InputError(
        `Plan '${goesBack}' is one to ${kind} it as well, so this would not take it back.`,
      );
    }
    if (row.endedAt === undefined) {
      throw new ConflictError(
        `Plan '${goesBack}' is under way. Wait for its end, or cancel it.`,
      );
    }
    return new Set(
      row.steps
        .filter(({ state }) => state === 'done' || state === 'failed')
        .map(({ object }) => object),
    );
  }

  /** What would be done, as the caller sees the app and may act in it. */
  async function composedFor(
    asked: Asked,
    { view, viewer }: { view: AppView; viewer: Viewer },
  ) {
    const { entityRef } = view.members;
    const { credentials } = viewer;
    const operates = await access.in(namespaceOperatePermission, credentials);
    const isUser = userOf(credentials) !== undefined;
    const { objects, topology } = await view.drawn();
    const composed = compose({
      kind: asked.kind,
      objects,
      edges: topology.edges,
      stores: view.stores,
      memory: await planRows.memory(entityRef),
      exclude: new Set(asked.exclude),
      only: await takenBack(asked, entityRef),
      whyRefused: (cluster, namespace) =>
        operates(cluster, namespace)
          ? undefined
          : lacksOperate(cluster, namespace),
      whyLeft: cluster => planClients.whyNot(cluster, isUser),
    });
    return { composed, knowledge: topology.knowledge };
  }

  /**
   * In whose name a plan writes, where a cluster of it bears one.
   *
   * @throws NotAllowedError where they have no name there
   */
  async function personOf(
    { steps }: Composed,
    credentials: BackstageCredentials,
  ): Promise<Person | undefined> {
    let found: Person | undefined;
    for (const cluster of new Set(steps.map(step => step.cluster))) {
      const person = await impersonation.personOf(cluster, credentials);
      if (person) {
        impersonation.ofPerson(cluster, person);
        found = person;
      }
    }
    return found;
  }

  async function start(
    asked: StartPlanRequest,
    app: CompoundEntityRef,
    seen: { view: AppView; viewer: Viewer },
  ): Promise<PlanRow> {
    const { credentials } = seen.viewer;
    const { id, kind, goesBack } = asked;
    const { entityRef } = seen.view.members;
    const askedBy = callerOf(credentials);
    await requirePower(app, credentials);
    const earlier = await planRows.read(id);
    if (
      earlier &&
      isPlanAskedAgain(earlier, { kind, entityRef, askedBy, goesBack })
    ) {
      return earlier;
    }
    const { composed } = await composedFor(asked, seen);
    const why = whyNothing(composed);
    if (why !== undefined) {
      throw composed.refused.length > 0
        ? new NotAllowedError(why)
        : new ConflictError(why);
    }
    if (basisOfPlan(composed) !== asked.basis) {
      throw new ConflictError(
        `The app is not as it was when it was told what would be done to ${kind} it. Look at it again.`,
      );
    }
    const { row } = await planRows.begin({
      id,
      kind,
      entityRef,
      askedBy,
      person: await personOf(composed, credentials),
      goesBack,
      leftAlone: composed.leftAlone,
      steps: composed.steps,
    });
    void planRunner.run(id);
    return row;
  }

  router.get('/v1/apps/:kind/:namespace/:name/plans', async (req, res) => {
    const { app, view, viewer } = await requireViewOf(req, req.params);
    const { entityRef } = view.members;
    const rows = await planRows.ofApp(entityRef);
    const told = hoursOf(hours, app);
    res.json({
      items: rows.map(row => toPlan(row, viewer)),
      ...(told && { hours: toHours(told, await moments.last(entityRef)) }),
    });
  });

  router.post(
    '/v1/apps/:kind/:namespace/:name/plans/query',
    async (req, res) => {
      const seen = await requireViewOf(req, req.params);
      const { composed, knowledge } = await composedFor(req.body, seen);
      const why =
        (await whyNoPower(req.params, seen.viewer.credentials)) ??
        whyNothing(composed);
      res.json(toPreview(composed, seen.view, { knowledge, why }));
    },
  );

  router.post('/v1/apps/:kind/:namespace/:name/plans', async (req, res) => {
    const { id, kind, goesBack } = req.body;
    const { row, viewer } = await audit.write(
      {
        eventId: 'plan',
        request: req,
        meta: { plan: id, power: kind, ...(goesBack && { goesBack }) },
      },
      async () => {
        const seen = await requireViewOf(req, req.params);
        const { viewer: by } = seen;
        return limiter.run(callerOf(by.credentials), async () => ({
          row: await start(req.body, req.params, seen),
          viewer: by,
        }));
      },
      ({ row: { steps } }) =>
        steps.map(({ object, act }) => `${object} ${act}`),
    );
    res.json(toPlan(row, viewer));
  });

  router.post(
    '/v1/apps/:kind/:namespace/:name/plans/cancel',
    async (req, res) => {
      const { id } = req.body;
      const { row, viewer } = await audit.write(
        { eventId: 'plan-cancel', request: req, meta: { plan: id } },
        async () => {
          const { view, viewer: by } = await requireViewOf(req, req.params);
          await requirePower(req.params, by.credentials);
          const found = await planRows.read(id);
          if (found?.entityRef !== view.members.entityRef) {
            throw new NotFoundError(
              `There is no plan '${id}' of '${view.members.entityRef}' any more.`,
            );
          }
          if (!(await planRows.cancel(id, callerOf(by.credentials)))) {
            throw new ConflictError(`Plan '${id}' has ended already.`);
          }
          return { row: (await planRows.read(id)) ?? found, viewer: by };
        },
        ({ row: { state } }) => [state],
      );
      res.json(toPlan(row, viewer));
    },
  );
}
