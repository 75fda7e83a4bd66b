import { lastWriter } from './writer';

const entry = (
  manager: string,
  time: string,
  more: object = { fieldsV1: { 'f:spec': {} } },
) => ({ manager, time, operation: 'Update', ...more });

const MORNING = '2026-11-20T08:00:00Z';
const NOON = '2026-11-20T12:00:00Z';

describe('the last writer of a spec', () => {
  it.each([
    ['nothing that is told', undefined, undefined],
    ['none', [], undefined],
    [
      'the later of two',
      [entry('kubectl-edit', NOON), entry('helm', MORNING)],
      { manager: 'kubectl-edit', at: NOON },
    ],
    [
      'not who wrote status or labels',
      [
        entry('helm', MORNING),
        entry('kubelet', NOON, {
          subresource: 'status',
          fieldsV1: { 'f:spec': {} },
        }),
        entry('labeler', NOON, { fieldsV1: { 'f:metadata': {} } }),
      ],
      { manager: 'helm', at: MORNING },
    ],
    [
      'nobody of two in one second',
      [entry('helm', NOON), entry('kubectl-edit', NOON)],
      undefined,
    ],
    [
      'one with two entries in one second',
      [entry('helm', NOON), entry('helm', NOON)],
      { manager: 'helm', at: NOON },
    ],
    ['nobody of what is no entry', ['x', { manager: 1 }], undefined],
  ])('is %s', (_, managedFields, writer) => {
    expect(lastWriter(managedFields)).toEqual(writer);
  });
});
