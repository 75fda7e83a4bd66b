import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { yamlLines } from './yamlLines';

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom('true', 'No', '~', '1', '1e3', '0x1', '- a', 'a: b', '#', ''),
  fc.constantFrom(
    'web:3',
    'r.io/a/b:1.2-x',
    '/path',
    'a:',
    '12:30',
    '2026-01-01',
  ),
);
const { value: values } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

it('is YAML that means the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(values, { minLength: 1 }),
        fc.dictionary(texts, values, { minKeys: 1, noNullPrototype: true }),
      ),
      value => {
        expect(parse(yamlLines(value, Infinity).join('\n'))).toEqual(value);
      },
    ),
  );
});

it('is laid out as others do', () => {
  const value = {
    spec: {
      containers: [
        { name: 'web', args: [], ports: [{ port: 80 }], image: 'web:3' },
      ],
    },
    labels: { app: 'web' },
  };
  expect(yamlLines(value, Infinity).join('\n')).toBe(
    stringify(value, { sortMapEntries: true }).trimEnd(),
  );
});

it('takes no more than it is asked for', () => {
  let read = 0;
  const many = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`key${index}`, index]),
  );
  const counted = new Proxy(many, {
    get(target, key) {
      read++;
      return Reflect.get(target, key);
    },
  });
  expect(yamlLines({ counted }, 10)).toHaveLength(10);
  expect(read).toBeLessThan(100);
});
