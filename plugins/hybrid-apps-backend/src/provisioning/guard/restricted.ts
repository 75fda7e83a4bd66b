import {
  Control,
  unless,
  isUnset,
  ofContainers,
  Security,
  ofPod,
  ofBoth,
  field,
} from './podFields';
import { Pod } from './pods';
import { Found, pathOf, shown } from './reading';

/**
 * Contents of images are permitted as images are, which the page of the standards
 * does not say yet. Source: k8s.io/pod-security-admission, check_restrictedVolumes.go.
 */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const isWindows = ({ spec }: Pod) => spec.os?.name === 'windows';

/** Of containers, those that do not say it themselves count only where their Pod does not. */
function* eachOrPod<T>(
  pod: Pod,
  parts: readonly PropertyKey[],
  valueOf: (security: Security) => T | null | undefined,
  isGood: (value: T) => boolean,
  instead: string,
): Iterable<Found> {
  const own = ofPod(pod);
  const ofAll = valueOf(own.value) ?? undefined;
  const isGoodForAll = ofAll !== undefined && isGood(ofAll);
  if (ofAll !== undefined && !isGoodForAll) {
    yield {
      path: pathOf(own.path, ...parts),
      is: `is ${shown(ofAll)}`,
      instead,
    };
  }
  for (const { path, value } of ofContainers(pod)) {
    const said = valueOf(value) ?? undefined;
    if (said === undefined ? !isGoodForAll : !isGood(said)) {
      yield {
        path: pathOf(path, ...parts),
        is: said === undefined ? 'is not set' : `is ${shown(said)}`,
        instead,
      };
    }
  }
}

/** What is asked beside `baseline`, as one hardens Pods today. */
export const RESTRICTED: ReadonlyArray<Omit<Control, 'level'>> = [
  {
    name: 'Volume Types',
    *find({ path, spec }) {
      for (const [index, volume] of (spec.volumes ?? []).entries()) {
        const types = Object.keys(volume).filter(
          name => name !== 'name' && !isUnset(volume[name]),
        );
        const others = types.filter(type => !VOLUMES.includes(type));
        if (others.length > 0 || types.length === 0) {
          yield {
            path: pathOf(path, 'volumes', index),
            is: `is of the type ${others.join(', ') || 'emptyDir by default'}`,
            instead: `Take one of ${VOLUMES.join(', ')}.`,
          };
        }
      }
    },
  },
  {
    name: 'Privilege Escalation',
    *find(pod) {
      if (!isWindows(pod)) {
        yield* unless(
          field(
            ofContainers(pod),
            ['allowPrivilegeEscalation'],
            ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation ?? null,
          ),
          value => value === false,
          'Set it to false.',
        );
      }
    },
  },
  {
    name: 'Running as Non-root',
    find: pod =>
      eachOrPod(
        pod,
        ['runAsNonRoot'],
        ({ runAsNonRoot }) => runAsNonRoot,
        value => value,
        'Set it to true for the Pod.',
      ),
  },
  {
    name: 'Running as Non-root user',
    find: pod =>
      unless(
        field(ofBoth(pod), ['runAsUser'], ({ runAsUser }) => runAsUser),
        value => value !== 0,
        'Take another user than 0.',
      ),
  },
  {
    name: 'Seccomp',
    *find(pod) {
      if (!isWindows(pod)) {
        yield* eachOrPod(
          pod,
          ['seccompProfile', 'type'],
          ({ seccompProfile }) => seccompProfile?.type,
          type => type === 'RuntimeDefault' || type === 'Localhost',
          'Set it to RuntimeDefault for the Pod.',
        );
      }
    },
  },
  {
    name: 'Capabilities',
    *find(pod) {
      if (isWindows(pod)) {
        return;
      }
      const capabilities = field(
        ofContainers(pod),
        ['capabilities'],
        security => security.capabilities ?? {},
      );
      yield* unless(
        field(capabilities, ['drop'], ({ drop }) => drop ?? []),
        drop => drop.includes('ALL'),
        'Drop ALL.',
      );
      yield* unless(
        field(capabilities, ['add'], ({ add }) => add ?? []),
        add => add.every(each => each === 'NET_BIND_SERVICE'),
        'Leave out what is not NET_BIND_SERVICE.',
      );
    },
  },
];
