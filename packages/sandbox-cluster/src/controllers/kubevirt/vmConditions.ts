import { canonical, getCondition, setCondition } from '../meta';
import {
  Condition,
  View,
  VirtualMachine,
  VirtualMachineInstance,
  VmiSpec,
} from '../shapes';
import { expand } from './instancetype';
import { liveUpdated } from './liveUpdate';
import { completeSpec, isFinal, VM_GENERATION } from './vmi';

/** A VM shows its VMI's conditions, and keeps LiveMigratable and the like when that is gone. */
export function vmConditions(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  view: View,
  now: number,
  failure: Condition | undefined,
): Condition[] {
  const own = ['Ready', 'Failure', 'RestartRequired'];
  const before = (vm.status?.conditions ?? []).filter(
    ({ type }) =>
      type === 'Ready' ||
      (type === 'Failure' && failure) ||
      (type === 'RestartRequired' && vmi) ||
      (!own.includes(type) && (!vmi || getCondition(vmi, type))),
  );
  const ready: Condition = getCondition(vmi, 'Ready') ?? {
    type: 'Ready',
    status: 'False',
    reason: vmi ? 'VMIConditionMissing' : 'VMINotExists',
    message: vmi ? 'VMI is missing the Ready condition' : 'VMI does not exist',
  };
  const copied = (vmi?.status?.conditions ?? []).filter(
    ({ type }) => !own.includes(type),
  );
  return [
    ready,
    ...(failure ? [failure] : []),
    ...copied,
    ...restart(vm, vmi, view),
  ].reduce<Condition[]>((all, next) => setCondition(all, next, now), before);
}

/** The template was changed in a way that the running guest cannot follow. */
function restart(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  view: View,
): Condition[] {
  const started = vmi?.metadata.annotations?.[VM_GENERATION];
  if (
    !vmi ||
    isFinal(vmi) ||
    started === String(vm.metadata.generation) ||
    liveUpdated(vm, vmi, view)
  ) {
    return [];
  }
  const expanded = expand(vm, view);
  const unchanged =
    'missing' in expanded || same(completeSpec(expanded.spec), vmi.spec);
  return unchanged
    ? []
    : [
        {
          type: 'RestartRequired',
          status: 'True',
          message:
            'a non-live-updatable field was changed in the template spec',
        },
      ];
}

function same(a: VmiSpec, b: VmiSpec): boolean {
  return canonical(a) === canonical(b);
}
