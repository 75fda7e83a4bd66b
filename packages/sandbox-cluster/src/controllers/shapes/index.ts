/**
 * What the controllers read of each kind, and a view that speaks in these
 * shapes. The API server has validated an object before it is stored
 * (src/validation), which is what lets a stored object be taken for its shape;
 * this is the one place where that is done.
 */
import { groupOf, KubeObject } from '../../objects';
import { ClusterView, Reconciler, Write } from '../types';
import * as kubevirt from './kubevirt';
import * as network from './network';
import * as pods from './pods';
import * as storage from './storage';
import * as workloads from './workloads';

export * from './kubevirt';
export * from './network';
export * from './pods';
export * from './storage';
export * from './workloads';

export interface Shapes {
  ConfigMap: KubeObject;
  Secret: KubeObject;
  Endpoints: KubeObject;
  IngressClass: KubeObject;
  Pod: pods.Pod;
  Node: pods.Node;
  Service: network.Service;
  EndpointSlice: network.EndpointSlice;
  Ingress: network.Ingress;
  Gateway: network.Gateway;
  PersistentVolumeClaim: storage.PersistentVolumeClaim;
  PersistentVolume: storage.PersistentVolume;
  StorageClass: storage.StorageClass;
  StorageProfile: storage.StorageProfile;
  DataVolume: storage.DataVolume;
  DataSource: storage.DataSource;
  Deployment: workloads.Deployment;
  ReplicaSet: workloads.ReplicaSet;
  StatefulSet: workloads.StatefulSet;
  DaemonSet: workloads.DaemonSet;
  Job: workloads.Job;
  CronJob: workloads.CronJob;
  HorizontalPodAutoscaler: workloads.HorizontalPodAutoscaler;
  PodDisruptionBudget: workloads.PodDisruptionBudget;
  VirtualMachine: kubevirt.VirtualMachine;
  VirtualMachineInstance: kubevirt.VirtualMachineInstance;
  VirtualMachineInstanceMigration: kubevirt.VirtualMachineInstanceMigration;
  VirtualMachineInstancetype: kubevirt.Instancetype;
  VirtualMachineClusterInstancetype: kubevirt.Instancetype;
  VirtualMachinePreference: kubevirt.Preference;
  VirtualMachineClusterPreference: kubevirt.Preference;
  VirtualMachineSnapshot: kubevirt.VirtualMachineSnapshot;
  VirtualMachineSnapshotContent: kubevirt.VirtualMachineSnapshotContent;
  VirtualMachineRestore: kubevirt.VirtualMachineRestore;
  VirtualMachineClone: kubevirt.VirtualMachineClone;
}

/** The API version that each kind is written in. */
export const API_VERSION: Record<keyof Shapes, string> = {
  ConfigMap: 'v1',
  Secret: 'v1',
  Endpoints: 'v1',
  IngressClass: 'networking.k8s.io/v1',
  Pod: 'v1',
  Node: 'v1',
  Service: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  PersistentVolume: 'v1',
  StorageClass: 'storage.k8s.io/v1',
  StorageProfile: 'cdi.kubevirt.io/v1beta1',
  DataVolume: 'cdi.kubevirt.io/v1beta1',
  DataSource: 'cdi.kubevirt.io/v1beta1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  VirtualMachine: 'kubevirt.io/v1',
  VirtualMachineInstance: 'kubevirt.io/v1',
  VirtualMachineInstanceMigration: 'kubevirt.io/v1',
  VirtualMachineInstancetype: 'instancetype.kubevirt.io/v1beta1',
  VirtualMachineClusterInstancetype: 'instancetype.kubevirt.io/v1beta1',
  VirtualMachinePreference: 'instancetype.kubevirt.io/v1beta1',
  VirtualMachineClusterPreference: 'instancetype.kubevirt.io/v1beta1',
  VirtualMachineSnapshot: 'snapshot.kubevirt.io/v1beta1',
  VirtualMachineSnapshotContent: 'snapshot.kubevirt.io/v1beta1',
  VirtualMachineRestore: 'snapshot.kubevirt.io/v1beta1',
  VirtualMachineClone: 'clone.kubevirt.io/v1beta1',
};

/** A ClusterView whose answers have their kind's shape. */
export interface View {
  get<K extends keyof Shapes>(
    kind: K,
    name: string,
    namespace?: string,
  ): Shapes[K] | undefined;
  list<K extends keyof Shapes>(
    kind: K,
    options?: { namespace?: string; ownerUid?: string },
  ): Shapes[K][];
}

export function shaped(view: ClusterView): View {
  return {
    get: <K extends keyof Shapes>(kind: K, name: string, namespace?: string) =>
      view.get({ group: groupOf(API_VERSION[kind]), kind, namespace, name }) as
        | Shapes[K]
        | undefined,
    list: <K extends keyof Shapes>(
      kind: K,
      options?: { namespace?: string; ownerUid?: string },
    ) => view.list(groupOf(API_VERSION[kind]), kind, options) as Shapes[K][],
  };
}

export interface Outcome {
  writes: Write[];
  requeueAfterMs?: number;
}

/** A Reconciler of one kind, with the kind's shape in place of any object. */
export function reconciler<K extends keyof Shapes>(definition: {
  name: string;
  kind: K;
  /** Kinds whose objects carry an owner reference to this one. */
  owns?: Array<keyof Shapes>;
  /** Other kinds, and the names of this kind that they concern. */
  watches?: {
    [W in keyof Shapes]?: (
      object: Shapes[W],
      view: View,
    ) => Array<{ namespace?: string; name: string }>;
  };
  reconcile(object: Shapes[K], view: View, now: number): Outcome;
}): Reconciler {
  const { name, kind, owns = [], watches = {}, reconcile } = definition;
  const group = groupOf(API_VERSION[kind]);
  return {
    name,
    group,
    kind,
    owns: owns.map(owned => ({
      group: groupOf(API_VERSION[owned]),
      kind: owned,
    })),
    enqueue: (Object.keys(watches) as Array<keyof Shapes>).map(watched => ({
      group: groupOf(API_VERSION[watched]),
      kind: watched,
      map: (object, view) => {
        const map = watches[watched] as (
          o: KubeObject,
          v: View,
        ) => Array<{ namespace?: string; name: string }>;
        return map(object, shaped(view)).map(key => ({ group, kind, ...key }));
      },
    })),
    reconcile: (object, view, now) =>
      reconcile(object as Shapes[K], shaped(view), now),
  };
}

/** A write of the object's status. */
export function withStatus<T extends KubeObject & { status?: unknown }>(
  object: T,
  status: NonNullable<T['status']>,
): Write {
  return { verb: 'updateStatus', object: { ...object, status } };
}
