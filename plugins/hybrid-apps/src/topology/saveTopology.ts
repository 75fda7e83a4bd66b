import { saveCsv, saveFile } from '../components';
import { Translate } from '../translation';
import { ShownTopology } from './shown';
import { topologyCsv } from './table';

/** What a topology can be saved as. */
export type ExportFormat =
  | 'svg'
  | 'png'
  | 'print'
  | 'mermaid'
  | 'd2'
  | 'csv'
  | 'json';

const saveText = (file: string, type: string, text: string) =>
  saveFile(file, new Blob([text], { type: `${type};charset=utf-8` }));

/**
 * Saves or prints a topology: an image as the graph draws it, texts the same but
 * for groups, the table with all that the switches let through, JSON as the
 * backend answered.
 */
export async function saveTopology(
  format: ExportFormat,
  shown: ShownTopology,
  t: Translate,
): Promise<void> {
  const { name, topology, picture, whole, drawn, group, badges } = shown;
  const file = `${name}-topology`;
  switch (format) {
    case 'csv':
      saveCsv(file, topologyCsv(picture, badges, t));
      return;
    case 'json':
      saveText(
        `${file}.json`,
        'application/json',
        `${JSON.stringify(topology, undefined, 2)}\n`,
      );
      return;
    case 'mermaid': {
      const { toMermaid } = await import('./text');
      saveText(`${file}.mmd`, 'text/plain', toMermaid(whole, t));
      return;
    }
    case 'd2': {
      const { toD2 } = await import('./text');
      saveText(`${file}.d2`, 'text/plain', toD2(whole, t));
      return;
    }
    case 'print': {
      const { printTopology } = await import('./print');
      await printTopology(shown, t);
      return;
    }
    default: {
      const { saveImage } = await import('./image');
      await saveImage(file, format, { picture: drawn, group, badges }, t);
    }
  }
}
