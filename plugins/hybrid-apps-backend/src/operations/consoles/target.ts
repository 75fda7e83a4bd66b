/** What a console is of: pure, by what the caller is shown. */
import { InputError } from '@backstage/errors';
import { ClusterStore, KubeObject } from '../../clusters';
import { at, called, groupOf, text } from '../../objects';
import {
  containerNames,
  mainContainer,
  statusOfContainer,
} from '../podContainers';
import { ConsoleTarget, Wanted } from './types';

const isOf = (object: KubeObject, group: string, kind: string) =>
  object.kind === kind && groupOf(object.apiVersion) === group;

const isPod = (object: KubeObject) => isOf(object, '', 'Pod');

/** It holds the VM's process, which is the platform's and not the app's. Source: kubevirt/api, `AppLabel`. */
const isLauncher = ({ metadata }: KubeObject) =>
  metadata.labels?.['kubevirt.io'] === 'virt-launcher';

function instanceFor(
  store: ClusterStore,
  object: KubeObject,
): KubeObject | undefined {
  if (isOf(object, 'kubevirt.io', 'VirtualMachineInstance')) {
    return object;
  }
  if (!isOf(object, 'kubevirt.io', 'VirtualMachine')) {
    throw new InputError(
      `${called(
        object,
      )} is no VM, so it has neither a serial port nor a screen. Ask for a shell in its containers ('exec').`,
    );
  }
  const { namespace, name } = object.metadata;
  return store.get({
    group: 'kubevirt.io',
    kind: 'VirtualMachineInstance',
    namespace,
    name,
  });
}

/** What a VM may be made without. Source: kubevirt/api, `Devices`. */
const DEVICES = {
  serial: {
    field: 'autoattachSerialConsole',
    without: 'a serial port',
  },
  vnc: { field: 'autoattachGraphicsDevice', without: 'a screen' },
} as const;

function ofInstance(
  store: ClusterStore,
  object: KubeObject,
  kind: keyof typeof DEVICES,
): KubeObject {
  const instance = instanceFor(store, object);
  const phase = text(at(instance, 'status', 'phase'));
  if (!instance || phase !== 'Running') {
    throw new InputError(
      `${called(object)} does not run${
        phase ? ` (${phase})` : ''
      }, so there is nothing to connect to. Start it, and try again.`,
    );
  }
  const { field, without } = DEVICES[kind];
  if (at(instance, 'spec', 'domain', 'devices', field) === false) {
    throw new InputError(
      `${called(
        object,
      )} is made without ${without} (spec.domain.devices.${field}: false).`,
    );
  }
  return instance;
}

const runningIn = (pod: KubeObject) =>
  containerNames(pod).filter(
    name => at(statusOfContainer(pod, name), 'state', 'running') !== undefined,
  );

function containerOf(pod: KubeObject, wanted: string | undefined): string {
  const names = containerNames(pod);
  if (wanted !== undefined && !names.includes(wanted)) {
    throw new InputError(
      `${called(pod)} has no container '${wanted}'; it has ${names.join(
        ', ',
      )}.`,
    );
  }
  const running = runningIn(pod);
  const main = mainContainer(pod);
  const chosen =
    wanted === undefined
      ? running.find(name => name === main) ?? running[0]
      : running.find(name => name === wanted);
  if (chosen === undefined) {
    throw new InputError(
      `${
        wanted === undefined
          ? `No container of ${called(pod)} runs`
          : `The container '${wanted}' of ${called(pod)} does not run`
      }, so there is no shell in it.`,
    );
  }
  return chosen;
}

function podFor(object: KubeObject, parts: readonly KubeObject[]): KubeObject {
  const pods = (isPod(object) ? [object] : parts.filter(isPod))
    .slice()
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  if (pods.some(isLauncher)) {
    throw new InputError(
      `${called(
        object,
      )} runs a VM: a shell in its Pod is the platform's. Open the VM's serial port ('serial') or its screen ('vnc').`,
    );
  }
  const pod = pods.find(
    one => !one.metadata.deletionTimestamp && runningIn(one).length > 0,
  );
  if (!pod) {
    throw new InputError(
      `Of ${called(object)} no Pod runs, so there is no shell to open.`,
    );
  }
  return pod;
}

/**
 * @param named - what the caller asked for
 * @param parts - what is drawn as one with it
 * @throws InputError where it has no such console now
 */
export function consoleTarget(
  store: ClusterStore,
  named: KubeObject,
  parts: readonly KubeObject[],
  { kind, container }: Pick<Wanted, 'kind' | 'container'>,
): ConsoleTarget {
  const object =
    kind === 'exec' ? podFor(named, parts) : ofInstance(store, named, kind);
  const { uid, name, namespace = '' } = object.metadata;
  return {
    cluster: store.name,
    kind,
    object: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace,
      name,
    },
    uid: uid ?? '',
    ...(kind === 'exec' && { container: containerOf(object, container) }),
  };
}

/** Equal for the same console; KubeVirt gives one connection to each. */
export const consoleKey = ({ cluster, kind, uid }: ConsoleTarget): string =>
  `${kind}/${cluster}/${uid}`;
