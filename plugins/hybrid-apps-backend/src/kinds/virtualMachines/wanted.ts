import { at } from '../../objects';
import { Kind } from '../types';

/**
 * A VM that should run. One that people start and stop by hand (`Manual`) is
 * missed by nobody while it has no Pod.
 *
 * Source: kubevirt.io/api/core/v1, VirtualMachineRunStrategy, and `running`
 * before it.
 */
export const vmWanted: NonNullable<Kind['wanted']> = vm => {
  const strategy = at(vm, 'spec', 'runStrategy');
  return strategy === 'Halted' ||
    strategy === 'Manual' ||
    at(vm, 'spec', 'running') === false
    ? 'off'
    : 'on';
};
