import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../../clusters';
import { at, condition, flag, list, text } from '../../../objects';
import { Act, Choice, not } from '../types';
import { freeName, MINUTE_MS, unlessGoing } from './shared';
import {
  liveInstance,
  PATCHES_VM,
  patchVm,
  shape,
  towardsChange,
  VIRTUAL_MACHINE,
} from './vm';

/** The guest may be moved to another node for it. */
const PLUG_MS = 30 * MINUTE_MS;
const SPEC = '/spec/template/spec';
const INTERFACES = `${SPEC}/domain/devices/interfaces`;

const specOf = (vm: KubeObject) => at(vm, 'spec', 'template', 'spec');
const networksOf = (vm: KubeObject) => list(at(specOf(vm), 'networks'));
const interfacesOf = (vm: KubeObject) =>
  list(at(specOf(vm), 'domain', 'devices', 'interfaces'));

const named = (all: readonly unknown[], name: unknown) =>
  all.find(one => at(one, 'name') === name);
const isAbsent = (nic: unknown) => at(nic, 'state') === 'absent';

/** Whether a guest that runs has an interface; its agent alone tells of others. */
const hasNic = (instance: KubeObject, name: string) =>
  list(at(instance, 'status', 'interfaces')).some(
    one =>
      at(one, 'name') === name &&
      (text(at(one, 'infoSource')) ?? '').includes('domain'),
  );

/** Source: KubeVirt, user guide, "Hotplug Network Interfaces". */
function whenItHasIt(vm: KubeObject, store: ClusterStore): string {
  const instance = liveInstance(vm, store);
  if (!instance) {
    return 'It is off: this holds as it starts.';
  }
  return condition(instance, 'LiveMigratable')?.status === 'False'
    ? 'It runs, and KubeVirt says that it cannot be moved: this holds after a restart.'
    : 'It runs: this holds once it is moved to another node, which KubeVirt may do by itself, or after a restart.';
}

/** The definitions of its namespace that it has no interface on. */
function freeNetworks(vm: KubeObject, store: ClusterStore): Choice[] {
  const { namespace } = vm.metadata;
  const taken = new Set(
    networksOf(vm).map(one => {
      const name = text(at(one, 'multus', 'networkName'));
      return name?.includes('/') ? name : `${namespace}/${name}`;
    }),
  );
  return store
    .list({
      group: 'k8s.cni.cncf.io',
      kind: 'NetworkAttachmentDefinition',
      namespace,
    })
    .map(({ metadata }) => metadata.name)
    .filter(name => !taken.has(`${namespace}/${name}`))
    .map(name => ({ value: name, label: name }));
}

const addInput = z.strictObject({ network: z.string().max(253) });

const add: Act<z.infer<typeof addInput>> = {
  id: 'vm-nic-add',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-nic-add'],
  danger: 'asks',
  input: addInput,
  needs: PATCHES_VM,
  offer(vm, store) {
    const choices = freeNetworks(vm, store);
    if (choices.length === 0) {
      return undefined;
    }
    // Where none is written it has one on the Pod network, until one is.
    return networksOf(vm).length === 0 || interfacesOf(vm).length === 0
      ? not(
          'Its interfaces are not written in it, and the first that is written would take the place of that on the network of Pods. Write that one into it first.',
        )
      : unlessGoing(vm);
  },
  about: (vm, store) => ({
    choices: { network: freeNetworks(vm, store) },
    tells: [whenItHasIt(vm, store)],
  }),
  basis: shape,
  steps(vm, { network }) {
    const name = freeName(
      network,
      [...networksOf(vm), ...interfacesOf(vm)].map(one => at(one, 'name')),
    );
    return [
      {
        request: patchVm(vm, [
          {
            op: 'add',
            path: `${SPEC}/networks/-`,
            value: { name, multus: { networkName: network } },
          },
          { op: 'add', path: `${INTERFACES}/-`, value: { name, bridge: {} } },
        ]),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now => named(interfacesOf(now), name) !== undefined,
            hasIt: instance => hasNic(instance, name),
          }),
        timeoutMs: PLUG_MS,
      },
    ];
  },
};

/**
 * What KubeVirt takes out of a guest: interfaces on other networks than the
 * default one of its Pod, by bridge or SR-IOV.
 * Source: kubevirt, pkg/network/admitter, `validateInterfaceStateValue`.
 */
const removable = (vm: KubeObject): Choice[] =>
  interfacesOf(vm).flatMap(nic => {
    const name = text(at(nic, 'name'));
    const multus = at(named(networksOf(vm), name), 'multus');
    const network = text(at(multus, 'networkName'));
    const isBound = ['bridge', 'sriov'].some(way => at(nic, way) !== undefined);
    return name !== undefined &&
      network &&
      !flag(at(multus, 'default')) &&
      isBound &&
      !isAbsent(nic)
      ? [
          {
            value: name,
            label: name === network ? name : `${name}: ${network}`,
          },
        ]
      : [];
  });

const removeInput = z.strictObject({ nic: z.string().max(63) });

const remove: Act<z.infer<typeof removeInput>> = {
  id: 'vm-nic-remove',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-nic-remove'],
  danger: 'asks',
  input: removeInput,
  needs: PATCHES_VM,
  offer: vm => (removable(vm).length > 0 ? unlessGoing(vm) : undefined),
  about: (vm, store) => ({
    choices: { nic: removable(vm) },
    tells: [whenItHasIt(vm, store)],
  }),
  basis: shape,
  steps(vm, { nic }) {
    const index = interfacesOf(vm).findIndex(one => at(one, 'name') === nic);
    return [
      {
        request: patchVm(vm, [
          { op: 'add', path: `${INTERFACES}/${index}/state`, value: 'absent' },
        ]),
        progress: store =>
          towardsChange(vm, store, {
            isWritten(now) {
              const written = named(interfacesOf(now), nic);
              return written === undefined || isAbsent(written);
            },
            hasIt: instance => !hasNic(instance, nic),
          }),
        timeoutMs: PLUG_MS,
      },
    ];
  },
};

/** Acts on the network interfaces of a VM. */
export const vmNetworkActs: readonly Act[] = [add, remove];
