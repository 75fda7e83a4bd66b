/** Where each act is not possible, and what its cluster is like once it came about. */
import { PlainObject } from '../../../clusters';
import {
  claim,
  certificate,
  cronJob,
  deployment,
  disk,
  instanceType,
  memory,
  paused,
  place,
  pod,
  replicaSet,
  running,
  slow,
  snapshot,
  typed,
  vm,
  wired,
  withDrive,
} from './asked';

interface ActStates {
  /** The object that it is not possible on, and what is beside it. */
  not: readonly PlainObject[];
  /** What is told of that. */
  why: RegExp;
  /** What there is once it came about; `made` is what it asked the cluster to make. */
  after: (made: PlainObject) => readonly PlainObject[];
  /** It leaves all as it was, so that nothing tells whether it came about. */
  leavesNoTrace?: boolean;
}

/** It is not among what is offered. */
const NOTHING = /has nothing to do with/;
const GOING = /It is being deleted/;

const going = (object: PlainObject): PlainObject => ({
  ...object,
  metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T11:59:00Z' },
});
const withSpec = (object: PlainObject, spec: object): PlainObject => ({
  ...object,
  spec: { ...Object(object.spec), ...spec },
});
/** A VM that is off, whose template is of such parts. */
const ofParts = (spec: object): PlainObject =>
  withSpec(vm('Halted'), { template: { spec: { ...memory, ...spec } } });
const withStatus = (object: PlainObject, status: object): PlainObject => ({
  ...object,
  status: { ...Object(object.status), ...status },
});
/** As its controller leaves it once all of its Pods are there. */
function rolledOut(
  object: PlainObject,
  spec: object = {},
  generation = 2,
): PlainObject {
  const { replicas = 1 } = { ...Object(object.spec), ...spec };
  return {
    ...withSpec(object, spec),
    metadata: { ...object.metadata, generation },
    status: {
      observedGeneration: generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      conditions: [{ type: 'Available', status: 'True' }],
    },
  };
}
const ready = (made: PlainObject): PlainObject =>
  withStatus(made, { phase: 'Succeeded', readyToUse: true, complete: true });

const NIC = { name: 'blue', bridge: {} };
/** By the act's id. */
export const STATES: Readonly<Record<string, ActStates>> = {
  'vm-start': {
    not: [vm('Always')],
    why: /run strategy Always starts it by itself/,
    after: () => [vm('Always'), running],
  },
  'vm-stop': { not: [vm('Halted')], why: NOTHING, after: () => [vm('Halted')] },
  'vm-force-stop': {
    not: [vm('Halted')],
    why: NOTHING,
    after: () => [vm('Halted')],
  },
  'vm-restart': {
    not: [vm('Once'), running],
    why: /Once takes no restart/,
    after: () => [
      vm('Always'),
      { ...running, metadata: { ...running.metadata, uid: 'another' } },
    ],
  },
  'vm-soft-reboot': {
    not: [vm('Always'), paused],
    why: /It is paused/,
    after: () => [vm('Always'), running],
    leavesNoTrace: true,
  },
  'vm-reset': {
    not: [vm('Always'), withStatus(running, { phase: 'Scheduling' })],
    why: /It does not run yet: it is Scheduling/,
    after: () => [vm('Always'), running],
    leavesNoTrace: true,
  },
  'vm-pause': {
    not: [going(vm('Always')), running],
    why: GOING,
    after: () => [vm('Always'), paused],
  },
  'vm-unpause': {
    not: [vm('Always'), running],
    why: NOTHING,
    after: () => [vm('Always'), running],
  },
  'vm-migrate': {
    not: [
      vm('Always'),
      withStatus(running, {
        conditions: [
          {
            type: 'LiveMigratable',
            status: 'False',
            message: 'its disk is not shared',
          },
        ],
      }),
    ],
    why: /cannot be moved while it runs: its disk is not shared/,
    after: () => [
      vm('Always'),
      withStatus(running, {
        migrationState: { migrationUid: 'move', completed: true },
      }),
    ],
  },
  'vm-cancel-migration': {
    not: [vm('Always'), running],
    why: NOTHING,
    after: () => [vm('Always'), running],
  },
  'vm-run-strategy': {
    not: [vm('WaitAsReceiver')],
    why: /waits for a VM that is being moved/,
    after: () => [vm('Halted')],
  },
  'vm-resize': {
    not: [going(vm('Always'))],
    why: GOING,
    after: () => [
      ofParts({ domain: { cpu: { sockets: 2 }, memory: { guest: '4Gi' } } }),
    ],
  },
  'vm-instance-type': {
    not: [typed, instanceType('small')],
    why: /No other instance type is known/,
    after: () => [withSpec(typed, { instancetype: { name: 'large' } })],
  },
  'vm-disk-add': {
    not: [vm('Always')],
    why: /no claim that nothing uses/,
    after: () => [
      ofParts({
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        ],
      }),
    ],
  },
  'vm-disk-remove': {
    not: [vm('Always'), running],
    why: NOTHING,
    after: () => [vm('Halted')],
  },
  'vm-media-eject': {
    not: [withDrive()],
    why: NOTHING,
    after: () => [withDrive()],
  },
  'vm-media-insert': {
    not: [withDrive()],
    why: /no claim that nothing uses/,
    after: () => [withDrive('data')],
  },
  'vm-nic-add': {
    not: [wired],
    why: NOTHING,
    after: () => [ofParts({ domain: { devices: { interfaces: [NIC] } } })],
  },
  'vm-nic-remove': {
    not: [vm('Always')],
    why: NOTHING,
    after: () => [vm('Halted')],
  },
  'vm-expose': {
    not: [ofParts({ networks: [{ name: 'red', multus: {} }] })],
    why: /not on the network of Pods/,
    after: made => [vm('Always'), made],
  },
  'vm-snapshot': {
    not: [going(vm('Always'))],
    why: GOING,
    after: made => [vm('Always'), ready(made)],
  },
  'vm-clone': {
    not: [going(vm('Always'))],
    why: GOING,
    after: made => [vm('Always'), ready(made)],
  },
  'vm-restore': {
    not: [vm('Halted'), withStatus(snapshot, { readyToUse: false })],
    why: /None of its snapshots is ready/,
    after: made => [vm('Halted'), ready(made)],
  },
  'vm-snapshot-delete': {
    not: [vm('Halted')],
    why: NOTHING,
    after: () => [vm('Halted')],
  },
  'vm-delete': { not: [going(vm('Halted'))], why: GOING, after: () => [] },
  'vm-delete-alone': {
    not: [vm('Always'), disk, running],
    why: /would run on without its VM/,
    after: () => [{ ...disk, metadata: place('root') }],
  },
  'workload-scale': {
    not: [going(deployment)],
    why: GOING,
    after: () => [rolledOut(deployment, { replicas: 3 })],
  },
  'workload-restart': {
    not: [withSpec(deployment, { paused: true })],
    why: /roll-outs are paused/,
    after: () => [rolledOut(deployment)],
  },
  'deployment-pause': {
    not: [withSpec(deployment, { paused: true })],
    why: NOTHING,
    after: () => [withSpec(deployment, { paused: true })],
  },
  'deployment-resume': {
    not: [deployment],
    why: NOTHING,
    after: () => [rolledOut(deployment)],
  },
  'deployment-undo': {
    not: [deployment],
    why: /no earlier revision/,
    after: () => [rolledOut(deployment), replicaSet],
  },
  'pod-delete': { not: [going(pod)], why: GOING, after: () => [] },
  'cronjob-run': {
    not: [going(cronJob(false))],
    why: GOING,
    after: made => [cronJob(false), made],
  },
  'cronjob-suspend': {
    not: [cronJob(true)],
    why: NOTHING,
    after: () => [cronJob(true)],
  },
  'cronjob-resume': {
    not: [cronJob(false)],
    why: NOTHING,
    after: () => [cronJob(false)],
  },
  'claim-grow': {
    not: [claim, { ...slow, allowVolumeExpansion: false }],
    why: /lets no volume grow/,
    after: () => [withStatus(claim, { capacity: { storage: '2Gi' } })],
  },
  'certificate-renew': {
    not: [
      withStatus(certificate, {
        conditions: [{ type: 'Issuing', status: 'True' }],
      }),
    ],
    why: /It is being issued/,
    after: () => [
      withStatus(certificate, { notAfter: '2026-04-01T00:00:00Z' }),
    ],
  },
};
