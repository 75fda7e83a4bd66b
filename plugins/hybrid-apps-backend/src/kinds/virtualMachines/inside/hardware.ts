import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  at,
  condition,
  flag,
  list,
  number,
  text,
  texts,
} from '../../../objects';
import { present } from '../../presentFacts';
import { probesOf } from '../../pods';
import { Guest, listOf } from '../hardware';

type Hardware = NonNullable<ObjectInside['hardware']>;
type Device = NonNullable<Hardware['devices']>[number];
type Credential = NonNullable<Hardware['credentials']>[number];

/** What the instance says of the domain, or else the VM. */
const domainAt = ({ instance, spec }: Guest, ...path: string[]): unknown =>
  at(instance, 'spec', 'domain', ...path) ?? at(spec, 'domain', ...path);

/**
 * By what a guest boots. Without a bootloader it is BIOS, but where a preference
 * says another one, and on processors that have none.
 * Source: kubevirt.io/api/core/v1, `Bootloader` and `EFI` (secure boot unless
 * told); instancetype.kubevirt.io, `FirmwarePreferences`.
 */
function firmwareOf(guest: Guest): Pick<Hardware, 'firmware' | 'secureBoot'> {
  const { instance, spec, preference } = guest;
  const efi = domainAt(guest, 'firmware', 'bootloader', 'efi');
  if (efi !== undefined) {
    return {
      firmware: 'uefi',
      secureBoot: at(efi, 'secureBoot') !== false,
    };
  }
  if (domainAt(guest, 'firmware', 'bootloader', 'bios') !== undefined) {
    return { firmware: 'bios' };
  }
  // What is preferred stands in the instance once there is one.
  const preferred = instance ? undefined : at(preference.spec, 'firmware');
  const preferredEfi = at(preferred, 'preferredEfi');
  if (
    preferredEfi !== undefined ||
    flag(at(preferred, 'preferredUseEfi')) ||
    flag(at(preferred, 'preferredUseSecureBoot'))
  ) {
    return {
      firmware: 'uefi',
      secureBoot:
        preferredEfi === undefined
          ? flag(at(preferred, 'preferredUseSecureBoot'))
          : at(preferredEfi, 'secureBoot') !== false,
    };
  }
  const isUnread = preference.isNamed && preference.spec === undefined;
  const architecture =
    text(at(instance, 'spec', 'architecture')) ??
    text(at(spec, 'architecture'));
  const hasBios = architecture === undefined || architecture === 'amd64';
  return (instance || !isUnread) && hasBios ? { firmware: 'bios' } : {};
}

/** Source: kubevirt.io/api/core/v1, `CPU`; of a feature without a policy the host must have it. */
function cpuOf(guest: Guest): Partial<Hardware> {
  const { preference } = guest;
  const written = list(domainAt(guest, 'cpu', 'features'));
  const features =
    written.length > 0
      ? written
      : list(at(preference.spec, 'cpu', 'preferredCPUFeatures'));
  const current =
    at(guest.instance, 'status', 'currentCPUTopology') ??
    domainAt(guest, 'cpu');
  const topology = present({
    sockets: number(at(current, 'sockets')),
    cores: number(at(current, 'cores')),
    threads: number(at(current, 'threads')),
  });
  return {
    cpuModel:
      text(domainAt(guest, 'cpu', 'model')) ??
      text(at(guest.type.spec, 'cpu', 'model')),
    cpuTopology: Object.keys(topology).length > 0 ? topology : undefined,
    dedicatedCpus:
      flag(domainAt(guest, 'cpu', 'dedicatedCpuPlacement')) ||
      flag(at(guest.type.spec, 'cpu', 'dedicatedCPUPlacement')) ||
      undefined,
    cpuFeatures: features.flatMap(feature => {
      const name = text(at(feature, 'name'));
      return name
        ? [{ name, policy: text(at(feature, 'policy')) ?? 'require' }]
        : [];
    }),
  };
}

/** Source: kubevirt.io/api/core/v1, `Devices`; instancetype.kubevirt.io, GPUs and HostDevices. */
function devicesOf(guest: Guest): Device[] {
  const passed = (kind: 'gpu' | 'hostDevice', field: string) => {
    const written = listOf(guest, 'domain', 'devices', field);
    return (
      written.length > 0 ? written : list(at(guest.type.spec, field))
    ).map(
      (device): Device =>
        present({
          kind,
          name: text(at(device, 'name')),
          // What a driver of dynamic resources gives has a claim in its place.
          resource:
            text(at(device, 'deviceName')) ?? text(at(device, 'claimName')),
        }),
    );
  };
  const single = (['tpm', 'watchdog', 'rng'] as const).flatMap(
    (kind): Device[] => {
      const device = domainAt(guest, 'devices', kind);
      return device === undefined
        ? []
        : [present({ kind, name: text(at(device, 'name')) })];
    },
  );
  return [
    ...passed('gpu', 'gpus'),
    ...passed('hostDevice', 'hostDevices'),
    ...listOf(guest, 'domain', 'devices', 'filesystems').map(
      (device): Device =>
        present({ kind: 'filesystem', name: text(at(device, 'name')) }),
    ),
    ...single,
  ];
}

const WAYS = ['qemuGuestAgent', 'noCloud', 'configDrive'];

/** Source: kubevirt.io/api/core/v1, `AccessCredential`. */
const credentialsOf = (guest: Guest): Credential[] =>
  listOf(guest, 'accessCredentials').flatMap(credential =>
    (['sshPublicKey', 'userPassword'] as const).flatMap(kind => {
      const written = at(credential, kind);
      const secret = text(at(written, 'source', 'secret', 'secretName'));
      const by = WAYS.find(
        way => at(written, 'propagationMethod', way) !== undefined,
      );
      return secret
        ? [
            present({
              kind,
              secret,
              by,
              users: texts(
                at(written, 'propagationMethod', 'qemuGuestAgent', 'users'),
              ),
            }),
          ]
        : [];
    }),
  );

/** Whether a condition of the instance is true; undefined where it is not told. */
const tells = ({ instance }: Guest, type: string): boolean | undefined => {
  const status = instance && condition(instance, type)?.status;
  return status === undefined ? undefined : status === 'True';
};

/**
 * What a VM shows to its guest.
 * Source: kubevirt.io/api/core/v1, `DomainSpec` and `VirtualMachineInstanceConditionType`.
 */
export function hardwareOf(guest: Guest): Hardware {
  const { instance, spec, preference } = guest;
  return present({
    ...firmwareOf(guest),
    kernel: text(
      domainAt(guest, 'firmware', 'kernelBoot', 'container', 'image'),
    ),
    machine:
      text(at(instance, 'status', 'machine', 'type')) ??
      text(domainAt(guest, 'machine', 'type')) ??
      text(at(preference.spec, 'machine', 'preferredMachineType')),
    architecture:
      text(at(instance, 'spec', 'architecture')) ??
      text(at(spec, 'architecture')),
    ...cpuOf(guest),
    devices: devicesOf(guest),
    credentials: credentialsOf(guest),
    probes: probesOf(at(instance, 'spec') ?? spec),
    // The condition goes with the agent.
    guestAgent:
      at(instance, 'status', 'phase') === 'Running'
        ? tells(guest, 'AgentConnected') ?? false
        : undefined,
    isLiveMigratable: tells(guest, 'LiveMigratable'),
    evictionStrategy:
      text(at(instance, 'spec', 'evictionStrategy')) ??
      text(at(spec, 'evictionStrategy')),
  });
}
