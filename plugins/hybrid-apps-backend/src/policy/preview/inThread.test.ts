import { world } from '../../__testUtils__/judged';
import { previewWithoutThread } from '../../__testUtils__/previewed';
import { previewInThread } from './inThread';
import { MayName } from '../peers';
import { READS_ALL } from '../reader';
import { askPreview } from './question';
import { PolicyChange } from './types';

jest.setTimeout(60_000);

describe('previewInThread', () => {
  const known = world();
  const change: PolicyChange = {
    apply: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'shut', namespace: 'inventory' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      },
    ],
  };
  const asked = (mayName?: MayName) =>
    askPreview(known.app, known.store, change, {
      ...READS_ALL,
      ...(mayName && { mayName }),
    });
  const LIMITS = { ms: 30_000, megabytes: 512 };

  it('answers what is computed without one', async () => {
    const preview = await previewInThread(asked());
    expect(preview).toEqual(await previewWithoutThread(known, change));
    expect(preview.changes).not.toEqual([]);
  });

  it('names no more than the caller may be told of', async () => {
    const names = async (...how: Parameters<typeof asked>) => {
      const { changes } = await previewInThread(asked(...how));
      return changes.map(({ source }) => source.name);
    };
    expect(await names()).toContain('other');
    const others = await names(() => false);
    expect(others).not.toContain('other');
    expect(others).toContain('A workload that you may not view');
  });

  it('is handed objects of any number', async () => {
    const { question, objects, tellableOf } = asked();
    const strangers = Array.from({ length: 1_000 }, (_, index) => ({
      ...objects[0],
      kind: 'Stranger',
      metadata: { ...objects[0].metadata, name: `stranger-${index}` },
    }));
    const preview = await previewInThread({
      question,
      objects: [...strangers, ...objects],
      tellableOf,
    });
    expect(preview).toEqual(await previewWithoutThread(known, change));
  });

  describe.each<[string, () => Promise<unknown>, string, string]>([
    [
      'takes too long',
      () => previewInThread(asked(), { ...LIMITS, ms: 1 }),
      'InputError',
      'takes longer than the 0.001 s that one may take. Preview fewer policies at once',
    ],
    [
      'takes too much memory',
      () => previewInThread(asked(), { ...LIMITS, megabytes: 8 }),
      'InputError',
      'takes more than the 8 MB of memory that one may have. Preview fewer policies at once',
    ],
    [
      'fails',
      () => {
        const { question, ...rest } = asked();
        const broken: PolicyChange = JSON.parse('{"remove":[null]}');
        return previewInThread({
          question: { ...question, change: broken },
          ...rest,
        });
      },
      'Error',
      'The preview failed: ',
    ],
    [
      'is handed what cannot be copied',
      () => {
        const { objects, ...rest } = asked();
        const [first] = objects;
        return previewInThread({
          objects: [{ ...first, spec: { act: () => {} } }],
          ...rest,
        });
      },
      'DataCloneError',
      'could not be cloned',
    ],
    [
      'cannot be told who may be named',
      () =>
        previewInThread(
          asked(() => {
            throw new Error('nobody knows');
          }),
        ),
      'Error',
      'nobody knows',
    ],
  ])('where one %s', (_, preview, name, message) => {
    it('fails for who asked, and says why, and the next one is answered', async () => {
      const failed = preview();
      const other = previewInThread(asked());
      await expect(failed).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
      expect((await other).changes).not.toEqual([]);
    });
  });

  it('says what is wrong with a policy', async () => {
    const { question, ...rest } = asked();
    await expect(
      previewInThread({
        question: {
          ...question,
          change: {
            apply: change.apply?.map(policy => ({
              ...policy,
              spec: { ingress: [{ from: [{ ipBlock: { cidr: 'x' } }] }] },
            })),
          },
        },
        ...rest,
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('NetworkPolicy shut, spec.ingress[0]'),
    });
  });
});
