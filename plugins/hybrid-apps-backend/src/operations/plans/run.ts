import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Clusters, KubeObject, KubeRequests } from '../../clusters';
import { parseNodeId } from '../../objects';
import { Act, ActRow, ActRows, Performer } from '../acts';
import { ownIdOf } from '../ids';
import { whyUnknown } from './known';
import { Doing, powerOf, startOf } from './power';
import { LEASE_MS, PlanEnd, PlanRows } from './rows';
import { PlanRow, StepRow } from './types';

/** Runs plans, and goes on with those whose replica is gone. */
export interface PlanRunner {
  /** Runs a plan in this replica, unless it runs here or in another one. */
  run(id: string): Promise<void>;
  /** Runs those that nobody runs; done once it has begun with them. */
  sweep(): Promise<void>;
  /** Lets go of all, so that another replica goes on. */
  stop(): Promise<void>;
}

/** Is told of a plan, and of each of its acts, before they begin; gives who is told of the end. */
export interface PlanJournal {
  plan(plan: PlanRow): Promise<(ended: PlanEnd) => Promise<void>>;
  act(
    plan: PlanRow,
    step: StepRow,
    id: string,
  ): Promise<(ended: ActRow['state']) => Promise<void>>;
}

/** The id of the act of a step: the same whoever goes on, so that it is done once. */
export const actIdOf = (plan: string, object: string): string =>
  ownIdOf('plan', [plan, object]);

/** So long a plan waits for what is not known after a restart, from when something last became of it. */
const PATIENCE_MS = 10 * 60_000;

/** How a step ended. */
interface StepEnd {
  state: 'done' | 'failed' | 'skipped';
  message?: string;
}

const failed = (message: string): StepEnd => ({ state: 'failed', message });
const skipped = (message: string): StepEnd => ({ state: 'skipped', message });

const hasEnded = ({ state }: StepRow) =>
  state !== 'waiting' && state !== 'begun';

/** How a plan ended of which nothing more is done. */
function endOf({ steps }: PlanRow): PlanEnd {
  if (steps.some(({ state }) => state === 'failed')) {
    return 'failed';
  }
  return steps.every(hasEnded) ? 'done' : 'cancelled';
}

/** The steps of a plan, stage by stage. */
function stagesOf({ steps }: PlanRow): StepRow[][] {
  const stages = new Map<number, StepRow[]>();
  for (const step of steps) {
    stages.set(step.stage, [...(stages.get(step.stage) ?? []), step]);
  }
  return [...stages].sort(([a], [b]) => a - b).map(([, stage]) => stage);
}

/** What is to be done to an object as it is now, or how its step ended without an act. */
function todo(
  { kind }: PlanRow,
  step: StepRow,
  object: KubeObject,
  store: Parameters<typeof powerOf>[1],
): { doing: Doing; before: StepRow['before'] } | StepEnd {
  const power = powerOf(object, store);
  if (power.is === 'left') {
    return failed(power.why);
  }
  if (kind === 'stop') {
    return power.is === 'running'
      ? { doing: power.stop, before: power.before }
      : skipped('It was stopped already.');
  }
  return power.is === 'stopped'
    ? { doing: startOf(step.before), before: step.before }
    : skipped('It ran already.');
}

/**
 * Runs plans stage by stage. Which replica has one is a lease in its row, and
 * what makes each act be done once is not the lease, which may run out, but that
 * its id is made of the plan and the object.
 */
export function createPlanRunner(options: {
  rows: PlanRows;
  actRows: Pick<ActRows, 'read'>;
  acts: readonly Act[];
  performer: Pick<Performer, 'perform' | 'resume'>;
  clusters: Pick<Clusters, 'get'>;
  /** Writes in the name that the cluster is to see. @throws what says why it cannot be written to */
  clientFor: (cluster: string, plan: PlanRow) => KubeRequests;
  journal: PlanJournal;
  logger: Pick<LoggerService, 'error'>;
  clock: () => Date;
}): PlanRunner {
  const { rows, actRows, acts, performer, clusters, clientFor } = options;
  const { journal, logger, clock } = options;
  const replica = randomUUID();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;

  /** Asks for the act of a step, and follows it; what is let go of has no end. */
  async function act(
    plan: PlanRow,
    step: StepRow,
    { doing, object }: { doing: Doing; object: KubeObject },
    isResumed: boolean,
  ): Promise<{ ended: Promise<ActRow | undefined> }> {
    const found = acts.find(({ id }) => id === doing.act);
    if (!found) {
      throw new Error(`There is no act '${doing.act}' any more.`);
    }
    const id = actIdOf(plan.id, step.object);
    const asked = {
      act: found,
      object,
      client: clientFor(step.cluster, plan),
      noted: {
        id,
        entityRef: plan.entityRef,
        cluster: step.cluster,
        namespace: step.namespace,
        object: step.object,
        uid: step.uid,
        askedBy: plan.askedBy,
        ...(doing.input && { input: doing.input }),
      },
    };
    if (isResumed) {
      return { ended: performer.resume(asked) };
    }
    const tell = await journal.act(plan, step, id);
    try {
      const { isNew, row, ended } = await performer.perform(asked);
      await tell(row.state);
      // A replica that had the lease a moment ago may have asked for it.
      return { ended: isNew ? ended : performer.resume(asked) };
    } catch (error) {
      await tell('failed');
      throw error;
    }
  }

  async function write(plan: PlanRow, step: StepRow, end: StepEnd) {
    if (end.state !== 'failed' && plan.kind === 'start') {
      await rows.forget(plan, step);
    }
    await rows.step(plan.id, step.position, end.state, end.message);
    return end;
  }

  /** Begins a step, or goes on with it. What it gives is done once it has ended. */
  async function begin(
    plan: PlanRow,
    step: StepRow,
  ): Promise<{ ended: Promise<StepEnd | undefined> }> {
    const at = (end: StepEnd) => ({ ended: write(plan, step, end) });
    try {
      const store = clusters.get(step.cluster)?.store;
      const unknown = whyUnknown(step.object, store ? [store] : []);
      if (!store || unknown !== undefined) {
        return at(failed(unknown ?? `Cluster '${step.cluster}' is not there.`));
      }
      const object = store.get(parseNodeId(step.object));
      if (!object || object.metadata.uid !== step.uid) {
        return at(skipped('It was deleted meanwhile.'));
      }
      const earlier = await actRows.read(actIdOf(plan.id, step.object));
      let next: ReturnType<typeof todo> = {
        doing: step,
        before: step.before,
      };
      if (!earlier) {
        next = todo(plan, step, object, store);
        if ('state' in next) {
          return at(next);
        }
        if (plan.kind === 'stop') {
          await rows.remember(plan, step, next.before);
        }
      }
      await rows.step(plan.id, step.position, 'begun');
      const { ended } = await act(
        plan,
        step,
        { doing: next.doing, object },
        earlier !== undefined,
      );
      return {
        ended: ended.then(row => {
          if (!row) {
            return undefined;
          }
          return write(
            plan,
            step,
            row.state === 'done'
              ? { state: 'done' }
              : failed(row.message ?? 'It did not come about.'),
          );
        }),
      };
    } catch (error) {
      return at(failed(toError(error).message));
    }
  }

  async function drive(id: string): Promise<void> {
    let isLost = false;
    const plan = await rows.read(id);
    if (!plan || plan.endedAt !== undefined) {
      return;
    }
    const tellEnd = await journal.plan(plan);
    const keeping = setInterval(() => {
      rows
        .take(id, replica)
        .then(isMine => {
          isLost ||= !isMine;
        })
        .catch(error =>
          logger.error(`Plan '${id}' cannot be kept`, toError(error)),
        );
    }, LEASE_MS / 3);
    keeping.unref();
    let hasFailed = false;
    try {
      for (const stage of stagesOf(plan)) {
        const going: Array<Promise<StepEnd | undefined>> = [];
        for (const step of stage) {
          hasFailed ||= step.state === 'failed';
          const isNext =
            step.state === 'begun' ||
            (step.state === 'waiting' &&
              !hasFailed &&
              !isLost &&
              !isStopping &&
              !(await rows.isCancelled(id)));
          if (isNext) {
            const { ended } = await begin(plan, step);
            going.push(ended);
          }
        }
        const ends = await Promise.all(going);
        if (ends.includes(undefined) || isLost || isStopping) {
          return;
        }
        hasFailed ||= ends.some(end => end?.state === 'failed');
      }
      const left = await rows.read(id);
      const end = left && endOf(left);
      if (end && (await rows.end(id, end))) {
        await tellEnd(end);
      }
    } finally {
      clearInterval(keeping);
    }
  }

  async function runOnce(id: string): Promise<void> {
    try {
      if (await rows.take(id, replica)) {
        try {
          await drive(id);
        } finally {
          await rows.release(id, replica);
        }
      }
    } catch (error) {
      logger.error(`Plan '${id}' could not be run`, toError(error));
    }
  }

  async function run(id: string): Promise<void> {
    if (isStopping) {
      return;
    }
    const known = running.get(id);
    const one =
      known ??
      runOnce(id).finally(() => {
        running.delete(id);
      });
    running.set(id, one);
    await one;
  }

  /** Whether what it needs is known again; of one that waits too long, its steps tell what is not. */
  async function isReady(id: string): Promise<boolean> {
    const plan = await rows.read(id);
    if (!plan || plan.state === 'cancelling') {
      return plan !== undefined;
    }
    const moved = [plan.askedAt]
      .concat(
        plan.steps.flatMap(({ begunAt, endedAt }) => endedAt ?? begunAt ?? []),
      )
      .sort()
      .pop();
    const isPatient =
      clock().getTime() - Date.parse(moved ?? plan.askedAt) < PATIENCE_MS;
    return (
      !isPatient ||
      plan.steps
        .filter(step => !hasEnded(step))
        .every(({ cluster, object }) => {
          const store = clusters.get(cluster)?.store;
          return store && whyUnknown(object, [store]) === undefined;
        })
    );
  }

  return {
    run,
    async sweep() {
      for (const id of await rows.orphans()) {
        if (!running.has(id) && (await isReady(id))) {
          // It goes on for as long as it takes; the next sweep does not wait for it.
          void run(id);
        }
      }
    },
    async stop() {
      isStopping = true;
      await Promise.all(running.values());
    },
  };
}
