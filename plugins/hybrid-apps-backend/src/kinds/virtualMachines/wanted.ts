import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';

/**
 * The run strategy: `running` is the older way to say it, and who says
 * neither means Halted.
 * Source: kubevirt.io/api/core/v1, `VirtualMachine.RunStrategy`.
 */
function strategyOfSpec(spec: unknown): string {
  const running = at(spec, 'running');
  if (typeof running === 'boolean') {
    return running ? 'Always' : 'Halted';
  }
  return text(at(spec, 'runStrategy')) ?? 'Halted';
}

/** The run strategy of a VM, however it is written. */
export const runStrategyOf = (vm: KubeObject): string =>
  strategyOfSpec(at(vm, 'spec'));

/** Whether the spec of a VM means it to run; Manual leaves that to people. */
export function wantedBySpec(spec: unknown): 'on' | 'off' | undefined {
  switch (strategyOfSpec(spec)) {
    case 'Halted':
      return 'off';
    case 'Manual':
      return undefined;
    default:
      return 'on';
  }
}

/** Whether a VM is meant to run, by its spec alone. */
export const vmWanted = (vm: KubeObject) => wantedBySpec(at(vm, 'spec'));
