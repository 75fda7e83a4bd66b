import { at, declaredPorts, list, quantity, text } from '../../objects';
import { zoneOfNode } from '../platform';
import { present, resourcesOf, unique } from '../presentFacts';
import { FactsRule } from '../types';
import { disksOf } from './disks';
import { guestOf } from './guest';
import { cpusOf, memoryOf, readable } from './hardware';
import { interfacesOf, isOfNetwork } from './interfaces';
import { runStrategyOf } from './wanted';

/**
 * Of a VM: what it is made of, and where it runs. What its instance says counts
 * first: KubeVirt fills in there what a VM leaves open.
 */
export const vmFacts: FactsRule = (vm, world, { coveredNetworks }) => {
  const guest = guestOf(vm, world);
  const { instance } = guest;
  const cpus = cpusOf(guest);
  const memory = memoryOf(guest);
  const isVmi = vm.kind === 'VirtualMachineInstance';
  const node = text(at(instance, 'status', 'nodeName'));
  const os = at(instance, 'status', 'guestOSInfo');
  return present({
    cpu: cpus === undefined ? undefined : `${cpus} vCPU`,
    memory: readable(memory),
    resources: resourcesOf(vm, { cpu: cpus, memory: quantity(memory) }),
    guestOs: text(at(os, 'prettyName')) ?? text(at(os, 'name')),
    runStrategy: isVmi ? undefined : runStrategyOf(vm),
    instancetype: text(at(vm, 'spec', 'instancetype', 'name')),
    preference: text(at(vm, 'spec', 'preference', 'name')),
    node,
    zone: zoneOfNode(node, world),
    addresses: unique(
      list(at(instance, 'status', 'interfaces'))
        .filter(isOfNetwork)
        .flatMap(one => text(at(one, 'ipAddress')) ?? []),
    ),
    ports: declaredPorts(vm),
    interfaces: interfacesOf(guest, coveredNetworks),
    disks: disksOf(guest, world),
  });
};
