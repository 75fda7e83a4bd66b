import { at, number, text } from '../../objects';
import { present } from '../presentFacts';
import { FactsRule } from '../types';
import { readable } from './hardware';

/** Of an instance type: what it gives to a VM. Source: instancetype.kubevirt.io, `VirtualMachineInstancetypeSpec`. */
export const typeFacts: FactsRule = type => {
  const cpus = number(at(type, 'spec', 'cpu', 'guest'));
  return present({
    cpu: cpus === undefined ? undefined : `${cpus} vCPU`,
    memory: readable(text(at(type, 'spec', 'memory', 'guest'))),
  });
};
