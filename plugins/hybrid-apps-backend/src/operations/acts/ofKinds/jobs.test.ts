import { createStoreFromObjects } from '../../../kinds';
import { Step } from '../types';
import { jobActs } from './jobs';

describe('cronjob-run', () => {
  const place = { namespace: 'shop', name: 'report' };
  const object = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { ...place, uid: 'one' },
  };
  const store = createStoreFromObjects('onprem', [object]);
  const run = jobActs.find(({ id }) => id === 'cronjob-run');

  /** What is asked of the cluster, which has a CronJob of that uid now. */
  async function asked(uid: string) {
    const [step]: readonly (Step | undefined)[] =
      run?.steps(object, undefined, store) ?? [];
    const request = step?.request;
    return typeof request === 'function'
      ? request({
          read: async () => ({
            metadata: { ...place, uid },
            spec: { jobTemplate: { spec: { parallelism: 2 } } },
          }),
        })
      : request;
  }

  it('makes a Job of the template that there is', async () => {
    expect(await asked('one')).toMatchObject({
      method: 'POST',
      path: '/apis/batch/v1/namespaces/shop/jobs',
      body: {
        metadata: { ownerReferences: [{ name: 'report', uid: 'one' }] },
        spec: { parallelism: 2 },
      },
    });
  });

  it('makes one whose name is none that ends a part with a mark', async () => {
    const name = `${'a'.repeat(45)}.b`;
    const other = { ...object, metadata: { ...object.metadata, name } };
    const [step] =
      run?.steps(other, undefined, createStoreFromObjects('onprem', [other])) ??
      [];
    const request = step?.request;
    expect(
      typeof request === 'function' &&
        (await request({ read: async () => ({ metadata: { uid: 'one' } }) })),
    ).toMatchObject({
      body: {
        metadata: { name: expect.stringMatching(/^a{45}-manual-[0-9a-f]{8}$/) },
      },
    });
  });

  it('makes none of another CronJob that has its name by now', async () => {
    await expect(asked('two')).rejects.toThrow(/another has its name/);
  });
});
