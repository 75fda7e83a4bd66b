import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { recordOf } from './recordOf';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

describe('a record', () => {
  it('is what it was made of, in the same order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fields => {
        const record = recordOf(fields);
        expect(Object.entries(record)).toEqual(Object.entries(fields));
        expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
      }),
    );
  });

  it('has no field that is undefined', () => {
    expect(recordOf({ a: undefined, b: null })).toStrictEqual({ b: null });
  });

  it('keeps a field named __proto__ as a field', () => {
    const fields: object = JSON.parse('{"a":1,"__proto__":{"b":2}}');
    expect(JSON.stringify(recordOf(fields))).toBe(JSON.stringify(fields));
  });

  it('takes as little where many objects began empty before', () => {
    const COUNT = 50_000;
    const before = Array.from({ length: 3_000 }, (_, index) =>
      Object.fromEntries([[`field-${index}`, 1]]),
    );
    const made: object[] = new Array(COUNT).fill(before);
    collect();
    const { heapUsed } = process.memoryUsage();
    for (let index = 0; index < COUNT; index++) {
      made[index] = recordOf({ name: 'web', protocol: 'TCP', port: index });
    }
    collect();
    const bytes = (process.memoryUsage().heapUsed - heapUsed) / COUNT;
    // Its fields are 8 bytes each. With a layout of its own it takes some 250.
    expect(bytes).toBeLessThan(120);
    expect(made.length + before.length).toBe(COUNT + 3_000);
  });
});
