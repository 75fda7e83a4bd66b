import { readManagers } from './readManagers';

const entry = (manager: unknown, time?: unknown, more: object = {}) => ({
  manager,
  operation: 'Update',
  apiVersion: 'apps/v1',
  time,
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  ...more,
});
const TOLD = { fields: ['spec.replicas'], left: 0 };

describe('readManagers', () => {
  it('tells who wrote last first, and those of no known time at the end', () => {
    expect(
      readManagers([
        entry('undated'),
        entry('first', '2026-01-01T00:00:00Z', { operation: 'Apply' }),
        entry('odd', 'soon'),
        entry('last', '2026-01-02T00:00:00Z', { subresource: 'scale' }),
      ]),
    ).toEqual([
      {
        manager: 'last',
        operation: 'Update',
        at: '2026-01-02T00:00:00.000Z',
        subresource: 'scale',
        ...TOLD,
      },
      {
        manager: 'first',
        operation: 'Apply',
        at: '2026-01-01T00:00:00.000Z',
        ...TOLD,
      },
      { manager: 'undated', operation: 'Update', ...TOLD },
      { manager: 'odd', operation: 'Update', ...TOLD },
    ]);
  });

  it.each([
    ['hybrid-apps', true],
    ['hybrid-apps:task-1:0a1b2c', true],
    ['hybrid-apps-operator', undefined],
    ['kubectl-edit', undefined],
  ])('knows the portal: %s', (manager, isPortal) => {
    expect(readManagers([entry(manager)])[0].isPortal).toBe(isPortal);
  });

  it('says of fields in another form that they are not known', () => {
    const [other, odd] = readManagers([
      entry('a', undefined, { fieldsType: 'FieldsV2' }),
      entry('b', undefined, { fieldsV1: { spec: 'odd' } }),
    ]);
    expect(other).toEqual({ manager: 'a', operation: 'Update' });
    expect(odd).toEqual({ manager: 'b', operation: 'Update' });
  });

  it.each([
    undefined,
    'text',
    [null],
    ['text'],
    [entry(undefined)],
    [entry('')],
    [entry(7)],
    [entry('a', undefined, { operation: 'Delete' })],
  ])('tells nothing of what is no entry: %j', managedFields => {
    expect(readManagers(managedFields)).toEqual([]);
  });

  it('tells 100 at most, in short', () => {
    const many = Array.from({ length: 150 }, () => entry('m'.repeat(500)));
    const told = readManagers(many);
    expect(told).toHaveLength(100);
    expect(told[0].manager).toHaveLength(128);
  });
});
