import { kindKey } from '../../objects';
import { certificateHealth, serviceHealth } from './network';
import { podHealth } from './pods';
import { claimHealth, dataVolumeHealth } from './storage';
import { HealthRule } from './types';
import { vmHealth, vmiHealth } from './virtualMachines';
import {
  conditionsHealth,
  cronJobHealth,
  daemonSetHealth,
  jobHealth,
  replicasHealth,
} from './workloads';

export { importProgress } from './storage';

/** Kinds that are well as long as they are there. */
const alwaysHealthy: HealthRule = () => ({ health: 'healthy' });

const RULES: Record<string, HealthRule> = {
  '/Pod': podHealth,
  '/Service': serviceHealth,
  '/PersistentVolumeClaim': claimHealth,
  '/ReplicationController': replicasHealth,
  '/ConfigMap': alwaysHealthy,
  'apps/Deployment': replicasHealth,
  'apps/ReplicaSet': replicasHealth,
  'apps/StatefulSet': replicasHealth,
  'apps/DaemonSet': daemonSetHealth,
  'batch/Job': jobHealth,
  'batch/CronJob': cronJobHealth,
  'cdi.kubevirt.io/DataVolume': dataVolumeHealth,
  'cert-manager.io/Certificate': certificateHealth,
  'kubevirt.io/VirtualMachine': vmHealth,
  'kubevirt.io/VirtualMachineInstance': vmiHealth,
  'networking.k8s.io/Ingress': alwaysHealthy,
};

/**
 * How well an object is, in the platform's own words.
 *
 * @param parts - the objects that it stands for: a workload's Pods, a VM's
 * instance and disks, a Service's EndpointSlices
 */
export const healthOf: HealthRule = (object, parts) =>
  (RULES[kindKey(object)] ?? conditionsHealth)(object, parts);
