import { peerName, peerPlace } from '../policies/connections';
import { Translate } from '../translation';
import { Told } from './effects';
import { portsText } from './words';

/** What would end a cell of a Markdown table, or be HTML. */
const escape = (text: string): string => text.replace(/[\\|<>`*_]/g, '\\$&');

const row = (cells: string[]): string => `| ${cells.map(escape).join(' | ')} |`;

/** The changes as a Markdown table, for a pull request. */
export function changesMarkdown(changes: Told[], t: Translate): string {
  const headings = [
    t('preview.effect'),
    t('policies.from'),
    t('policies.to'),
    t('preview.before'),
    t('preview.after'),
  ];
  return [
    row(headings),
    row(headings.map(() => '---')),
    ...changes.map(({ effect, source, destination, before, after }) =>
      row([
        t(`preview.${effect}`),
        `${peerName(source, t)}, ${peerPlace(source, t)}`,
        `${peerName(destination, t)}, ${peerPlace(destination, t)}`,
        portsText(before, t),
        portsText(after, t),
      ]),
    ),
    '',
  ].join('\n');
}
