import { ClusterStore, KubeObject } from '../../clusters';
import { podsOf } from '../../kinds';
import { at, text } from '../../objects';
import {
  containerNames,
  mainContainer,
  statusOfContainer,
} from '../podContainers';

/** A container of a Pod, whose log is read. */
export interface LogSource {
  pod: string;
  /** The one that is read: as asked, or the Pod's main one. Absent where the Pod has none such. */
  container?: string;
  /** All that the Pod has. */
  containers: readonly string[];
  /** Of the Pod, so that another one of its name is another source. */
  uid: string;
  /** When the container began last; absent where it has not, or nobody tells. */
  startedAt?: string;
  /** Whether the Pod runs a VM. */
  isLauncher: boolean;
}

/** What is read now, and how many Pods more there are. */
export interface LogSources {
  sources: readonly LogSource[];
  leftOut: number;
}

/** Each is a request that stays open. */
export const MOST_PODS = 20;

/**
 * Writes what the guest writes on its serial port.
 * Source: kubevirt, pkg/virt-controller/services, `generateSerialConsoleLogContainer`;
 * since 1.1, and not where `logSerialConsole` is off.
 */
export const SERIAL_LOG = 'guest-console-log';

const isLauncher = ({ metadata: { labels = {} } }: KubeObject) =>
  labels['kubevirt.io'] === 'virt-launcher';

function startOf(pod: KubeObject, container: string): string | undefined {
  const status = statusOfContainer(pod, container);
  return (
    text(at(status, 'state', 'running', 'startedAt')) ??
    text(at(status, 'state', 'terminated', 'startedAt'))
  );
}

function sourceOf(pod: KubeObject, asked: string | undefined): LogSource {
  const containers = containerNames(pod);
  const main = isLauncher(pod) ? SERIAL_LOG : mainContainer(pod);
  const container = containers.find(name => name === (asked ?? main));
  const startedAt = container && startOf(pod, container);
  return {
    pod: pod.metadata.name,
    uid: pod.metadata.uid,
    containers,
    ...(container && { container }),
    ...(startedAt && { startedAt }),
    isLauncher: isLauncher(pod),
  };
}

const runs = (pod: KubeObject) => at(pod, 'status', 'phase') === 'Running';

/**
 * The Pods that come of an object now, those that run first. Owners are in the
 * namespace of what they own, so that nothing of another one is among them.
 */
export function logSourcesOf(
  object: KubeObject,
  store: ClusterStore,
  container: string | undefined,
): LogSources {
  const pods = podsOf(object, store)
    .filter(({ metadata }) => metadata.namespace === object.metadata.namespace)
    .sort(
      (a, b) =>
        Number(runs(b)) - Number(runs(a)) ||
        (a.metadata.name < b.metadata.name ? -1 : 1),
    );
  return {
    sources: pods.slice(0, MOST_PODS).map(pod => sourceOf(pod, container)),
    leftOut: Math.max(0, pods.length - MOST_PODS),
  };
}
