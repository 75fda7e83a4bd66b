import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AUDIT_EVENTS, EVERY_META } from './auditEvents';

describe('docs/reference/audit.md', () => {
  const page = readFileSync(
    resolve(__dirname, '../../../../../docs/reference/audit.md'),
    'utf8',
  );
  /** The cells of each row of a table under a heading. */
  const tableUnder = (heading: string) =>
    page
      .split(`\n## ${heading}\n`)[1]
      .split('\n## ')[0]
      .split('\n')
      .filter(line => line.startsWith('|'))
      .slice(2)
      .map(line =>
        line
          .split('|')
          .slice(1, -1)
          .map(cell => cell.trim()),
      );

  it('tells of every event', () => {
    expect(tableUnder('Events')).toEqual(
      Object.entries(AUDIT_EVENTS).map(([id, { severity, when, meta }]) => [
        `\`${id}\``,
        severity,
        when,
        Object.keys(meta)
          .map(key => `\`${key}\``)
          .join(', '),
      ]),
    );
  });

  it('tells of all that their meta holds', () => {
    const fields = new Map<string, string>(Object.entries(EVERY_META));
    for (const { meta } of Object.values(AUDIT_EVENTS)) {
      Object.entries<string>(meta).forEach(([key, says]) =>
        fields.set(key, says),
      );
    }
    expect(tableUnder('Meta')).toEqual(
      [...fields].map(([key, says]) => [`\`${key}\``, says]),
    );
  });

  it('has no event of severity low, which is not in the log by default', () => {
    for (const { severity } of Object.values(AUDIT_EVENTS)) {
      expect(severity).not.toBe('low');
    }
  });
});
