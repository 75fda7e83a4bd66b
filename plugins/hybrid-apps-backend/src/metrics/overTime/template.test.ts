import fc from 'fast-check';
import { DEFAULT_QUERIES } from './queries';
import {
  exactly,
  fillQuery,
  parseQuery,
  quoted,
  QueryTemplate,
} from './template';

const MATCHERS = 'namespace=~"${{ namespaces }}",pod=~"${{ pods }}"';

function template(written: string): QueryTemplate {
  const { template: parsed, problem } = parseQuery(written);
  if (!parsed) {
    throw new Error(problem);
  }
  return parsed;
}

const NOTHING = {
  namespaces: [],
  pods: [],
  vms: [],
  labels: new Map<string, string>(),
  windowSeconds: 300,
};

/**
 * A query as Prometheus takes it apart: what its strings say, and the rest.
 * Source: Prometheus, promql/parser/lex.go, and util/strutil/quote.go.
 */
function takenApart(query: string): { strings: string[]; rest: string } {
  const strings: string[] = [];
  const rest = query.replace(/"((?:\\[^\n]|[^"\\\n])*)"/g, (_, inside) => {
    strings.push(JSON.parse(`"${inside}"`));
    return '""';
  });
  return { strings, rest };
}

it('fills in what is asked for, and what all series of a cluster have', () => {
  expect(
    fillQuery(template(`up{${MATCHERS}\${{ labels }}}[\${{ window }}]`), {
      ...NOTHING,
      namespaces: ['shop', 'shop-test'].map(exactly),
      pods: ['web-1', 'web\\-[0-9]+'],
      labels: new Map([
        ['cluster', 'onprem'],
        ['site', 'a "b"'],
      ]),
      windowSeconds: 720,
    }),
  ).toBe(
    'up{namespace=~"shop|shop-test",pod=~"web-1|web\\\\-[0-9]+",cluster="onprem",site="a \\"b\\""}[720s]',
  );
});

it.each([
  [`up{${MATCHERS}} + \${{ own }}`, "has the placeholder 'own'"],
  [`up{${MATCHERS}} + \${{ pods }}`, "has 'pods' elsewhere"],
  ['up{namespace=~"${{ namespaces }}",pod!~"${{ pods }}"}', "has 'pods'"],
  ['up{namespace="${{ namespaces }}",pod=~"${{ pods }}"}', "'namespaces'"],
  ['up{namespace=~"${{ namespaces }}",pod=~"x${{ pods }}"}', "has 'pods'"],
  [`up{${MATCHERS}} \${`, 'has braces'],
  ['up', 'asks for more'],
  ['up{pod=~"${{ pods }}"}', 'asks for more'],
  ['up{namespace=~"${{ namespaces }}"}', 'asks for more'],
])('takes no query like %s', (written, problem) => {
  expect(parseQuery(written).problem).toContain(problem);
});

it.each(
  Object.entries(DEFAULT_QUERIES).flatMap(([subject, queries]) =>
    Object.entries(queries).map(([name, written]) => [subject, name, written]),
  ),
)('has a query of its own for %s that can be filled: %s', (...row) => {
  const [, , written] = row;
  const { rest } = takenApart(
    fillQuery(template(written), { ...NOTHING, pods: ['a'], vms: ['a'] }),
  );
  expect(parseQuery(written).problem).toBeUndefined();
  expect(rest).not.toContain('$');
});

/** Whatever a tenant may have a name be, and what would mean more in a query. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '\\',
        '}',
        ')',
        '|',
        '.*',
        '\n',
        '\u2028',
        '\0',
        '${{ pods }}',
        ' or up{',
        '$1',
        '$&',
        'web',
      ),
    )
    .map(parts => parts.join('')),
);

it('lets no name out of its matcher, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(hostile), hostile, (names, label) => {
      const query = fillQuery(template(`up{${MATCHERS}\${{ labels }}}`), {
        ...NOTHING,
        namespaces: names.map(exactly),
        pods: names.map(exactly),
        labels: new Map([['cluster', label]]),
      });
      const { strings, rest } = takenApart(query);
      expect(rest).toBe('up{namespace=~"",pod=~"",cluster=""}');
      const whole = names
        .map(exactly)
        .join('|')
        .replace(/\p{Cs}/gu, '\ufffd');
      expect(strings).toEqual([
        whole,
        whole,
        label.replace(/\p{Cs}/gu, '\ufffd'),
      ]);
    }),
  );
});

it('means one name alone, and no other', () => {
  fc.assert(
    fc.property(hostile, hostile, (name, other) => {
      const pattern = new RegExp(`^(?:${exactly(name)})$`, 's');
      expect(pattern.test(name)).toBe(true);
      expect(pattern.test(other)).toBe(other === name);
    }),
  );
});

it('puts no half of a character into a query', () => {
  expect(quoted('a\ud800b')).toBe('a\ufffdb');
});
