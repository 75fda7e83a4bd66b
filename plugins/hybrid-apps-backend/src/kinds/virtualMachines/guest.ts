import { KubeObject } from '../../clusters';
import { at, podTemplateOf } from '../../objects';
import { World } from '../types';
import { Guest, typeOf } from './hardware';
import { instanceOf } from './instance';

/** Phases of an instance that has ended: what it was is no news of its VM. */
const ENDED = new Set<unknown>(['Succeeded', 'Failed']);

/**
 * All that says what a VM is made of. What its instance says counts first:
 * KubeVirt fills in there what a VM leaves open.
 */
export function guestOf(vm: KubeObject, world: World): Guest {
  const found = instanceOf(vm, world);
  return {
    vm,
    instance:
      found && !ENDED.has(at(found, 'status', 'phase')) ? found : undefined,
    spec: podTemplateOf(vm)?.spec,
    type: typeOf(vm, 'instancetype', world),
    preference: typeOf(vm, 'preference', world),
  };
}
