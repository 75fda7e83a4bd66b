/**
 * What the agent of a guest says of it. No guest runs here: one whose cloud-init
 * installs qemu-guest-agent has an agent, and what it says is made up of its VM.
 */
import { Json, KubeObject, recordAt, recordsAt, textAt } from '../objects';
import { parseQuantity } from '../validation/quantity';

const GI = 2 ** 30;

/** How large a disk is taken to be that does not say it. */
const DISK = 10 * GI;

/** Source: kubevirt, pkg/virt-api/rest, in every call to the agent. */
export const NOT_CONNECTED = 'VMI does not have guest agent connected';

export const hasAgent = (vmi: KubeObject): boolean =>
  recordsAt(vmi, 'status', 'conditions').some(
    ({ type, status }) => type === 'AgentConnected' && status === 'True',
  );

/** A guest says what it is once its agent is connected; virt-handler writes it in the status. */
export const GUEST_OS = {
  id: 'fedora',
  kernelRelease: '6.15.9-201.fc42.x86_64',
  kernelVersion: '#1 SMP PREEMPT_DYNAMIC Sat Aug  2 11:37:34 UTC 2025',
  machine: 'x86_64',
  name: 'Fedora Linux',
  prettyName: 'Fedora Linux 42 (Cloud Edition)',
  version: '42 (Cloud Edition)',
  versionId: '42',
};

function usersOf(vmi: KubeObject): Json[] {
  const booted = recordsAt(vmi, 'status', 'phaseTransitionTimestamps').find(
    ({ phase }) => phase === 'Running',
  );
  const since = Date.parse(textAt(booted, 'phaseTransitionTimestamp'));
  return [
    {
      userName: 'fedora',
      ...(Number.isNaN(since) ? {} : { loginTime: since / 1_000 + 60 }),
    },
  ];
}

/** Each disk that is one is a file system: the first that of the system. */
function fileSystemsOf(vmi: KubeObject, sizeOf: (claim: string) => string) {
  const disks = recordsAt(vmi, 'spec', 'volumes').filter(
    volume =>
      volume.dataVolume ?? volume.persistentVolumeClaim ?? volume.containerDisk,
  );
  return disks.map((volume, index): Json => {
    const claim =
      textAt(volume, 'dataVolume', 'name') ||
      textAt(volume, 'persistentVolumeClaim', 'claimName');
    const total = parseQuantity(sizeOf(claim)) ?? DISK;
    const letter = String.fromCharCode('a'.charCodeAt(0) + index);
    return {
      diskName: index === 0 ? 'vda4' : `vd${letter}`,
      mountPoint: index === 0 ? '/' : `/mnt/${volume.name}`,
      fileSystemType: index === 0 ? 'btrfs' : 'xfs',
      // The same each time, and of each disk another one.
      usedBytes: Math.round(total * (0.35 + 0.25 * (index % 3))),
      totalBytes: Math.round(total),
      disk: [{ busType: 'virtio' }],
    };
  });
}

const listOf = (kind: string, items: Json[]): Json => ({
  apiVersion: 'kubevirt.io/v1',
  kind,
  metadata: {},
  items,
});

/** Source: kubevirt.io/api/core/v1, the three kinds by their names. */
export const GUEST_ANSWERS: Record<
  string,
  (vmi: KubeObject, sizeOf: (claim: string) => string) => Json
> = {
  guestosinfo: (vmi, sizeOf) => ({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceGuestAgentInfo',
    metadata: {},
    guestAgentVersion: '9.2.4',
    hostname: textAt(vmi, 'spec', 'hostname') || vmi.metadata.name,
    os: GUEST_OS,
    timezone: 'UTC, 0',
    userList: usersOf(vmi),
    fsInfo: { disks: fileSystemsOf(vmi, sizeOf) },
    fsFreezeStatus: 'thawed',
  }),
  userlist: vmi =>
    listOf('VirtualMachineInstanceGuestOSUserList', usersOf(vmi)),
  filesystemlist: (vmi, sizeOf) =>
    listOf('VirtualMachineInstanceFileSystemList', fileSystemsOf(vmi, sizeOf)),
};

/** What a claim asks for, as it stands in its spec. */
export const claimSize = (claim: KubeObject | undefined): string =>
  textAt(recordAt(claim, 'spec', 'resources', 'requests'), 'storage');
