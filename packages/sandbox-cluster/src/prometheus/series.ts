import { ContainerLoad, containerLoad, GuestLoad, guestLoad } from '../load';
import { KubeObject, recordsAt, textAt } from '../objects';
import { Selector } from './query';

/** Something that is measured, and its value at a time, in milliseconds. */
export interface Series {
  labels: Readonly<Record<string, string>>;
  valueAt(now: number): number | undefined;
}

/** Where objects are looked up. */
export interface Running {
  list(group: string, kind: string): KubeObject[];
}

type OfContainer = (load: ContainerLoad) => number | undefined;
type OfGuest = (load: GuestLoad) => number;

/** Quotas are handed out ten times a second. Source: kernel, cpu.cfs_period_us. */
const PERIODS_PER_SECOND = 10;

/** Counters by what is added each second, gauges by what they are. */
const OF_CONTAINERS: Readonly<Record<string, OfContainer>> = {
  container_cpu_usage_seconds_total: ({ cpu }) => cpu,
  container_memory_working_set_bytes: ({ memory }) => memory,
  container_fs_reads_bytes_total: ({ read }) => read,
  container_fs_writes_bytes_total: ({ written }) => written,
  container_cpu_cfs_throttled_periods_total: ({ throttled }) =>
    throttled === undefined ? undefined : throttled * PERIODS_PER_SECOND,
  container_cpu_cfs_periods_total: ({ throttled }) =>
    throttled === undefined ? undefined : PERIODS_PER_SECOND,
};

/** The network is of a Pod as a whole. */
const OF_PODS: Readonly<Record<string, (load: ContainerLoad) => number>> = {
  container_network_receive_bytes_total: ({ received }) => received,
  container_network_transmit_bytes_total: ({ sent }) => sent,
};

const OF_GUESTS: Readonly<Record<string, OfGuest>> = {
  kubevirt_vmi_cpu_usage_seconds_total: ({ cpu }) => cpu,
  kubevirt_vmi_memory_available_bytes: ({ memoryTotal }) => memoryTotal,
  kubevirt_vmi_memory_usable_bytes: ({ memory, memoryTotal }) =>
    memoryTotal - memory,
  kubevirt_vmi_network_receive_bytes_total: ({ received }) => received,
  kubevirt_vmi_network_transmit_bytes_total: ({ sent }) => sent,
  kubevirt_vmi_storage_read_traffic_bytes_total: ({ read }) => read,
  kubevirt_vmi_storage_write_traffic_bytes_total: ({ written }) => written,
};

export const METRICS: readonly string[] = [
  OF_CONTAINERS,
  OF_PODS,
  OF_GUESTS,
].flatMap(Object.keys);

const runs = (object: KubeObject) =>
  textAt(object, 'status', 'phase') === 'Running';

const placeOf = ({ metadata: { namespace = '' } }: KubeObject) => ({
  namespace,
});

/** Every series of a metric, of what runs now, as if it had run ever since. */
export function seriesOf(metric: string, running: Running): Series[] {
  const pods = () => running.list('', 'Pod').filter(runs);
  const containersOf = (pod: KubeObject) =>
    recordsAt(pod, 'spec', 'containers');
  const ofContainer = OF_CONTAINERS[metric];
  const ofPod = OF_PODS[metric];
  const ofGuest = OF_GUESTS[metric];
  if (ofContainer) {
    return pods().flatMap(pod =>
      containersOf(pod).map(container => ({
        labels: {
          ...placeOf(pod),
          pod: pod.metadata.name,
          container: textAt(container, 'name'),
        },
        valueAt: now => ofContainer(containerLoad(pod, container, now)),
      })),
    );
  }
  if (ofPod) {
    return pods().map(pod => ({
      labels: { ...placeOf(pod), pod: pod.metadata.name, interface: 'eth0' },
      valueAt: now =>
        containersOf(pod)
          .map(container => ofPod(containerLoad(pod, container, now)))
          .reduce((sum, one) => sum + one, 0),
    }));
  }
  return ofGuest
    ? running
        .list('kubevirt.io', 'VirtualMachineInstance')
        .filter(runs)
        .map(vmi => ({
          labels: { ...placeOf(vmi), name: vmi.metadata.name },
          valueAt: now => ofGuest(guestLoad(vmi, now)),
        }))
    : [];
}

/** What a selector finds of a cluster, with the cluster's name as a label. */
export function found(
  { metric, matches, rate }: Selector,
  running: Running,
  cluster: string,
): Series[] {
  const times = rate?.function === 'increase' ? rate.seconds : 1;
  return seriesOf(metric, running)
    .map(({ labels, valueAt }) => ({
      labels: { ...labels, cluster },
      valueAt: (now: number) => {
        const value = valueAt(now);
        return value === undefined ? undefined : value * times;
      },
    }))
    .filter(({ labels }) => matches(labels));
}
