import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { saveCsv, saveFile } from '../components';
import { BadgesByNode } from '../extensions';
import { Translate } from '../translation';
import { CollapsedPicture } from './collapse';
import { topologyCsv } from './table';
import { Grouping } from './grouping';
import { Picture } from './view';

/** What a topology can be saved as. */
export type ExportFormat =
  | 'svg'
  | 'png'
  | 'print'
  | 'mermaid'
  | 'd2'
  | 'csv'
  | 'json';

/** A topology as it is shown. */
export interface ShownTopology {
  /** The app's. */
  name: string;
  topology: Topology;
  /** What the switches let through. */
  picture: Picture;
  /** What of that the graph draws. */
  drawn: CollapsedPicture;
  group: Grouping;
  badges: BadgesByNode;
}

const saveText = (file: string, type: string, text: string) =>
  saveFile(file, new Blob([text], { type: `${type};charset=utf-8` }));

/**
 * Saves or prints a topology: an image as the graph draws it, texts and the
 * table with all that the switches let through, JSON as the backend answered.
 */
export async function saveTopology(
  format: ExportFormat,
  shown: ShownTopology,
  t: Translate,
): Promise<void> {
  const { name, topology, picture, drawn, group, badges } = shown;
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
      saveText(`${file}.mmd`, 'text/plain', toMermaid(picture, t));
      return;
    }
    case 'd2': {
      const { toD2 } = await import('./text');
      saveText(`${file}.d2`, 'text/plain', toD2(picture, t));
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
