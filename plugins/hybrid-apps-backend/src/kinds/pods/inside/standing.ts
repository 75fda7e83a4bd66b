import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, number, text } from '../../../objects';
import { present, unique } from '../../presentFacts';
import { Container, containersOf } from '../containers';

type Standing = NonNullable<
  NonNullable<ObjectInside['containers']>[number]['stands']
>;
type End = NonNullable<Standing['lastEnd']>;

/** The containers of a name, each with its Pod. */
export type InPods = ReadonlyMap<
  string,
  ReadonlyArray<{ pod: KubeObject; container: Container }>
>;

/** The containers of some Pods by their names. */
export function byName(pods: readonly KubeObject[]): InPods {
  const found = new Map<
    string,
    Array<{ pod: KubeObject; container: Container }>
  >();
  for (const pod of pods) {
    for (const container of containersOf(pod)) {
      const same = found.get(container.name) ?? [];
      same.push({ pod, container });
      found.set(container.name, same);
    }
  }
  return found;
}

/** How a container ended last: what it is in now, or else was in before. */
function endOf(pod: KubeObject, { status }: Container): End | undefined {
  const ended =
    at(status, 'state', 'terminated') ?? at(status, 'lastState', 'terminated');
  return ended === undefined
    ? undefined
    : present({
        pod: pod.metadata.name,
        reason: text(at(ended, 'reason')),
        exitCode: number(at(ended, 'exitCode')),
        // Left out by most runtimes, or zero where there was none.
        signal: number(at(ended, 'signal')) || undefined,
        at: text(at(ended, 'finishedAt')),
      });
}

/** The later is less, and of equal ones that of the first Pod. */
function compareEnds(one: End, other: End): number {
  const [a, b] = [one.at ?? '', other.at ?? ''];
  if (a !== b) {
    return a > b ? -1 : 1;
  }
  return one.pod < other.pod ? -1 : 1;
}

/**
 * How the containers of one name stand in all Pods.
 * Source: k8s.io/api/core/v1, ContainerStatus.
 */
export function standingOf(found: InPods, name: string): Standing | undefined {
  const all = found.get(name) ?? [];
  if (all.length === 0) {
    return undefined;
  }
  const count = (test: (status: unknown) => boolean) =>
    all.filter(({ container: { status } }) => test(status)).length;
  const [lastEnd] = all
    .flatMap(({ pod, container }) => endOf(pod, container) ?? [])
    .sort(compareEnds);
  return present({
    pods: all.length,
    running: count(status => at(status, 'state', 'running') !== undefined),
    started: count(status => at(status, 'started') === true),
    ready: count(status => at(status, 'ready') === true),
    restarts: all.reduce(
      (sum, { container: { status } }) =>
        sum + (number(at(status, 'restartCount')) ?? 0),
      0,
    ),
    waits: unique(
      all.flatMap(
        ({ container: { status } }) =>
          text(at(status, 'state', 'waiting', 'reason')) ?? [],
      ),
    ).sort(),
    lastEnd,
  });
}
