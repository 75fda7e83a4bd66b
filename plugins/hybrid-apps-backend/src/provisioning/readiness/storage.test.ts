import { given, standing } from '../../__testUtils__/standing';

describe('storage', () => {
  const claim = (phase: string) =>
    given('v1', 'PersistentVolumeClaim', 'data', {
      spec: { storageClassName: 'local' },
      status: { phase },
    });
  const local = given('storage.k8s.io/v1', 'StorageClass', 'local', {
    volumeBindingMode: 'WaitForFirstConsumer',
  });

  it('waits for a claim to be bound, unless that takes a pod', () => {
    expect(standing(claim('Bound')).state).toBe('ready');
    expect(standing(claim('Pending')).state).toBe('progressing');
    expect(standing(claim('Pending'), local).state).toBe('ready');
    expect(standing(claim('Lost')).state).toBe('failed');
  });

  it('says when the progress is not known', () => {
    expect(
      standing(
        given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'data', {
          status: { phase: 'CloneInProgress', progress: 'N/A' },
        }),
      ),
    ).toEqual({ state: 'progressing', message: 'Cloning disk data' });
  });
});
