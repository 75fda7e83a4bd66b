import fc from 'fast-check';
import { parseKubernetesYaml } from './documents';

/** The value of a text of one document. */
function valueOf(text: string): unknown {
  const [document, ...more] = parseKubernetesYaml(text);
  if (more.length > 0 || !('value' in document)) {
    throw new Error(
      `"${text}" is no one document: ${JSON.stringify(document)}`,
    );
  }
  return document.value;
}

const faultOf = (text: string) => {
  const [document] = parseKubernetesYaml(text);
  return 'fault' in document ? document.fault : undefined;
};

/** Source of the rows: sigs.k8s.io/yaml goyaml.v2/resolve.go. */
describe('a text without quotes', () => {
  it.each([
    'y',
    'Y',
    'yes',
    'Yes',
    'YES',
    'true',
    'True',
    'TRUE',
    'on',
    'On',
    'ON',
  ])('%s is true', text => expect(valueOf(text)).toBe(true));

  it.each([
    'n',
    'N',
    'no',
    'No',
    'NO',
    'false',
    'False',
    'FALSE',
    'off',
    'Off',
    'OFF',
  ])('%s is false', text => expect(valueOf(text)).toBe(false));

  it.each(['~', 'null', 'Null', 'NULL'])('%s is null', text =>
    expect(valueOf(text)).toBeNull(),
  );

  it.each<[string, number]>([
    ['0644', 420],
    ['0o644', 420],
    ['-0644', -420],
    ['+0644', 420],
    ['00', 0],
    ['0', 0],
    ['-0', 0],
    ['0x1F', 31],
    ['-0X1f', -31],
    ['0b101', 5],
    ['+0B11', 3],
    ['1_000', 1000],
    ['0_644', 420],
    ['1_0.5', 10.5],
    ['+1', 1],
    // No octal, and a decimal fraction all the same.
    ['08', 8],
    ['019', 19],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['6.8523015e+5', 685230.15],
  ])('%s is the number %d', (text, value) => expect(valueOf(text)).toBe(value));

  it.each([
    'yEs',
    'oN',
    'tRUE',
    'nULL',
    'Nope',
    '0o8',
    '0xg',
    '0b2',
    '1:30',
    '190:20:30',
    '_1',
    '1,000',
    '.5_0',
    '1.2.3',
    '1e',
    '1e999',
    '+',
    '0x1p4',
    '2001-12-14',
    '2001-12-14T21:59:43Z',
    '127.0.0.1',
  ])('%s stays a text', text => expect(valueOf(text)).toBe(text));
});

describe('a text', () => {
  it.each(['yes', '0644', '~', '1e3', '2001-12-14'])(
    'in quotes, or a block, is one: %s',
    text => {
      expect(valueOf(`"${text}"`)).toBe(text);
      expect(valueOf(`'${text}'`)).toBe(text);
      expect(valueOf(`a: |-\n  ${text}`)).toEqual({ a: text });
    },
  );

  it('that is not there is null', () => {
    expect(valueOf('a:')).toEqual({ a: null });
  });

  it('is read as a key too', () => {
    expect(valueOf('{on: 1, 0644: 2, "off": 3, 2001-12-14: 4}')).toEqual({
      true: 1,
      420: 2,
      off: 3,
      '2001-12-14': 4,
    });
  });

  it.each<[string, unknown]>([
    ['!!str 0644', '0644'],
    ['!!str yes', 'yes'],
    ['! 0644', '0644'],
    ['!!int "0644"', 420],
    ['!!float 1', 1],
    ['!!bool "no"', false],
    ['!!null ""', null],
    ['!!timestamp 2001-12-14', '2001-12-14'],
    ['!!binary Z3LDvG4=', 'grün'],
    ['!own 0644', '0644'],
  ])('with a tag is of its type: %s', (text, value) =>
    expect(valueOf(text)).toEqual(value),
  );

  it.each([
    '!!int yes',
    '!!int 1.5',
    '!!bool 1',
    '!!null x',
    '!!binary "$"',
    '.inf',
    '-.INF',
    '.nan',
  ])('%s has no value', text =>
    expect(faultOf(text)?.code).toBe('TAG_RESOLVE_FAILED'),
  );

  it('of JSON is what JSON says', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4, noUnicodeString: true }),
        value => {
          const text = JSON.stringify(value);
          expect(JSON.stringify(valueOf(text))).toBe(
            JSON.stringify(JSON.parse(text)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Source: go-yaml v2 decode.go, mapping and merge. */
describe('what is merged', () => {
  const merged = (map: string) =>
    valueOf(`x: {a: &a {k: 1, l: 1}, b: &b {k: 2, m: 2}}\nmap: ${map}`);

  it.each<[string, string, object]>([
    ['is there too', '{<<: *a, o: 0}', { k: 1, l: 1, o: 0 }],
    ['gives way to a key after it', '{<<: *a, k: 0}', { k: 0, l: 1 }],
    ['takes the place of a key before it', '{k: 0, <<: *a}', { k: 1, l: 1 }],
    [
      'of several counts as the first has it',
      '{<<: [*a, *b]}',
      { k: 1, l: 1, m: 2 },
    ],
    ['may be written out', '{<<: {k: 3}}', { k: 3 }],
    ['in quotes is a key like any', '{"<<": 1}', { '<<': 1 }],
  ])('%s', (_, map, value) => {
    expect(merged(map)).toMatchObject({ map: value });
    expect(Object.keys((merged(map) as { map: object }).map).sort()).toEqual(
      Object.keys(value).sort(),
    );
  });

  it('never makes a prototype of anything', () => {
    const value = valueOf('{<<: {__proto__: {a: 1}}}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});

describe('parseKubernetesYaml', () => {
  it('tells where a fault is, and nothing of the text', () => {
    expect(
      parseKubernetesYaml('a: 1\n---\nb: [hunter2\n---\nc: 1\nc: 2'),
    ).toEqual([
      { value: { a: 1 } },
      { fault: { code: 'BAD_INDENT', line: 4, column: 1 } },
      { fault: { code: 'DUPLICATE_KEY', line: 6, column: 1 } },
    ]);
  });

  it.each([
    ['deep', '['.repeat(300) + ']'.repeat(300), 'TOO_DEEP'],
    ['without end', 'a: &a [*a]', 'TOO_LARGE'],
    ['a merge of what is no map', '{<<: 1}', 'UNREADABLE'],
  ])('ends %s with a fault', (_, text, code) => {
    expect(faultOf(text)).toEqual({ code, line: 1, column: 1 });
  });
});
