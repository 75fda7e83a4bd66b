import { Worker } from 'node:worker_threads';
import { inventory } from '../../__testUtils__/inventory';
import { world } from '../../__testUtils__/judged';
import { previewWithoutThread } from '../../__testUtils__/previewed';
import { EVERYTHING } from '../../namespaces';
import { createPreviewer, Previewer, PreviewLimits } from './inThread';
import { createReader, Named } from '../reader';
import { askPreview } from './question';
import { PolicyChange } from './types';

jest.setTimeout(60_000);

describe('previews in threads', () => {
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
  const asked = (named: Named = { allBut: new Set() }) =>
    askPreview(known.app, known.store, change, createReader(named, EVERYTHING));
  /** Of what no caller can send, and so fails in the thread. */
  const askedWrongly = () => {
    const { question, ...rest } = asked();
    const broken: PolicyChange = JSON.parse('{"remove":[null]}');
    return { question: { ...question, change: broken }, ...rest };
  };
  const { preview: previewInThread, close } = createPreviewer();
  afterAll(close);
  const previewWithin = async (limits: PreviewLimits) => {
    const limited = createPreviewer(limits);
    try {
      return await limited.preview(asked());
    } finally {
      await limited.close();
    }
  };
  const LIMITS = { ms: 30_000, megabytes: 512 };

  it('answers what is computed without one', async () => {
    const preview = await previewInThread(asked());
    expect(preview).toEqual(previewWithoutThread(known, change));
    expect(preview.changes).not.toEqual([]);
  });

  it('names no more than the caller may be told of', async () => {
    const names = async (...how: Parameters<typeof asked>) => {
      const { changes } = await previewInThread(asked(...how));
      return changes.map(({ source }) => source.name);
    };
    expect(await names()).toContain('other');
    const others = await names({ only: new Set() });
    expect(others).not.toContain('other');
    expect(others).toContain('A workload that you may not view');
  });

  it('is handed objects of any number', async () => {
    const { question, objects } = asked();
    const strangers = Array.from({ length: 1_000 }, (_, index) => ({
      ...objects[0],
      kind: 'Stranger',
      metadata: { ...objects[0].metadata, name: `stranger-${index}` },
    }));
    const preview = await previewInThread({
      question,
      objects: [...objects, ...strangers],
    });
    expect(preview).toEqual(previewWithoutThread(known, change));
  });

  describe.each<[string, () => Promise<unknown>, string, string]>([
    [
      'takes too long',
      () => previewWithin({ ...LIMITS, ms: 1 }),
      'InputError',
      'takes longer than the 0.001 s that one may take. Preview fewer policies at once',
    ],
    [
      'takes too much memory',
      () => previewWithin({ ...LIMITS, megabytes: 8 }),
      'InputError',
      'takes more than the 8 MB of memory that one may have. Preview fewer policies at once',
    ],
    [
      'fails',
      () => previewInThread(askedWrongly()),
      'Error',
      'The preview failed: ',
    ],
    [
      'is handed what cannot be copied',
      () => {
        const { objects, ...rest } = asked();
        const policy = objects.find(({ kind }) => kind === 'NetworkPolicy');
        return previewInThread({
          objects: objects.map(one =>
            one === policy ? { ...one, spec: { act: () => {} } } : one,
          ),
          ...rest,
        });
      },
      'DataCloneError',
      'could not be cloned',
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

  it('are computed one after the other, and know nothing of each other', async () => {
    const some = await previewInThread(asked());
    const { question, ...rest } = asked();
    const other = await previewInThread({
      question: { ...question, change: {} },
      ...rest,
    });
    expect(other.changes).toEqual([]);
    const ofNothing = await previewInThread({ ...asked(), objects: [] });
    expect(ofNothing.changes).toEqual([]);
    expect(await previewInThread(asked())).toEqual(some);
  });

  it('are of what there is by then', async () => {
    const worlds = [
      inventory,
      inventory.filter(({ metadata }) => metadata.name !== 'other'),
      inventory.map(object =>
        object.metadata.name === 'other'
          ? { ...object, metadata: { ...object.metadata, name: 'another' } }
          : object,
      ),
      inventory.filter(({ kind }) => kind !== 'NetworkPolicy'),
      inventory,
    ].map(objects => world(objects));
    const told = [];
    for (const { app, store } of worlds) {
      const preview = await previewInThread(askPreview(app, store, change));
      expect(preview).toEqual(previewWithoutThread({ app, store }, change));
      told.push(JSON.stringify(preview));
    }
    expect(new Set(told).size).toBe(4);
  });

  it('end with the backend, and are computed no more', async () => {
    const ending = createPreviewer();
    const underWay = ending.preview(asked());
    const [told] = await Promise.allSettled([underWay, ending.close()]);
    expect(told).toMatchObject({
      reason: {
        name: 'ServiceUnavailableError',
        message: 'Previews are computed no more, as the backend ends.',
      },
    });
    await expect(ending.preview(asked())).rejects.toThrow(
      'as the backend ends',
    );
  });

  describe('that were prepared', () => {
    const told = jest.spyOn(Worker.prototype, 'postMessage');
    beforeEach(() => told.mockClear());
    afterAll(() => told.mockRestore());
    /** Of each question that a thread was asked, whether it was told all there is. */
    const wereAnew = () =>
      told.mock.calls.flatMap(([message]) => message.isAnew ?? []);
    const within = async (act: (previewer: Previewer) => Promise<void>) => {
      const previewer = createPreviewer();
      await act(previewer).finally(previewer.close);
    };

    it('are told what changed since alone, though they are asked meanwhile', () =>
      within(async ({ prepare, preview }) => {
        prepare(asked);
        prepare(() => {
          throw new Error('is prepared already');
        });
        expect(await preview(asked())).toEqual(
          previewWithoutThread(known, change),
        );
        expect(wereAnew()).toEqual([true, false]);
        prepare(asked);
        await preview(asked());
        expect(wereAnew()).toEqual([true, false, false]);
      }));

    it.each<[string, () => ReturnType<typeof asked>]>([
      [
        'cannot be asked for yet',
        () => {
          throw new Error('Not all is known of now');
        },
      ],
      ['cannot be computed', askedWrongly],
    ])('in vain, where one %s, fail no other', (_, ask) =>
      within(async ({ prepare, preview }) => {
        prepare(ask);
        expect((await preview(asked())).changes).not.toEqual([]);
      }),
    );
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
