/** The controllers: pure reconcilers (one per kind), and what runs them over the store. */
import { services } from './network/services';
import { virtualMachineInstances } from './kubevirt/virtualMachineInstances';
import { virtualMachines } from './kubevirt/virtualMachines';
import { kubelet } from './pods/kubelet';
import { scheduler } from './pods/scheduler';
import { claims, volumes } from './storage/claims';
import { dataSources, dataVolumes } from './storage/dataVolumes';
import { timings } from './timings';
import { Reconciler } from './types';
import { deployments } from './workloads/deployment';
import { replicaSets } from './workloads/replicaSet';

export { manualClock, realClock, type ManualClock } from './clock';
export { startControllers, type RunnerOptions } from './runner';

/**
 * Every controller of the sandbox cluster.
 *
 * @param options - `speed`: how much faster than lifelike things come about
 */
export function reconcilers({
  speed = 1,
}: { speed?: number } = {}): Reconciler[] {
  const times = timings(speed);
  return [
    scheduler,
    kubelet(times),
    deployments,
    replicaSets,
    services,
    claims,
    volumes,
    dataVolumes(times),
    dataSources,
    virtualMachines(times),
    virtualMachineInstances(times),
  ];
}
