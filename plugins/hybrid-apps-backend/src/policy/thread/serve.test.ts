import { beginning } from '../../__testUtils__/followed';
import { changingCluster } from '../../__testUtils__/changingCluster';
import { createPolicies } from '../clusterPolicy';
import { FromThread } from './messages';
import { createServer } from './serve';

const models = jest.fn();
jest.mock('../clusterPolicy', () => {
  const actual = jest.requireActual('../clusterPolicy');
  return {
    ...actual,
    createPolicies: (...given: Parameters<typeof createPolicies>) => {
      const policies = actual.createPolicies(...given);
      return (store: { revision: number }) => {
        models(store.revision);
        return policies(store);
      };
    },
  };
});

describe('what the thread answers', () => {
  const { store } = (() => {
    const cluster = changingCluster('onprem', () => {});
    cluster.take(...beginning);
    return cluster;
  })();
  const { kinds, name } = store;
  const member = 'onprem/x/apps/Deployment/a';
  const allOf = () =>
    kinds.all.flatMap(({ groups, kind }) =>
      groups.flatMap(group => store.list({ group, kind })),
    );

  /** The thread, as it has taken a cluster in, and when it is let answer. */
  function start() {
    const said: FromThread[] = [];
    const later: Array<() => void> = [];
    const tell = createServer(
      message => said.push(message),
      act => later.push(act),
    );
    tell({
      store: 1,
      start: { name, kinds: kinds.all, templates: kinds.templates },
    });
    tell({ store: 1, changes: allOf().map(put => ({ put })) });
    tell({
      reader: {
        key: 'all',
        readsClusters: true,
        seen: 'all',
        named: { allBut: [] },
      },
    });
    return {
      tell,
      said,
      ask: (id: number, by = 'all') =>
        tell({ store: 1, id, question: { status: { members: [member] } }, by }),
      change: (app: string) =>
        tell({
          store: 1,
          changes: [
            {
              put: {
                apiVersion: 'v1',
                kind: 'Namespace',
                metadata: { name: 'x', uid: 'x', labels: { app } },
              },
            },
          ],
        }),
      answer: () => later.splice(0).forEach(act => act()),
    };
  }

  beforeEach(() => models.mockClear());

  it('is of one model, however much changes between the questions', () => {
    const { ask, change, answer, said } = start();
    for (let id = 1; id <= 5; id++) {
      ask(id);
      change(String(id));
    }
    expect(said).toEqual([]);
    answer();
    expect(said.map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5].flatMap(id => [id, id]),
    );
    expect(new Set(models.mock.calls.flat()).size).toBe(1);
    change('6');
    ask(6);
    answer();
    expect(said).toHaveLength(12);
  });

  it('is for a reader and of a cluster that were forgotten since', () => {
    const { tell, ask, answer, said } = start();
    ask(1);
    tell({ forget: 'all' });
    tell({ store: 1, end: true });
    answer();
    expect(said).toEqual([
      { id: 1, begun: true },
      { id: 1, answer: { status: expect.anything() } },
    ]);
    ask(2);
    expect(said[2]).toEqual({
      id: 2,
      failed: "the thread was not told of '1'",
    });
  });
});
