import { unknownTo } from '../../known';
import { present } from '../../presentFacts';
import { InsideRule } from '../../types';
import { guestOf } from '../guest';
import { ATTACHED, attachedTo } from './attached';
import { hardwareOf } from './hardware';

/** Of a VM, or an instance without one: what it shows to its guest, and what hangs on it. */
export const vmInside: InsideRule = (vm, world) =>
  present({
    hardware: hardwareOf(guestOf(vm, world)),
    attached: attachedTo(vm, world),
    unknown: unknownTo(vm, world, ...ATTACHED),
  });
