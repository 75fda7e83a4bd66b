/** The containers of a Pod, as logs and shells name them. */
import { DEFAULT_CONTAINER, KubeObject } from '../clusters';
import { at, list, text } from '../objects';

/** In the order in which they are offered. */
const LISTS = [
  ['containers', 'containerStatuses'],
  ['initContainers', 'initContainerStatuses'],
  ['ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;

const namesIn = (pod: KubeObject, field: string): string[] =>
  list(at(pod, 'spec', field)).flatMap(one => text(at(one, 'name')) ?? []);

/** Those of the app, then those that begin before it, then those that were put in to find a fault. */
export const containerNames = (pod: KubeObject): string[] =>
  LISTS.flatMap(([specs]) => namesIn(pod, specs));

/**
 * The one that is meant where none is named: as its author says, or the app's first.
 * Source: kubectl, pkg/cmd/util/podcmd, `FindOrDefaultContainerByName`.
 */
export function mainContainer(pod: KubeObject): string | undefined {
  const said = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  return said && containerNames(pod).includes(said)
    ? said
    : namesIn(pod, 'containers')[0];
}

/** How a container is, as its Pod's status says; undefined where it says nothing. */
export const statusOfContainer = (
  pod: KubeObject,
  container: string,
): unknown =>
  LISTS.flatMap(([, statuses]) => list(at(pod, 'status', statuses))).find(
    status => at(status, 'name') === container,
  );
