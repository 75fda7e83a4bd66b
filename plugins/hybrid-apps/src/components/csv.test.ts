import { toCsv } from './csv';

describe('toCsv', () => {
  it('quotes what needs it', () => {
    expect(toCsv([['a', 'b,c', 'say "x"', 'two\nlines']])).toBe(
      'a,"b,c","say ""x""","two\nlines"\r\n',
    );
  });

  it('keeps a spreadsheet from running what a cluster says', () => {
    expect(toCsv([['=HYPERLINK("http://x")', '+1', '-1', '@x']])).toBe(
      '"\'=HYPERLINK(""http://x"")",\'+1,\'-1,\'@x\r\n',
    );
  });

  it.each(['\n', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
    'keeps it from running what begins with %j',
    sign => {
      expect(toCsv([[`${sign}1`]])).toMatch(/^"?'/);
    },
  );
});
