import { z } from 'zod';
import { at } from '../../objects';
import { Allowance } from '../openings';
import { action } from './pods';
import { askedHosts } from './podFields';
import { Found, listOf, pathOf, read, unreadable } from './reading';
import { Rule, Subject } from './types';

const VM = 'kubevirt.io/VirtualMachine';
const INSTANCETYPE = 'instancetype.kubevirt.io/VirtualMachineInstancetype';

const PATH = 'spec.template.spec';
const unread = listOf(z.unknown());

/** Of `VirtualMachineInstanceSpec`, what the rules go by. Source: kubevirt.io/api/core/v1. */
const instance = z.object({
  volumes: listOf(z.record(z.string(), z.unknown())),
  livenessProbe: action,
  readinessProbe: action,
  domain: z
    .object({
      devices: z
        .object({
          disks: listOf(
            z.object({
              lun: z.object({ reservation: z.boolean().nullish() }).nullish(),
            }),
          ),
          filesystems: listOf(z.object({ name: z.string() })),
          gpus: unread,
          hostDevices: unread,
        })
        .nullish(),
    })
    .nullish(),
});

const instanceOf = ({ manifest }: Subject) =>
  read(instance, at(manifest, 'spec', 'template', 'spec'), PATH);

/** What the volumes of VMs may be made of. Source: kubevirt.io/api/core/v1, VolumeSource. */
const VOLUMES = [
  'cloudInitConfigDrive',
  'cloudInitNoCloud',
  'configMap',
  'containerDisk',
  'dataVolume',
  'downwardAPI',
  'downwardMetrics',
  'emptyDisk',
  'ephemeral',
  'memoryDump',
  'persistentVolumeClaim',
  'secret',
  'serviceAccount',
  'sysprep',
];

const typesOf = (volume: Record<string, unknown>) =>
  Object.keys(volume).filter(name => name !== 'name' && volume[name] !== null);

/** What reaches into a node is for those who may run privileged Pods there. */
const isFree = ({ terms }: Subject) => terms.podSecurity === 'privileged';

const askForPrivileged = ({ key }: Subject['terms']) =>
  `Who runs the portal opens it by ${key}.podSecurity: privileged.`;

const devices = (name: Allowance & ('gpus' | 'hostDevices')): Rule => ({
  name: `Virtual machines: ${name}`,
  source:
    'https://kubevirt.io/user-guide/compute/host-devices/: hardware of the node, handed to the VM',
  kinds: [VM, INSTANCETYPE],
  *find(subject) {
    const { kind, manifest, terms } = subject;
    const found =
      kind === VM
        ? instanceOf(subject).domain?.devices?.[name]
        : read(unread, at(manifest, 'spec', name), pathOf('spec', name));
    if (found?.length && !terms.allow.includes(name)) {
      yield {
        path:
          kind === VM
            ? pathOf(PATH, 'domain', 'devices', name)
            : pathOf('spec', name),
        is: "hands over the node's own hardware",
        instead: `Leave it out, or have who runs the portal open it: ${name} in ${terms.key}.allow.`,
      };
    }
  },
});

export const virtualMachineRules: readonly Rule[] = [
  devices('gpus'),
  devices('hostDevices'),
  {
    name: 'Virtual machines: volumes',
    source:
      "https://kubevirt.io/user-guide/storage/disks_and_volumes/#hostdisk: a file of the node's own; of what is unknown nobody can tell",
    kinds: [VM],
    *find(subject) {
      for (const [index, volume] of (
        instanceOf(subject).volumes ?? []
      ).entries()) {
        const path = pathOf(PATH, 'volumes', index);
        for (const type of typesOf(volume)) {
          if (type === 'hostDisk' && !isFree(subject)) {
            yield {
              path: pathOf(path, type),
              is: 'is a file of the node',
              instead: `Take a DataVolume. ${askForPrivileged(subject.terms)}`,
            };
          } else if (type !== 'hostDisk' && !VOLUMES.includes(type)) {
            yield unreadable(
              pathOf(path, type),
              'it is no type of volume that is known here',
            );
          }
        }
      }
    },
  },
  {
    name: 'Virtual machines: shared file systems',
    source:
      'https://kubevirt.io/user-guide/storage/disks_and_volumes/#virtiofs: what is shared with the VM has to be a volume of its Pod',
    kinds: [VM],
    *find(subject) {
      const { volumes, domain } = instanceOf(subject);
      const known = new Set(
        (volumes ?? [])
          .filter(volume =>
            typesOf(volume).some(type =>
              [...VOLUMES, 'hostDisk'].includes(type),
            ),
          )
          .map(({ name }) => name),
      );
      for (const [index, { name }] of (
        domain?.devices?.filesystems ?? []
      ).entries()) {
        if (!known.has(name)) {
          yield {
            path: pathOf(PATH, 'domain', 'devices', 'filesystems', index),
            is: 'shares none of the volumes of the VM',
            instead: 'Name one of them.',
          };
        }
      }
    },
  },
  {
    name: 'Virtual machines: persistent reservation',
    source:
      "https://kubevirt.io/user-guide/storage/disks_and_volumes/#persistent-reservation: commands to a LUN through the node's own daemon",
    kinds: [VM],
    *find(subject) {
      const disks = instanceOf(subject).domain?.devices?.disks ?? [];
      for (const [index, { lun }] of disks.entries()) {
        if (lun?.reservation && !isFree(subject)) {
          yield {
            path: pathOf(
              PATH,
              'domain',
              'devices',
              'disks',
              index,
              'lun',
              'reservation',
            ),
            is: 'reserves a LUN for itself alone',
            instead: `Leave it out. ${askForPrivileged(subject.terms)}`,
          };
        }
      }
    },
  },
  {
    name: 'Virtual machines: hosts of probes',
    source:
      "https://kubernetes.io/docs/concepts/security/pod-security-standards/: Host Probes, as virt-launcher's Pod gets the probes of the VM",
    kinds: [VM],
    *find(subject) {
      const { livenessProbe, readinessProbe } = instanceOf(subject);
      const hosts = askedHosts(PATH, [
        [['livenessProbe'], livenessProbe],
        [['readinessProbe'], readinessProbe],
      ]);
      for (const { path, value } of isFree(subject) ? [] : hosts) {
        if (value) {
          const found: Found = {
            path,
            is: 'has the node ask another host than the VM',
            instead: `Leave it out: the VM itself is asked. ${askForPrivileged(
              subject.terms,
            )}`,
          };
          yield found;
        }
      }
    },
  },
];
