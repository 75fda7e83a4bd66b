import { given, standing } from '../../__testUtils__/standing';

describe('virtual machines', () => {
  const vm = (status: object, spec: object = {}) =>
    given('kubevirt.io/v1', 'VirtualMachine', 'mongodb-vm', {
      spec: {
        runStrategy: 'Always',
        template: {
          spec: {
            volumes: [
              { name: 'root', containerDisk: { image: 'quay.io/vm:1' } },
              { name: 'data', dataVolume: { name: 'mongodb-data' } },
            ],
          },
        },
        ...spec,
      },
      status,
    });
  const disk = (status: object) =>
    given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'mongodb-data', { status });

  it('is ready when KubeVirt says so', () => {
    expect(standing(vm({ ready: true, printableStatus: 'Running' }))).toEqual({
      state: 'ready',
    });
  });

  it('tells how far the import of its disk is', () => {
    expect(
      standing(
        vm({ printableStatus: 'Provisioning' }),
        disk({ phase: 'ImportInProgress', progress: '42.17%' }),
      ),
    ).toEqual({
      state: 'progressing',
      message: 'Importing disk mongodb-data: 42 %',
      progress: 42,
    });
  });

  it('fails with its disk', () => {
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'Failed',
          conditions: [
            { type: 'Running', status: 'False', message: '404 Not Found' },
          ],
        }),
      ),
    ).toEqual({
      state: 'failed',
      message:
        "Disk 'mongodb-data' could not be filled: 404 Not Found. Choose another source, or have it made available to cluster 'onprem'.",
    });
  });

  it('fails when the registry does not know the image of its disk', () => {
    const message =
      'Unable to process data: Failed to read registry image: reading manifest: manifest unknown';
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'ImportInProgress',
          progress: 'N/A',
          conditions: [
            { type: 'Running', status: 'False', reason: 'Error', message },
          ],
        }),
      ),
    ).toEqual({
      state: 'failed',
      message: `Disk 'mongodb-data' could not be filled: ${message}. Choose another source, or have it made available to cluster 'onprem'.`,
    });
  });

  it('goes on while an import is tried again', () => {
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'ImportInProgress',
          progress: 'N/A',
          conditions: [
            {
              type: 'Running',
              status: 'False',
              reason: 'Error',
              message: 'connection reset by peer',
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'progressing',
      message: 'Importing disk mongodb-data (connection reset by peer)',
    });
  });

  it('fails when its golden image does not exist', () => {
    const copy = given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'root', {
      spec: {
        sourceRef: { kind: 'DataSource', namespace: 'images', name: 'rhel9' },
      },
      status: { phase: 'Pending' },
    });
    const image = given('cdi.kubevirt.io/v1beta1', 'DataSource', 'rhel9');
    image.metadata.namespace = 'images';
    expect(standing(copy)).toEqual({
      state: 'failed',
      message:
        "Golden image 'images/rhel9' does not exist on cluster 'onprem'. Choose another one.",
    });
    expect(standing(copy, image).state).toBe('progressing');
  });

  it('fails on a container disk that cannot be pulled', () => {
    expect(standing(vm({ printableStatus: 'ImagePullBackOff' }))).toEqual({
      state: 'failed',
      message:
        "Image 'quay.io/vm:1' cannot be pulled. Check its name and tag, and that the cluster may pull it.",
    });
  });

  it('waits for a node', () => {
    const object = vm({ printableStatus: 'ErrorUnschedulable' });
    const instance = given(
      'kubevirt.io/v1',
      'VirtualMachineInstance',
      'mongodb-vm',
      {
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              message: '0/3 nodes are available: insufficient memory',
            },
          ],
        },
      },
    );
    expect(standing(object, instance)).toEqual({
      state: 'progressing',
      message:
        "No node of cluster 'onprem' takes VM 'mongodb-vm': 0/3 nodes are available: insufficient memory. Ask for less, choose another cluster, or have nodes added.",
    });
  });

  it('fails where a quota refuses the pod of a VM that else just starts', () => {
    // KubeVirt's words, which it puts nowhere else.
    const message =
      'failed to create virtual machine pod: pods "virt-launcher-mongodb-vm-" is forbidden: exceeded quota: team-a, requested: memory=4Gi, used: memory=6Gi, limited: memory=8Gi';
    const instance = given(
      'kubevirt.io/v1',
      'VirtualMachineInstance',
      'mongodb-vm',
      {
        status: {
          conditions: [
            {
              type: 'Synchronized',
              status: 'False',
              reason: 'FailedCreate',
              message,
            },
          ],
        },
      },
    );
    expect(standing(vm({ printableStatus: 'Starting' }), instance)).toEqual({
      state: 'failed',
      message: `VM 'mongodb-vm' gets no pods on cluster 'onprem': ${message}. Ask for less or change what is objected to, choose another namespace, or ask the cluster's administrators.`,
    });
  });

  it('is ready while stopped, where that is what its manifest wants', () => {
    expect(
      standing(vm({ printableStatus: 'Stopped' }, { runStrategy: 'Halted' }))
        .state,
    ).toBe('ready');
    expect(standing(vm({ printableStatus: 'Stopped' })).state).toBe(
      'progressing',
    );
  });
});
