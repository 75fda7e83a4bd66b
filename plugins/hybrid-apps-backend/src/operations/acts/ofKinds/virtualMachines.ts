import {
  ActId,
  actWords,
  asSentence,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../../../clusters';
import { healthOf, runStrategyOf } from '../../../kinds';
import { at, condition, flag, list, text } from '../../../objects';
import { doneIf, nowOf, towards } from '../progress';
import { Act, not, Offer, POSSIBLE, Progress } from '../types';
import { isGoing, MINUTE_MS } from './shared';
import {
  askKubevirt,
  guestGraceMs,
  liveInstance,
  phaseOf,
  START_MS,
  SUBRESOURCES,
  VIRTUAL_MACHINE,
} from './vm';
import { allMigrationsOf } from './vmMoves';

type Resource = 'virtualmachines' | 'virtualmachineinstances';

const isPaused = (instance: KubeObject | undefined) =>
  instance !== undefined && condition(instance, 'Paused')?.status === 'True';

const migrationOf = (instance: KubeObject | undefined) =>
  at(instance, 'status', 'migrationState');

function isMigrating(instance: KubeObject | undefined): boolean {
  const state = migrationOf(instance);
  return (
    state !== undefined &&
    !flag(at(state, 'completed')) &&
    !flag(at(state, 'failed'))
  );
}

const isAsked = (vm: KubeObject) =>
  list(at(vm, 'status', 'stateChangeRequests')).length > 0;

/** What power acts go by; neither a status nor a label changes it. */
const power = (vm: KubeObject, store: ClusterStore) => {
  const instance = liveInstance(vm, store);
  return {
    vm: vm.metadata.uid,
    going: isGoing(vm),
    strategy: runStrategyOf(vm),
    instance: instance?.metadata.uid,
    isRunning: phaseOf(instance) === 'Running',
    isPaused: isPaused(instance),
    isMigrating: isMigrating(instance),
    migration: text(at(migrationOf(instance), 'migrationUid')),
  };
};

/** Only of a guest that runs. */
function ofRunning(vm: KubeObject, store: ClusterStore): Offer | undefined {
  const instance = liveInstance(vm, store);
  if (!instance) {
    return undefined;
  }
  if (isGoing(vm)) {
    return not('It is being deleted.');
  }
  return phaseOf(instance) === 'Running'
    ? POSSIBLE
    : not(`It does not run yet: it is ${phaseOf(instance) ?? 'starting'}.`);
}

/** Only of a guest that runs, and where nothing else says why not. */
const ofRunningUnless =
  (
    why: (
      instance: KubeObject | undefined,
      vm: KubeObject,
    ) => string | undefined,
  ): Act['offer'] =>
  (vm, store) => {
    const offered = ofRunning(vm, store);
    const reason = offered?.possible && why(liveInstance(vm, store), vm);
    return reason ? not(reason) : offered;
  };

const runsOn = (now: KubeObject, store: ClusterStore) =>
  phaseOf(liveInstance(now, store)) === 'Running';

/** Runs, in another instance than before where there was one. */
function towardsRunning(
  vm: KubeObject,
  store: ClusterStore,
  before: string | undefined,
) {
  return towards(
    vm,
    store,
    now =>
      runsOn(now, store) && liveInstance(now, store)?.metadata.uid !== before,
  );
}

const towardsOff = (vm: KubeObject, store: ClusterStore) =>
  towards(vm, store, now => !liveInstance(now, store));

/** How it was as an act was asked for. */
type Before = ReturnType<typeof power> & { migrations: ReadonlySet<string> };

/** What tells power acts apart. */
interface PowerAct extends Pick<Act, 'danger' | 'offer' | 'overtakes'> {
  id: ActId;
  /** What virt-api is asked for, like `virtualmachines/start`. */
  subresource: `${Resource}/${string}`;
  body?: object;
  progress(vm: KubeObject, store: ClusterStore, before: Before): Progress;
  timeoutMs?: number;
  /** Its guest is asked to shut down, and is given its time for that. */
  isGraceful?: true;
}

const powerAct = ({
  id,
  subresource,
  body,
  progress,
  timeoutMs = 5 * MINUTE_MS,
  isGraceful,
  ...rest
}: PowerAct): Act => ({
  ...rest,
  id,
  kinds: VIRTUAL_MACHINE,
  right: 'power',
  words: actWords[id],
  needs: [{ group: SUBRESOURCES, resource: subresource, verb: 'update' }],
  basis: power,
  steps(vm, _input, store) {
    const before = {
      ...power(vm, store),
      migrations: new Set(
        allMigrationsOf(vm, store).map(({ metadata }) => metadata.uid),
      ),
    };
    return [
      {
        request: askKubevirt(vm, subresource, body),
        progress: now => progress(vm, now, before),
        timeoutMs: timeoutMs + (isGraceful ? guestGraceMs(vm, store) : 0),
      },
    ];
  },
});

/** What an act on its instance leaves as it is: that the guest runs. */
const stillRuns = (vm: KubeObject, store: ClusterStore) =>
  towards(vm, store, now => runsOn(now, store));

/**
 * Power of VMs.
 *
 * Source: kubevirt, `pkg/virt-api/rest/subresource.go` and `lifecycle.go`, which say what
 * each needs; the words of refusals there come through where the portal did not know better.
 */
export const virtualMachineActs: readonly Act[] = [
  powerAct({
    id: 'vm-start',
    subresource: 'virtualmachines/start',
    danger: 'none',
    offer(vm, store) {
      if (liveInstance(vm, store)) {
        return undefined;
      }
      if (isGoing(vm)) {
        return not('It is being deleted.');
      }
      const strategy = runStrategyOf(vm);
      // Which of them start by themselves; virt-api refuses these.
      return ['Halted', 'Manual', 'RerunOnFailure'].includes(strategy)
        ? POSSIBLE
        : not(`Its run strategy ${strategy} starts it by itself.`);
    },
    progress: (vm, store) => towardsRunning(vm, store, undefined),
    timeoutMs: START_MS,
  }),
  powerAct({
    id: 'vm-stop',
    subresource: 'virtualmachines/stop',
    danger: 'asks',
    isGraceful: true,
    offer: (vm, store) => (liveInstance(vm, store) ? POSSIBLE : undefined),
    progress: towardsOff,
  }),
  powerAct({
    id: 'vm-force-stop',
    subresource: 'virtualmachines/stop',
    danger: 'asks',
    body: { gracePeriod: 0 },
    // A guest that does not shut down may be cut off at any time.
    overtakes: [
      'vm-stop',
      'vm-restart',
      'vm-soft-reboot',
      'vm-reset',
      'vm-run-strategy',
      'vm-delete',
    ],
    offer: (vm, store) => (liveInstance(vm, store) ? POSSIBLE : undefined),
    progress: towardsOff,
  }),
  powerAct({
    id: 'vm-restart',
    subresource: 'virtualmachines/restart',
    danger: 'asks',
    isGraceful: true,
    offer: ofRunningUnless((_, vm) => {
      const strategy = runStrategyOf(vm);
      if (strategy === 'Halted' || strategy === 'Once') {
        return `Its run strategy ${strategy} takes no restart.`;
      }
      return isAsked(vm) ? 'It is being stopped or restarted.' : undefined;
    }),
    progress: (vm, store, { instance }) => towardsRunning(vm, store, instance),
    timeoutMs: START_MS,
  }),
  powerAct({
    id: 'vm-soft-reboot',
    subresource: 'virtualmachineinstances/softreboot',
    danger: 'asks',
    offer: ofRunningUnless(instance => {
      if (isPaused(instance)) {
        return 'It is paused.';
      }
      const acpi = at(
        instance,
        'spec',
        'domain',
        'features',
        'acpi',
        'enabled',
      );
      return condition(instance, 'AgentConnected')?.status !== 'True' &&
        acpi === false
        ? 'Its guest has no agent that could be asked, and ACPI is turned off. Restart it, or install qemu-guest-agent in it.'
        : undefined;
    }),
    progress: stillRuns,
  }),
  powerAct({
    id: 'vm-reset',
    subresource: 'virtualmachineinstances/reset',
    danger: 'asks',
    offer: ofRunning,
    progress: stillRuns,
  }),
  powerAct({
    id: 'vm-pause',
    subresource: 'virtualmachineinstances/pause',
    danger: 'none',
    offer(vm, store) {
      return isPaused(liveInstance(vm, store))
        ? undefined
        : ofRunning(vm, store);
    },
    progress: (vm, store) =>
      towards(vm, store, now => isPaused(liveInstance(now, store))),
  }),
  powerAct({
    id: 'vm-unpause',
    subresource: 'virtualmachineinstances/unpause',
    danger: 'none',
    offer(vm, store) {
      return isPaused(liveInstance(vm, store))
        ? ofRunning(vm, store)
        : undefined;
    },
    progress: (vm, store) =>
      towards(vm, store, now => !isPaused(liveInstance(now, store))),
  }),
  powerAct({
    id: 'vm-migrate',
    subresource: 'virtualmachines/migrate',
    danger: 'asks',
    offer: ofRunningUnless(instance => {
      if (isMigrating(instance)) {
        return 'It is being moved already.';
      }
      const migratable = condition(instance, 'LiveMigratable');
      return migratable?.status === 'False'
        ? `KubeVirt says that it cannot be moved while it runs: ${
            migratable.message ?? migratable.reason ?? 'no reason is told'
          }`
        : undefined;
    }),
    progress: migrated,
    timeoutMs: 30 * MINUTE_MS,
  }),
];

/**
 * The instance tells nothing of a move until there is a Pod for it on another
 * node: where none takes it, the migration alone fails.
 * Source: kubevirt, `pkg/virt-controller/watch/migration`, `handlePendingPodTimeout`.
 */
function notBegun(
  vm: KubeObject,
  store: ClusterStore,
  before: { migrations: ReadonlySet<string> },
): Progress {
  const failed = allMigrationsOf(vm, store)
    .filter(({ metadata }) => !before.migrations.has(metadata.uid))
    .map(one => healthOf(one, store))
    .find(({ state, settled }) => state === 'degraded' && settled);
  return failed
    ? { state: 'failed', why: asSentence(failed.message ?? 'It failed') }
    : doneIf(false);
}

/** By the instance's own record, once that is of another migration than before. */
function migrated(
  vm: KubeObject,
  store: ClusterStore,
  before: Before,
): Progress {
  const now = nowOf(vm, store);
  const instance = now && liveInstance(now, store);
  if (!instance) {
    return { state: 'failed', why: 'It does not run any more.' };
  }
  const state = migrationOf(instance);
  if (text(at(state, 'migrationUid')) === before.migration) {
    return notBegun(now, store, before);
  }
  return flag(at(state, 'failed'))
    ? {
        state: 'failed',
        why:
          text(at(state, 'failureReason')) ??
          'KubeVirt could not move it, and tells no reason.',
      }
    : doneIf(flag(at(state, 'completed')));
}
