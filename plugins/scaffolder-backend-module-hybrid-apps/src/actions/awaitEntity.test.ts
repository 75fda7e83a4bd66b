import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createAwaitEntityAction } from './awaitEntity';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
};

/** Waits for an entity that the catalog has from its so many-th answer on. */
async function awaitEntity(
  from: number,
  options: {
    timeoutSeconds?: number;
    signal?: AbortSignal;
    /** What it fails with until then. */
    failure?: Error;
  } = {},
) {
  let asked = 0;
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async () => {
      asked += 1;
      if (options.failure && asked < from) {
        throw options.failure;
      }
      return asked >= from ? entity : undefined;
    },
  });
  const logger = mockServices.logger.mock();
  const context = createMockActionContext({
    input: {
      entityRef: 'system:default/shop',
      timeoutSeconds: options.timeoutSeconds,
    },
    logger,
  });
  const done = createAwaitEntityAction({
    catalog,
    pollMs: 1,
    pace: {
      now: () => performance.now(),
      sleep: async () => undefined,
      pauseMs: { first: 1, most: 1 },
    },
  }).handler({
    ...context,
    signal: options.signal,
    getInitiatorCredentials: async () => mockCredentials.user(),
  });
  return { done, logger, output: context.output };
}

describe('hybrid-apps:await-entity', () => {
  it('asks until the catalog has the entity', async () => {
    const { done, output } = await awaitEntity(3);
    await done;
    expect(output).toHaveBeenCalledWith('found', true);
  });

  it('does not fail a task whose app runs, but says that the catalog is late', async () => {
    const { done, logger, output } = await awaitEntity(Infinity, {
      timeoutSeconds: 0.01,
    });
    await done;
    expect(output).toHaveBeenCalledWith('found', false);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('system:default/shop is not in the catalog yet.'),
    );
  });

  it('asks on, and says so once, while the catalog cannot answer', async () => {
    const failure = new TypeError('fetch failed');
    const { done, logger, output } = await awaitEntity(4, { failure });
    await done;
    expect(output).toHaveBeenCalledWith('found', true);
    expect(logger.info.mock.calls.map(([line]) => line)).toEqual([
      'The portal does not answer now; asking again',
      'system:default/shop is in the catalog.',
    ]);
  });

  it('fails where the catalog refuses', async () => {
    const failure = new Error('You may not');
    const { done } = await awaitEntity(4, { failure });
    await expect(done).rejects.toThrow('You may not');
  });

  it('ends when the task is cancelled', async () => {
    const cancelled = new AbortController();
    const { done } = await awaitEntity(Infinity, { signal: cancelled.signal });
    cancelled.abort();
    await expect(done).rejects.toThrow(/abort/i);
  });
});
