import { MetricSeries } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { QueryTemplate } from './template';

type Name = MetricSeries['name'];

/** Of which objects a query is: Pods by cAdvisor, or guests of VMs by KubeVirt. */
export type Subject = 'pods' | 'vms';

/** In the order in which they are told. */
export const METRICS: ReadonlyArray<{
  name: Name;
  unit: MetricSeries['unit'];
  /** What several of one component are together. */
  together: 'sum' | 'most';
}> = [
  { name: 'cpu', unit: 'cores', together: 'sum' },
  { name: 'cpu-throttled', unit: 'share', together: 'most' },
  { name: 'memory', unit: 'bytes', together: 'sum' },
  { name: 'network-receive', unit: 'bytes-per-second', together: 'sum' },
  { name: 'network-transmit', unit: 'bytes-per-second', together: 'sum' },
  { name: 'disk-read', unit: 'bytes-per-second', together: 'sum' },
  { name: 'disk-write', unit: 'bytes-per-second', together: 'sum' },
];

/** By what each is asked for. */
export type Queries = Readonly<
  Record<Subject, Readonly<Partial<Record<Name, QueryTemplate>>>>
>;

const OF_PODS =
  'namespace=~"${{ namespaces }}",pod=~"${{ pods }}"${{ labels }}';
/** Without what a Pod has as a whole, and without what keeps its network open. */
const OF_CONTAINERS = `${OF_PODS},container!="",container!="POD"`;
const OF_VMS = 'namespace=~"${{ namespaces }}",name=~"${{ vms }}"${{ labels }}';

const rate = (by: string, metric: string, matchers: string) =>
  `sum by (namespace, ${by}) (rate(${metric}{${matchers}}[\${{ window }}]))`;

const increase = (metric: string) =>
  `sum by (namespace, pod, container) (increase(${metric}{${OF_CONTAINERS}}[\${{ window }}]))`;

/**
 * Unless app-config has others. Throttling is asked for as the alert
 * CPUThrottlingHigh does.
 *
 * Sources: cAdvisor, docs/storage/prometheus.md; kubernetes-mixin,
 * alerts/resource_alerts.libsonnet; kubevirt, docs/observability/metrics.md. What
 * a guest uses of its memory is what it could not give back, as KubeVirt's own
 * rule kubevirt_vmi_memory_used_bytes has it.
 */
export const DEFAULT_QUERIES: Readonly<
  Record<Subject, Readonly<Partial<Record<Name, string>>>>
> = {
  pods: {
    cpu: rate('pod', 'container_cpu_usage_seconds_total', OF_CONTAINERS),
    'cpu-throttled': `${increase(
      'container_cpu_cfs_throttled_periods_total',
    )} / ${increase('container_cpu_cfs_periods_total')}`,
    memory: `sum by (namespace, pod) (container_memory_working_set_bytes{${OF_CONTAINERS}})`,
    'network-receive': rate(
      'pod',
      'container_network_receive_bytes_total',
      OF_PODS,
    ),
    'network-transmit': rate(
      'pod',
      'container_network_transmit_bytes_total',
      OF_PODS,
    ),
    'disk-read': rate('pod', 'container_fs_reads_bytes_total', OF_CONTAINERS),
    'disk-write': rate('pod', 'container_fs_writes_bytes_total', OF_CONTAINERS),
  },
  vms: {
    cpu: rate('name', 'kubevirt_vmi_cpu_usage_seconds_total', OF_VMS),
    memory: `sum by (namespace, name) (kubevirt_vmi_memory_available_bytes{${OF_VMS}} - kubevirt_vmi_memory_usable_bytes{${OF_VMS}})`,
    'network-receive': rate(
      'name',
      'kubevirt_vmi_network_receive_bytes_total',
      OF_VMS,
    ),
    'network-transmit': rate(
      'name',
      'kubevirt_vmi_network_transmit_bytes_total',
      OF_VMS,
    ),
    'disk-read': rate(
      'name',
      'kubevirt_vmi_storage_read_traffic_bytes_total',
      OF_VMS,
    ),
    'disk-write': rate(
      'name',
      'kubevirt_vmi_storage_write_traffic_bytes_total',
      OF_VMS,
    ),
  },
};
