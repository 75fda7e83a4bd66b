import { KubeObject } from '../../clusters';
import { createStoreFromObjects } from '..';
import { casesIn } from '../__testUtils__/cases';
import { troubleOfPods } from './health';
import { whyNoNode } from './scheduling';

describe('Pods', () => {
  it.each(casesIn(__dirname, 'pods.yaml'))('%s', (_, { answers, expected }) => {
    expect(answers()).toEqual([expected]);
  });
});

describe('troubleOfPods', () => {
  const podOf = (name: string, isReady: boolean, onLook: () => void) =>
    ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'x', uid: name },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
        get containerStatuses() {
          onLook();
          return [{ name: 'main', ready: isReady, state: { running: {} } }];
        },
      },
    } as KubeObject);

  it('looks at the containers of those alone that are not ready', () => {
    const looked = new Set<string>();
    const pods = ['a', 'b', 'c'].map(name =>
      podOf(name, name !== 'b', () => looked.add(name)),
    );
    const store = createStoreFromObjects('onprem', []);
    expect(troubleOfPods(pods, store)?.message).toContain("of pod 'b'");
    expect([...looked]).toEqual(['b']);
  });
});

describe('whyNoNode', () => {
  it.each([
    [
      '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
      'of 3 nodes, 1 with a taint that it does not tolerate (node-role.kubernetes.io/control-plane), 2 without enough memory',
    ],
    [
      '0/1 nodes are available: 1 Insufficient devices.kubevirt.io/kvm. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
      'of 1 node, 1 without enough virtualization (KVM)',
    ],
    [
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.",
      'of 2 nodes, 2 that its node selector or affinity does not want',
    ],
    [
      '0/4 nodes are available: 1 Insufficient cpu, 1 Insufficient nvidia.com/gpu, 2 node(s) had volume node affinity conflict.',
      'of 4 nodes, 1 without enough CPU, 1 without enough nvidia.com/gpu, 2 that its volume cannot be reached from',
    ],
    [
      '0/2 nodes are available: 2 node(s) had untolerated taint(s).',
      'of 2 nodes, 2 with a taint that it does not tolerate',
    ],
    // What is not understood stays, as a whole.
    [
      '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had a bad day. preemption: none.',
      '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had a bad day',
    ],
    [
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims',
    ],
    [
      'no nodes available to schedule pods',
      'no nodes available to schedule pods',
    ],
  ])('%s', (message, words) => {
    expect(whyNoNode(message)).toBe(words);
  });
});
