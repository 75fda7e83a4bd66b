import { askedCluster } from '../__testUtils__/askedCluster';
import { web } from '../__testUtils__/inventory';
import { status } from '../__testUtils__/scriptedAnswers';
import { createStoreFromObjects } from '../kinds';
import { createAskManagers } from './fieldManagers';

const PATH = '/apis/apps/v1/namespaces/inventory/deployments/web';
const DEPLOYMENTS = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
  verbs: ['get'],
};
const ENTRY = {
  manager: 'kubectl-edit',
  operation: 'Update',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:spec': { 'f:replicas': {} } },
};

function managers(
  answers: Parameters<typeof askedCluster>[0],
  {
    state,
    served = [DEPLOYMENTS],
  }: {
    state?: Parameters<typeof askedCluster>[1];
    served?: (typeof DEPLOYMENTS)[];
  } = {},
) {
  const [object] = createStoreFromObjects('onprem', [web]).list({
    group: 'apps',
    kind: 'Deployment',
  });
  const { cluster, asked } = askedCluster(answers, state);
  let ticks = 0;
  const ask = createAskManagers(() => ticks);
  return {
    asked,
    ask: () => ask({ ...cluster, served }, object, 'user:x'),
    wait: (ms: number) => {
      ticks += ms;
    },
  };
}

describe('who manages the fields of an object', () => {
  it('is asked of its cluster, once for all who look at a time', async () => {
    const { ask, asked, wait } = managers({
      [PATH]: { body: { metadata: { managedFields: [ENTRY] } } },
    });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual({
      state: 'told',
      items: [
        {
          manager: 'kubectl-edit',
          operation: 'Update',
          fields: ['spec.replicas'],
          left: 0,
        },
      ],
    });
    expect(second).toBe(first);
    expect(asked).toEqual([PATH]);
    wait(3_000);
    await ask();
    expect(asked).toHaveLength(2);
  });

  it.each([undefined, null, 'text', [], { metadata: 7 }])(
    'is nobody in an answer of %j',
    async body => {
      const told = await managers({ [PATH]: { body } }).ask();
      expect(told).toEqual({ state: 'told', items: [] });
    },
  );

  it('is not there once the object is gone', async () => {
    await expect(managers({}).ask()).rejects.toThrow(
      "Deployment web is gone from cluster 'onprem'.",
    );
  });

  it.each([
    [403, 'forbidden', /Grant the portal's account the verb get/],
    [500, 'unknown', /it fell over/],
  ])('is not known where the cluster answers %d', async (code, state, why) => {
    const told = await managers({
      [PATH]: { code, says: status(code, 'Any', 'it fell over') },
    }).ask();
    expect(told).toMatchObject({ state, items: [] });
    expect(told.message).toMatch(why);
  });

  it("is not asked of a cluster that takes each user's own token", async () => {
    const { ask, asked } = managers({}, { state: 'per-user' });
    expect((await ask()).message).toMatch(/--show-managed-fields/);
    expect(asked).toEqual([]);
  });

  it('is not known of a kind that is served by no known path', async () => {
    const told = await managers({}, { served: [] }).ask();
    expect(told).toMatchObject({ state: 'unknown', items: [] });
  });
});
