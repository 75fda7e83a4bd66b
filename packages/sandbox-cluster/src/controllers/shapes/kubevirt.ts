import { KubeObject, ObjectMeta } from '../../objects';
import { Condition, PodSpec } from './pods';
import { DataVolumeSpec } from './storage';

export interface Interface {
  name: string;
  ports?: Array<{ name?: string; port: number; protocol?: string }>;
  macAddress?: string;
  [binding: string]: unknown;
}

export interface Disk {
  name: string;
  disk?: { bus?: string };
  cdrom?: { bus?: string };
  lun?: { bus?: string };
  [field: string]: unknown;
}

export interface VmVolume {
  name: string;
  containerDisk?: { image: string; imagePullPolicy?: string };
  dataVolume?: { name: string; hotpluggable?: boolean };
  persistentVolumeClaim?: { claimName: string; hotpluggable?: boolean };
  [source: string]: unknown;
}

export interface Cpu {
  cores?: number;
  sockets?: number;
  threads?: number;
  model?: string;
}

export interface Domain {
  cpu?: Cpu;
  memory?: { guest?: string; maxGuest?: string };
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
  machine?: { type?: string };
  devices: {
    disks?: Disk[];
    interfaces?: Interface[];
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

export interface Network {
  name: string;
  pod?: Record<string, unknown>;
  multus?: { networkName: string; default?: boolean };
}

export interface VmiSpec {
  domain: Domain;
  architecture?: string;
  networks?: Network[];
  volumes?: VmVolume[];
  nodeSelector?: Record<string, string>;
  affinity?: PodSpec['affinity'];
  tolerations?: PodSpec['tolerations'];
  evictionStrategy?: string;
  hostname?: string;
  terminationGracePeriodSeconds?: number;
  [field: string]: unknown;
}

export interface StateChangeRequest {
  action: 'Start' | 'Stop';
  uid?: string;
}

export interface VmStatus {
  conditions?: Condition[];
  created?: boolean;
  ready?: boolean;
  desiredGeneration?: number;
  observedGeneration?: number;
  printableStatus?: string;
  runStrategy?: string;
  startFailure?: {
    consecutiveFailCount: number;
    lastFailedVMIUID?: string;
    retryAfterTimestamp?: string;
  };
  stateChangeRequests?: StateChangeRequest[];
  volumeSnapshotStatuses?: unknown[];
  [field: string]: unknown;
}

export interface InstancetypeRef {
  name: string;
  kind?: string;
}

export interface VirtualMachine extends KubeObject {
  spec: {
    running?: boolean;
    runStrategy?: string;
    instancetype?: InstancetypeRef;
    preference?: InstancetypeRef;
    dataVolumeTemplates?: Array<{
      metadata: Partial<ObjectMeta>;
      spec: DataVolumeSpec;
    }>;
    template: { metadata?: Partial<ObjectMeta>; spec: VmiSpec };
  };
  status?: VmStatus;
}

export interface MigrationState {
  migrationUid?: string;
  sourceNode?: string;
  sourcePod?: string;
  targetNode?: string;
  targetPod?: string;
  startTimestamp?: string;
  endTimestamp?: string;
  completed?: boolean;
  failed?: boolean;
  mode?: string;
}

export interface VmiStatus {
  phase?: string;
  conditions?: Condition[];
  nodeName?: string;
  activePods?: Record<string, string>;
  interfaces?: unknown[];
  volumeStatus?: unknown[];
  phaseTransitionTimestamps?: Array<{
    phase: string;
    phaseTransitionTimestamp: string;
  }>;
  migrationState?: MigrationState;
  [field: string]: unknown;
}

export interface VirtualMachineInstance extends KubeObject {
  spec: VmiSpec;
  status?: VmiStatus;
}

export interface VirtualMachineInstanceMigration extends KubeObject {
  spec: { vmiName: string };
  status?: {
    phase?: string;
    phaseTransitionTimestamps?: VmiStatus['phaseTransitionTimestamps'];
    migrationState?: MigrationState;
    conditions?: Condition[];
  };
}

export interface Instancetype extends KubeObject {
  spec: { cpu: { guest: number; model?: string }; memory: { guest: string } };
}

export interface Preference extends KubeObject {
  spec?: {
    devices?: { preferredDiskBus?: string; preferredInterfaceModel?: string };
    machine?: { preferredMachineType?: string };
    [field: string]: unknown;
  };
}

export interface VirtualMachineSnapshot extends KubeObject {
  spec: { source: { apiGroup?: string; kind: string; name: string } };
  status?: { phase?: string; readyToUse?: boolean; [field: string]: unknown };
}

export interface VirtualMachineSnapshotContent extends KubeObject {
  spec: {
    virtualMachineSnapshotName: string;
    source: { virtualMachine: Pick<VirtualMachine, 'metadata' | 'spec'> };
  };
}

export interface VirtualMachineRestore extends KubeObject {
  spec: {
    target: { apiGroup?: string; kind: string; name: string };
    virtualMachineSnapshotName: string;
  };
  status?: { complete?: boolean; [field: string]: unknown };
}

export interface VirtualMachineClone extends KubeObject {
  spec: {
    source: { apiGroup?: string; kind: string; name: string };
    target?: { apiGroup?: string; kind?: string; name?: string };
  };
  status?: { phase?: string; [field: string]: unknown };
}
