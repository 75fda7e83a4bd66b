import fc from 'fast-check';
import { casesIn, judgeFirst, readCases } from '../__testUtils__/cases';
import { CONDITION_TYPES } from './conditionTypes';

const custom = (status: object, generation?: number) => ({
  apiVersion: 'example.com/v1',
  kind: 'Gadget',
  metadata: { name: 'one', namespace: 'shop', generation },
  status,
});

describe('what any kind may tell', () => {
  it.each(casesIn(__dirname, 'health.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );

  it('knows each type of conditions once', () => {
    const types = CONDITION_TYPES.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });
});

describe('the laws of what any kind may tell', () => {
  const condition = fc.record({
    type: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...CONDITION_TYPES) },
      { weight: 1, arbitrary: fc.constant({ type: 'SomethingNew' }) },
    ),
    status: fc.constantFrom('True', 'False', 'Unknown'),
    reason: fc.constantFrom(
      undefined,
      'Pending',
      'AsExpected',
      'NewReplicaSetAvailable',
      'ReconciliationFailed',
    ),
    message: fc.constantFrom('', 'one', 'other'),
    severity: fc.constantFrom(undefined, 'Info', 'Error'),
    observedGeneration: fc.constantFrom(undefined, 1, 2),
  });
  const written = ({
    type,
    ...rest
  }: {
    type: { type: string };
    status: string;
  }) => ({ type: type.type, ...rest });

  it('never says that all is well when a known condition says otherwise', () => {
    fc.assert(
      fc.property(
        fc.array(condition),
        fc.constantFrom(undefined, 'Running', 'Failed', 'Newfangled'),
        (conditions, phase) => {
          const { state } = judgeFirst([
            custom({ conditions: conditions.map(written), phase }, 2),
          ]);
          const isBad = conditions.some(({ type, status, reason }) => {
            const known = CONDITION_TYPES.find(one => one.type === type.type);
            const said =
              status === 'True' || status === 'False' || status === 'Unknown'
                ? known?.[status]
                : undefined;
            return (
              said !== undefined &&
              said !== 'well' &&
              // The one type that is as a whole when it is done.
              !(
                type.type === 'Progressing' &&
                reason === 'NewReplicaSetAvailable'
              )
            );
          });
          const saysWell = state === 'healthy' || state === 'unjudged';
          expect(saysWell && (isBad || phase === 'Failed')).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not hang on the order of conditions', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 2, maxLength: 6 }).chain(conditions =>
          fc.tuple(
            fc.constant(conditions),
            fc.shuffledSubarray(conditions, {
              minLength: conditions.length,
            }),
          ),
        ),
        ([one, other]) => {
          expect(
            judgeFirst([custom({ conditions: other.map(written) }, 2)]),
          ).toEqual(judgeFirst([custom({ conditions: one.map(written) }, 2)]));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes conditions of unknown types for nothing, either way', () => {
    const strange = ['True', 'False', 'Unknown'].map(status => ({
      type: `Strange${status}`,
      status,
    }));
    for (const { objects } of readCases(__dirname, 'health.yaml')) {
      const [{ status, ...object }] = objects;
      const given = typeof status === 'object' ? { ...status } : {};
      const conditions = Reflect.get(given, 'conditions');
      const known = Array.isArray(conditions) ? conditions : [];
      expect(
        judgeFirst([
          {
            ...object,
            status: { ...given, conditions: [...strange, ...known] },
          },
        ]),
      ).toEqual(judgeFirst(objects));
    }
  });
});
