import * as fc from 'fast-check';
import { createListParser } from './listParser';

/** What a parser makes of a text that comes in parts of these lengths, over and over. */
function parsed(text: string, lengths: readonly number[]) {
  const bytes = Buffer.from(text);
  const parser = createListParser();
  const items: unknown[] = [];
  for (let at = 0, part = 0; at < bytes.length; part++) {
    const end = at + lengths[part % lengths.length];
    items.push(...parser.push(bytes.subarray(at, end)));
    at = end;
  }
  return { items, metadata: parser.end() };
}

describe('createListParser', () => {
  it('gives what JSON.parse does, however the bytes are cut', () => {
    const list = fc.record({
      kind: fc.string({ unit: 'binary' }),
      metadata: fc.jsonValue({ maxDepth: 2 }),
      items: fc.array(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' })),
      more: fc.jsonValue({ maxDepth: 2 }),
    });
    const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
    fc.assert(
      fc.property(list, fc.boolean(), lengths, (value, isSpaced, cuts) => {
        const text = JSON.stringify(value, null, isSpaced ? 2 : undefined);
        const { items, metadata } = JSON.parse(text);
        expect(parsed(text, cuts)).toEqual({ items, metadata });
      }),
    );
  });

  it.each([
    ['null for none', '{"metadata":{},"items":null}', []],
    ['lists in the items', '{"items":[{"items":[{"a":1}]}]}', 1],
    ['lists elsewhere', '{"spec":{"items":[{"a":1}]},"items":[]}', []],
    [
      'a key that names the prototype',
      '{"items":[{"data":{"__proto__":{"isAdmin":true}}}]}',
      1,
    ],
  ])('takes %s as it is', (_, text, expected) => {
    const { items } = parsed(text, [7]);
    expect(items).toEqual(expected === 1 ? JSON.parse(text).items : expected);
    expect(JSON.stringify(items)).not.toBe('[undefined]');
  });

  it('gives an item as soon as its last byte is there', () => {
    const parser = createListParser();
    expect(parser.push(Buffer.from('{"items":[{"a":1},{"b"'))).toEqual([
      { a: 1 },
    ]);
    expect(parser.push(Buffer.from(':2}'))).toEqual([{ b: 2 }]);
    expect(parser.push(Buffer.from(']'))).toEqual([]);
  });

  it.each(['', '{"items":[', '{"items":[{"a":1}]', '{"items":[]'])(
    'says of %j that it was cut off',
    text => {
      expect(() => parsed(text, [100])).toThrow('the list was cut off');
    },
  );

  it.each(['<html>', '{"items":[{"a":}]}', '{"items":[{}{}]}', '{} {}'])(
    'refuses %j, which is no JSON',
    text => {
      expect(() => parsed(text, [100])).toThrow(/Unexpected/);
    },
  );
});
