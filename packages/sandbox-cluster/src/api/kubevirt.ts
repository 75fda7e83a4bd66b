/**
 * subresources.kubevirt.io: what virt-api does when someone starts, stops,
 * restarts, pauses or migrates a VM. It writes the wish on the objects; the
 * controllers bring it about. Messages and codes are virt-api's own.
 */
import {
  isJson,
  Json,
  KubeObject,
  recordAt,
  recordsAt,
  textAt,
} from '../objects';
import {
  badRequest,
  conflict,
  methodNotAllowed,
  notImplemented,
  StatusError,
} from '../status';
import { isDryRun, parseBody } from './body';
import { vmiConsole } from './consoles';
import { claimSize, GUEST_ANSWERS, hasAgent, NOT_CONNECTED } from './guest';
import { inBoth, plug, unplug } from './kubevirtVolumes';
import { parseAccept } from './negotiate';
import { ApiPath } from './target';
import { ApiContext, ApiRequest, Reply, Resource } from './types';

export const SUBRESOURCES = 'subresources.kubevirt.io';
const KUBEVIRT = 'kubevirt.io';

type Kind = 'VirtualMachine' | 'VirtualMachineInstance';

/** Which VM is meant. */
interface Place {
  context: ApiContext;
  namespace: string;
  name: string;
}

interface Subject extends Place {
  /** What the request's body says. */
  options: Json;
  dryRun: boolean;
}

/** What each subresource does; it answers with the status code that is given. */
const ACTIONS: Record<string, { status: number; act(subject: Subject): void }> =
  {
    'virtualmachines/start': { status: 202, act: start },
    'virtualmachines/stop': { status: 202, act: stop },
    'virtualmachines/restart': { status: 202, act: restart },
    'virtualmachines/migrate': { status: 202, act: migrate },
    'virtualmachines/addvolume': { status: 202, act: changeVolumes(plug) },
    'virtualmachines/removevolume': { status: 202, act: changeVolumes(unplug) },
    'virtualmachineinstances/pause': { status: 200, act: pause },
    'virtualmachineinstances/unpause': { status: 200, act: unpause },
    'virtualmachineinstances/softreboot': { status: 200, act: softReboot },
    'virtualmachineinstances/reset': { status: 200, act: requireRunning },
  };

const VMIS = 'virtualmachineinstances';
const CONSOLES = ['console', 'vnc'] as const;

/** Served, and left out of discovery, as it was recorded. */
const UNLISTED = ['virtualmachines/addvolume', 'virtualmachines/removevolume'];

/** All that are listed. */
const NAMES = [
  ...Object.keys(ACTIONS).filter(name => !UNLISTED.includes(name)),
  ...[...Object.keys(GUEST_ANSWERS), ...CONSOLES].map(
    name => `${VMIS}/${name}`,
  ),
];

/** What discovery lists for subresources.kubevirt.io: the names alone, as virt-api's does. */
export function kubevirtResources(): Resource[] {
  return NAMES.map(name => ({
    name,
    singular: '',
    kind: '',
    group: '',
    version: '',
    namespaced: true,
    verbs: null,
    shortNames: [],
    categories: [],
  }));
}

export function kubevirtSubresource(
  context: ApiContext,
  { resource = '', subresource = '', namespace = '', name = '' }: ApiPath,
  request: ApiRequest,
): Reply {
  const { method, user, headers } = request;
  const full = `${resource}/${subresource}`;
  context.authorize(user, {
    verb: method === 'PUT' ? 'update' : method.toLowerCase(),
    group: SUBRESOURCES,
    resource: full,
    namespace,
    name,
  });
  if (resource === VMIS && Object.hasOwn(GUEST_ANSWERS, subresource)) {
    return askGuest({ context, namespace, name }, subresource, method);
  }
  const console =
    resource === VMIS && CONSOLES.find(one => one === subresource);
  if (console) {
    if (method !== 'GET') {
      throw methodNotAllowed();
    }
    const vmi = requireSubject(
      { context, namespace, name },
      'VirtualMachineInstance',
    );
    return vmiConsole(context, vmi, console, request);
  }
  if (!Object.hasOwn(ACTIONS, full)) {
    throw notImplemented(
      `${full} of ${SUBRESOURCES}`,
      `no guest runs in its VMs. There are ${NAMES.join(', ')}`,
    );
  }
  if (method !== 'PUT') {
    throw methodNotAllowed();
  }
  if (!parseAccept(headers.accept).some(({ type }) => type === '*/*')) {
    return {
      status: 406,
      text: '406: Not Acceptable\n\nAvailable representations: ',
    };
  }
  const { status, act } = ACTIONS[full];
  const options = request.body.length ? parseBody(request) : {};
  if (!isJson(options)) {
    throw badRequest(`the body must be the options of ${subresource}`);
  }
  const dryRun = isDryRun(request, options);
  act({ context, namespace, name, options, dryRun });
  return { status };
}

/** Where the agent of a guest is not connected, that is told in plain text, as it was recorded. */
function askGuest(subject: Place, subresource: string, method: string): Reply {
  if (method !== 'GET') {
    throw methodNotAllowed();
  }
  const vmi = requireSubject(subject, 'VirtualMachineInstance');
  if (!hasAgent(vmi)) {
    return {
      status: 500,
      text: refuse(subject, 'VirtualMachineInstance', NOT_CONNECTED).message,
    };
  }
  const { context, namespace } = subject;
  const sizeOf = (claim: string) =>
    claimSize(
      context.store.get({
        group: '',
        kind: 'PersistentVolumeClaim',
        namespace,
        name: claim,
      }),
    );
  return { status: 200, json: GUEST_ANSWERS[subresource](vmi, sizeOf) };
}

function find(
  { context, namespace, name }: Place,
  kind: Kind,
): KubeObject | undefined {
  return context.store.get({ group: KUBEVIRT, kind, namespace, name });
}

/** virt-api names the kind in the singular. */
function requireSubject(subject: Place, kind: Kind): KubeObject {
  const object = find(subject, kind);
  if (!object) {
    const { name } = subject;
    const singular = kind.toLowerCase();
    throw new StatusError(
      404,
      'NotFound',
      `${singular}.${KUBEVIRT} "${name}" not found`,
      { name, group: KUBEVIRT, kind: singular },
    );
  }
  return object;
}

function refuse({ name }: Place, kind: Kind, why: string): StatusError {
  return conflict(KUBEVIRT, kind.toLowerCase(), name, why);
}

const NOT_RUNNING = 'VM is not running';

function hasEnded(vmi: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(textAt(vmi, 'status', 'phase'));
}

function runStrategyOf(vm: KubeObject): string {
  const { runStrategy, running } = recordAt(vm, 'spec');
  return String(runStrategy ?? (running ? 'Always' : 'Halted'));
}

/** `spec.running` is the older way to say Always or Halted; who uses it keeps it. */
function setRunning(
  { context, dryRun }: Subject,
  vm: KubeObject,
  isRunning: boolean,
): void {
  const { running, ...spec } = recordAt(vm, 'spec');
  const wish: Json =
    running === undefined
      ? { runStrategy: isRunning ? 'Always' : 'Halted' }
      : { running: isRunning };
  context.store.update(
    { ...vm, spec: { ...spec, ...wish } },
    { manager: 'virt-api', dryRun },
  );
}

function ask(
  { context, dryRun }: Subject,
  vm: KubeObject,
  requests: Json[],
): void {
  const status = { ...recordAt(vm, 'status'), stateChangeRequests: requests };
  context.store.updateStatus(
    { ...vm, status },
    { manager: 'virt-api', dryRun },
  );
}

function start(subject: Subject): void {
  const vm = requireSubject(subject, 'VirtualMachine');
  const vmi = find(subject, 'VirtualMachineInstance');
  if (vmi && !hasEnded(vmi)) {
    throw refuse(subject, 'VirtualMachine', 'VM is already running');
  }
  if (subject.options.paused) {
    throw notImplemented('starting a VM that is paused');
  }
  const strategy = runStrategyOf(vm);
  switch (strategy) {
    case 'Halted':
      setRunning(subject, vm, true);
      break;
    case 'Manual':
    case 'RerunOnFailure':
      ask(subject, vm, [
        ...(vmi ? [{ action: 'Stop', uid: vmi.metadata.uid }] : []),
        { action: 'Start' },
      ]);
      break;
    default:
      throw refuse(
        subject,
        'VirtualMachine',
        `${strategy} does not support manual start requests`,
      );
  }
}

function stop(subject: Subject): void {
  const vm = requireSubject(subject, 'VirtualMachine');
  const vmi = find(subject, 'VirtualMachineInstance');
  const strategy = runStrategyOf(vm);
  if (strategy === 'Always' || strategy === 'Once') {
    setRunning(subject, vm, false);
  } else if (strategy === 'Halted' || !vmi || hasEnded(vmi)) {
    throw refuse(subject, 'VirtualMachine', NOT_RUNNING);
  } else {
    ask(subject, vm, [{ action: 'Stop', uid: vmi.metadata.uid }]);
  }
}

function restart(subject: Subject): void {
  const { gracePeriodSeconds: grace } = subject.options;
  if (typeof grace === 'number' && grace !== 0) {
    throw badRequest(
      grace > 0
        ? 'For force restart, only gracePeriod=0 is supported for now'
        : 'gracePeriod has to be greater or equal to 0',
    );
  }
  const vm = requireSubject(subject, 'VirtualMachine');
  const strategy = runStrategyOf(vm);
  if (strategy === 'Halted' || strategy === 'Once') {
    throw refuse(
      subject,
      'VirtualMachine',
      // The spelling is virt-api's.
      `RunStategy ${strategy} does not support manual restart requests`,
    );
  }
  const vmi = find(subject, 'VirtualMachineInstance');
  if (!vmi) {
    throw refuse(subject, 'VirtualMachine', NOT_RUNNING);
  }
  ask(subject, vm, [
    { action: 'Stop', uid: vmi.metadata.uid },
    { action: 'Start' },
  ]);
}

function migrate(subject: Subject): void {
  requireSubject(subject, 'VirtualMachine');
  const vmi = requireSubject(subject, 'VirtualMachineInstance');
  const { context, namespace, name, dryRun } = subject;
  if (textAt(vmi, 'status', 'phase') !== 'Running') {
    throw refuse(subject, 'VirtualMachine', NOT_RUNNING);
  }
  context.store.create(
    {
      apiVersion: `${KUBEVIRT}/v1`,
      kind: 'VirtualMachineInstanceMigration',
      metadata: {
        name: '',
        generateName: 'kubevirt-migrate-vm-',
        namespace,
      },
      spec: { vmiName: name },
    },
    { manager: 'virt-api', dryRun },
  );
}

function changeVolumes(change: typeof plug) {
  return (subject: Subject): void => {
    const { context, options, dryRun } = subject;
    const vm = requireSubject(subject, 'VirtualMachine');
    const vmi = find(subject, 'VirtualMachineInstance');
    const changed = inBoth(
      vmi && !hasEnded(vmi) ? [vm, vmi] : [vm],
      change(options, why => refuse(subject, 'VirtualMachine', why)),
    );
    for (const object of changed) {
      context.store.update(object, { manager: 'virt-api', dryRun });
    }
  };
}

function isPaused(vmi: KubeObject): boolean {
  return recordsAt(vmi, 'status', 'conditions').some(
    condition => condition.type === 'Paused' && condition.status === 'True',
  );
}

function requireRunning(subject: Subject): KubeObject {
  const vmi = requireSubject(subject, 'VirtualMachineInstance');
  if (textAt(vmi, 'status', 'phase') !== 'Running') {
    throw refuse(subject, 'VirtualMachineInstance', NOT_RUNNING);
  }
  return vmi;
}

/**
 * A guest is asked through its agent, or by ACPI, which is on unless it is
 * turned off. No guest runs here, so nothing of it changes.
 */
function softReboot(subject: Subject): void {
  const vmi = requireRunning(subject);
  if (isPaused(vmi)) {
    throw refuse(subject, 'VirtualMachineInstance', 'VMI is paused');
  }
  const acpi = recordAt(vmi, 'spec', 'domain', 'features', 'acpi');
  if (!hasAgent(vmi) && acpi.enabled === false) {
    throw refuse(
      subject,
      'VirtualMachineInstance',
      'VMI neither have the agent connected nor the ACPI feature enabled',
    );
  }
}

function setPaused(
  { context, dryRun }: Subject,
  vmi: KubeObject,
  paused: Json[],
): void {
  const status = recordAt(vmi, 'status');
  const others = recordsAt(status, 'conditions').filter(
    condition => condition.type !== 'Paused',
  );
  const conditions = [...others, ...paused];
  context.store.updateStatus(
    { ...vmi, status: { ...status, conditions } },
    { manager: 'virt-handler', dryRun },
  );
}

function pause(subject: Subject): void {
  const vmi = requireRunning(subject);
  if (isPaused(vmi)) {
    throw refuse(subject, 'VirtualMachineInstance', 'VMI is already paused');
  }
  const now = new Date(subject.context.clock.now()).toISOString();
  setPaused(subject, vmi, [
    {
      type: 'Paused',
      status: 'True',
      reason: 'PausedByUser',
      message: 'VMI was paused by user',
      lastProbeTime: now,
      lastTransitionTime: now,
    },
  ]);
}

function unpause(subject: Subject): void {
  const vmi = requireRunning(subject);
  if (!isPaused(vmi)) {
    throw refuse(subject, 'VirtualMachineInstance', 'VMI is not paused');
  }
  setPaused(subject, vmi, []);
}
