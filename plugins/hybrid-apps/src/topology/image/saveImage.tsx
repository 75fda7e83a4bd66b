import { renderToStaticMarkup } from 'react-dom/server';
import { saveFile } from '../../components';
import { BadgesByNode } from '../../extensions';
import { Translate } from '../../translation';
import { CollapsedPicture } from '../collapse';
import { layOutPicture } from '../layout';
import { Grouping } from '../grouping';
import { Colors, TopologyImage } from './TopologyImage';
import { wellFormed } from './wellFormed';

/** The colours of the theme that the page has now. */
function themeColors(): Colors {
  const style = getComputedStyle(document.body);
  const token = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  return {
    background: token('--bui-bg-app', 'white'),
    card: token('--bui-bg-neutral-1', 'white'),
    text: token('--bui-fg-primary', 'black'),
    secondary: token('--bui-fg-secondary', 'black'),
    line: token('--bui-fg-secondary', 'black'),
    denied: token('--bui-negative-fg-subdued', 'red'),
  };
}

/** Twice as fine as the screen's pixels, for slides and print. */
const PNG_SCALE = 2;

async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  // Not a blob: a portal's content security policy permits data, as a rule.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * PNG_SCALE;
  canvas.height = image.naturalHeight * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      blob =>
        blob
          ? resolve(blob)
          : reject(new Error('The browser cannot draw an image of this size')),
      'image/png',
    );
  });
}

/** Saves what the graph draws, whatever part of it is in view, as an image. */
export async function saveImage(
  name: string,
  format: 'svg' | 'png',
  shown: {
    picture: CollapsedPicture;
    group: Grouping;
    badges: BadgesByNode;
  },
  t: Translate,
): Promise<void> {
  const { picture, group, badges } = shown;
  const layout = await layOutPicture(picture, group);
  const svg = wellFormed(
    renderToStaticMarkup(
      <TopologyImage
        picture={picture}
        layout={layout}
        badges={badges}
        colors={themeColors()}
        t={t}
      />,
    ),
  );
  const content =
    format === 'svg'
      ? new Blob([svg], { type: 'image/svg+xml' })
      : await toPng(svg);
  saveFile(`${name}.${format}`, content);
}
