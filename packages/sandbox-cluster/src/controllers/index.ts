/** The controllers: pure reconcilers (one per kind), and what runs them over the store. */
import { gateways, ingresses } from './network/routes';
import { services } from './network/services';
import { clones } from './kubevirt/clones';
import { migrations } from './kubevirt/migrations';
import { restores, snapshots } from './kubevirt/snapshots';
import { virtualMachineInstances } from './kubevirt/virtualMachineInstances';
import { virtualMachines } from './kubevirt/virtualMachines';
import { kubelet } from './pods/kubelet';
import { scheduler } from './pods/scheduler';
import { claims, volumes } from './storage/claims';
import { dataSources } from './storage/dataSources';
import { dataVolumes } from './storage/dataVolumes';
import { timings } from './timings';
import { Reconciler } from './types';
import { autoscalers } from './workloads/autoscaler';
import { cronJobs } from './workloads/cronJob';
import { daemonSets } from './workloads/daemonSet';
import { deployments } from './workloads/deployment';
import { disruptionBudgets } from './workloads/disruptionBudget';
import { jobs } from './workloads/job';
import { replicaSets } from './workloads/replicaSet';
import { statefulSets } from './workloads/statefulSet';

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
    statefulSets,
    daemonSets,
    jobs,
    cronJobs,
    autoscalers,
    disruptionBudgets,
    services,
    ingresses,
    gateways,
    claims,
    volumes,
    dataVolumes(times),
    dataSources,
    virtualMachines(times),
    virtualMachineInstances(times),
    migrations(times),
    snapshots(times),
    restores(times),
    clones(times),
  ];
}
