import { KubeObject, recordsAt, textAt } from '../../objects';
import { getCondition, setCondition } from '../meta';
import { printableStatus, Sandbox, sandbox, virtualMachine } from '../testing';
import recorded from './__fixtures__/vm-life.json';

const KINDS = ['VirtualMachine', 'VirtualMachineInstance', 'Pod'] as const;

interface Step {
  type: string;
  status: string | null;
  ready?: string | null;
  conditions?: string[];
  deleting?: boolean;
}

/** What a watch of each kind says, in the fixture's words, without what changes nothing in them. */
function watch({ store }: Sandbox): Record<(typeof KINDS)[number], Step[]> {
  const steps: Record<(typeof KINDS)[number], Step[]> = {
    VirtualMachine: [],
    VirtualMachineInstance: [],
    Pod: [],
  };
  store.subscribe(({ type, object }) => {
    const kind = KINDS.find(k => k === object.kind);
    if (kind) {
      steps[kind].push(asStep(type, object));
    }
  });
  return steps;
}

function asStep(type: string, object: KubeObject): Step {
  const conditions = recordsAt(object, 'status', 'conditions');
  const ready = conditions.find(condition => condition.type === 'Ready');
  return {
    type,
    status:
      textAt(object, 'status', 'printableStatus') ||
      textAt(object, 'status', 'phase') ||
      null,
    ...(object.kind === 'Pod'
      ? { deleting: object.metadata.deletionTimestamp !== undefined }
      : {
          ready: ready
            ? textAt(ready, 'reason') || textAt(ready, 'status')
            : null,
          conditions: conditions.map(({ type: name }) => String(name)).sort(),
        }),
  };
}

/** Leaves out a step that says what the one before it said. */
function distinct(steps: Step[], ...ignored: Array<keyof Step>): Step[] {
  const said = (step: Step) => {
    const rest: Partial<Step> = { ...step };
    ignored.forEach(field => delete rest[field]);
    return JSON.stringify({
      ...rest,
      type: step.type === 'ADDED' ? 'MODIFIED' : step.type,
    });
  };
  return steps
    .filter((step, i) => i === 0 || said(step) !== said(steps[i - 1]))
    .map(step => {
      const rest = { ...step };
      ignored.forEach(field => delete rest[field]);
      return rest;
    });
}

function pause({ store, view }: Sandbox, name: string, paused: boolean) {
  const vmi = view.get('VirtualMachineInstance', name, 'demo');
  if (!vmi) {
    throw new Error(`no VMI ${name}`);
  }
  const others = (vmi.status?.conditions ?? []).filter(
    ({ type }) => type !== 'Paused',
  );
  const condition = {
    type: 'Paused',
    status: 'True' as const,
    reason: 'PausedByUser',
    message: 'VMI was paused by user',
  };
  store.updateStatus({
    ...vmi,
    status: {
      ...vmi.status,
      conditions: paused ? setCondition(others, condition, 0) : others,
    },
  });
}

describe('the life of a VirtualMachine', () => {
  it('comes up, pauses, goes on and stops in the steps of a real one', () => {
    const cluster = sandbox();
    const steps = watch(cluster);
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    pause(cluster, 'mongodb-vm', true);
    cluster.pass(1);
    pause(cluster, 'mongodb-vm', false);
    cluster.pass(1);
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);

    for (const kind of KINDS) {
      // The recording's stand-in for the kubelet left the readiness gate of a
      // paused VM out, so its Ready says nothing here: the next test holds it.
      expect({ kind, steps: distinct(steps[kind], 'ready') }).toEqual({
        kind,
        steps: distinct(recorded[kind], 'ready'),
      });
    }
    expect(cluster.errors).toEqual([]);
  });

  it('says why it is not ready in the order of a real one', () => {
    const cluster = sandbox();
    const steps = watch(cluster);
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);

    for (const kind of KINDS) {
      const life: Step[] = recorded[kind];
      const unpaused = life.filter(
        ({ conditions }) => !conditions?.includes('Paused'),
      );
      expect({ kind, steps: distinct(steps[kind]) }).toEqual({
        kind,
        steps: distinct(unpaused),
      });
    }
  });

  it('takes no requests while it is paused', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    const [pod] = cluster.view.list('Pod');
    expect(getCondition(pod, 'Ready')?.status).toBe('True');

    pause(cluster, 'vm', true);
    cluster.pass(1);
    const [paused] = cluster.view.list('Pod');
    expect(getCondition(paused, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReadinessGatesNotReady',
    });
    expect(printableStatus(cluster, 'vm')).toBe('Paused');
  });

  it('has a virt-launcher Pod with the labels, ports and requests of a real one', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    const vmi = cluster.view.get(
      'VirtualMachineInstance',
      'mongodb-vm',
      'demo',
    );
    const [pod] = cluster.view.list('Pod');

    expect(pod.metadata.labels).toEqual({
      'kubevirt.io': 'virt-launcher',
      'kubevirt.io/created-by': vmi?.metadata.uid,
      'kubevirt.io/domain': 'mongodb-vm',
      'kubevirt.io/nodeName': pod.spec.nodeName,
      'vm.kubevirt.io/name': 'mongodb-vm',
      'vmi.kubevirt.io/id': 'mongodb-vm',
    });
    const [compute] = pod.spec.containers;
    expect(compute.ports).toEqual([
      { name: 'mongo', containerPort: 27017, protocol: 'TCP' },
    ]);
    expect(compute.resources?.requests).toMatchObject({
      cpu: '100m',
      memory: '1292Mi',
    });
    expect(vmi?.status?.interfaces).toMatchObject([
      { name: 'default', ipAddress: pod.status?.podIP },
    ]);
  });

  it('tells of itself in the events of the real controllers', () => {
    const cluster = sandbox();
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    const [pod] = cluster.view.list('Pod');
    const vmi = cluster.view.get(
      'VirtualMachineInstance',
      'mongodb-vm',
      'demo',
    );
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);
    expect(cluster.events()).toEqual(
      expect.arrayContaining([
        'Started the virtual machine by creating the new virtual machine instance mongodb-vm',
        `Created virtual machine pod ${pod.metadata.name}`,
        `Stopped the virtual machine by deleting the virtual machine instance ${vmi?.metadata.uid}`,
        `Deleted virtual machine pod ${pod.metadata.name}`,
      ]),
    );
  });
});
