import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a file of styles declares for the width of a phone, of the screen or of what it is in, selector by selector. */
function onPhone(
  file: string,
  of: 'media' | 'container' = 'media',
): Map<string, string> {
  const css = readFileSync(join(__dirname, file), 'utf8').replace(
    /\/\*[\s\S]*?\*\//g,
    '',
  );
  const [, inside = ''] =
    new RegExp(
      `@${of} \\(max-width: 40rem\\) \\{((?:[^{}]+\\{[^{}]*\\})*)`,
    ).exec(css) ?? [];
  const rules = new Map<string, string>();
  for (const [, selectors, body] of inside.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',').map(one => one.trim())) {
      rules.set(selector, `${rules.get(selector) ?? ''}${body}`);
    }
  }
  return rules;
}

describe('on a phone', () => {
  it('the details are a sheet at the bottom', () => {
    const panel = onPhone('topology/panel/panel.module.css').get('.panel');
    expect(panel).toMatch(/position: fixed;\s+inset: auto 0 56px;/);
    expect(panel).toMatch(/width: auto;/);
  });

  it.each([
    ['components/cardTable.module.css', '.cards tr'],
    ['components/virtualTable.module.css', '.table tr[data-index]'],
  ])('a row of %s is a card', (file, row) => {
    const rules = onPhone(file);
    expect(rules.get(row)).toMatch(/display: block;/);
  });

  it('a cell says what its column is called', () => {
    expect(
      onPhone('components/cardTable.module.css').get(
        '.cards tbody > tr > td:nth-child(2)::before',
      ),
    ).toMatch(/content: var\(--column-2\)/);
    expect(
      onPhone('components/virtualTable.module.css').get(
        '.table td[data-label]:not(:empty)::before',
      ),
    ).toMatch(/content: attr\(data-label\)/);
  });

  it('a change is told in one column', () => {
    expect(
      onPhone('history/history.module.css', 'container').get('.change'),
    ).toMatch(/grid-template-columns: 18px minmax\(0, 1fr\);/);
  });
});
