import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../../clusters';
import { instanceOf, runStrategyOf } from '../../../kinds';
import { at, text } from '../../../objects';
import { towards } from '../progress';
import { Act, Choice, not } from '../types';
import { unlessGoing } from './shared';
import {
  guestGraceMs,
  liveInstance,
  PATCHES_VM,
  patchVm,
  phaseOf,
  shape,
  START_MS,
  VIRTUAL_MACHINE,
} from './vm';

const NAMES = ['Always', 'RerunOnFailure', 'Once', 'Manual', 'Halted'] as const;
type Strategy = (typeof NAMES)[number];

/** What each makes of a VM. Source: KubeVirt, user guide, "Run Strategies". */
const STRATEGIES: Record<Strategy, string> = {
  Always: 'it runs, and is started again whenever it ends',
  RerunOnFailure: 'it is started again when it fails',
  Once: 'it is started once, and not again',
  Manual: 'people start and stop it',
  Halted: 'it is off',
};

const strategyInput = z.strictObject({ runStrategy: z.enum(NAMES) });

const others = (vm: KubeObject): Choice[] =>
  NAMES.filter(name => name !== runStrategyOf(vm)).map(name => ({
    value: name,
    label: `${name}: ${STRATEGIES[name]}`,
  }));

const effectOn = (vm: KubeObject, store: ClusterStore) =>
  liveInstance(vm, store)
    ? 'It runs: Halted stops it, and the others leave it running.'
    : 'It is off: Always, RerunOnFailure and Once start it.';

/** Whether a VM is as a strategy makes it. */
function isSo(vm: KubeObject, store: ClusterStore, strategy: Strategy) {
  const instance = liveInstance(vm, store);
  switch (strategy) {
    case 'Halted':
      return !instance;
    case 'Manual':
      return true;
    case 'Always':
      return phaseOf(instance) === 'Running';
    default:
      // One that ended well is not started again.
      return ['Running', 'Succeeded'].includes(
        phaseOf(instanceOf(vm, store)) ?? '',
      );
  }
}

/** `running` is the older way to say it, and excludes `runStrategy`. */
const change: Act<z.infer<typeof strategyInput>> = {
  id: 'vm-run-strategy',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-run-strategy'],
  danger: 'asks',
  input: strategyInput,
  needs: PATCHES_VM,
  offer: vm =>
    runStrategyOf(vm) === 'WaitAsReceiver'
      ? not('It waits for a VM that is being moved to it.')
      : unlessGoing(vm),
  about: (vm, store) => ({
    choices: { runStrategy: others(vm) },
    tells: [`It is ${runStrategyOf(vm)} now.`, effectOn(vm, store)],
  }),
  basis: shape,
  steps: (vm, { runStrategy }, all) => [
    {
      request: patchVm(vm, [
        ...(at(vm, 'spec', 'running') === undefined
          ? []
          : [{ op: 'remove' as const, path: '/spec/running' }]),
        { op: 'add', path: '/spec/runStrategy', value: runStrategy },
      ]),
      progress: store =>
        towards(
          vm,
          store,
          now =>
            text(at(now, 'spec', 'runStrategy')) === runStrategy &&
            isSo(now, store, runStrategy),
        ),
      timeoutMs: START_MS + guestGraceMs(vm, all),
    },
  ],
};

/** Acts on when a VM runs. */
export const vmRunStrategyActs: readonly Act[] = [change];
