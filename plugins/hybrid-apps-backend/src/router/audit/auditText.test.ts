import { printable, printableMeta } from './auditText';

describe('what a caller writes', () => {
  it.each([
    ['plain text, with ü and 漢', 'plain text, with ü and 漢'],
    ['a\nb\r\tc', 'a\ufffdb\ufffd\ufffdc'],
    ['\u001b[31mred', '\ufffd[31mred'],
    ['\u202eesrever \u200bnothing', '\ufffdesrever \ufffdnothing'],
    ['line\u2028and\u2029paragraph', 'line\ufffdand\ufffdparagraph'],
    ['half \ud800', 'half \ufffd'],
    ['x'.repeat(401), `${'x'.repeat(399)}…`],
    [`${'x'.repeat(398)}😀x`, `${'x'.repeat(398)}\ufffd…`],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('is cut in lists and objects, and keeps what is no text', () => {
    expect(
      printableMeta({
        list: Array.from({ length: 203 }, (_, index) => `${index}\n`),
        nested: { text: '\0', no: null, yes: true, absent: undefined },
      }),
    ).toEqual({
      list: [
        ...Array.from({ length: 200 }, (_, index) => `${index}\ufffd`),
        'and 3 more',
      ],
      nested: { text: '\ufffd', no: null, yes: true },
    });
  });
});
