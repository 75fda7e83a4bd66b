import { Translate } from '../../translation';
import { DrawnPicture } from '../fold';
import { outlineOf, TextNode } from './outline';

/** What tells categories apart without a colour, like in the graph. */
const STYLES: Partial<Record<TextNode['category'], string>> = {
  vm: 'style.double-border: true',
  storage: 'shape: cylinder',
  external: 'shape: cloud',
  policy: 'shape: hexagon',
};

/**
 * A text in double quotes, where D2 takes a backslash, a quote and `$` for its
 * own, and knows no line breaks (d2parser/parse.go, parseDoubleQuotedString).
 */
const quoted = (text: string): string =>
  `"${text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/[\\"$]/g, '\\$&')}"`;

const nodeLine = ({ id, label, category }: TextNode): string => {
  const style = STYLES[category];
  return `${id}: ${quoted(label)}${style ? ` { ${style} }` : ''}`;
};

/** A picture as a diagram of D2 (https://d2lang.com). */
export function toD2(picture: DrawnPicture, t: Translate): string {
  const { groups, outside, edges } = outlineOf(picture, t);
  const paths = new Map([
    ...outside.map(({ id }) => [id, id] as const),
    ...groups.flatMap(group =>
      group.nodes.map(({ id }) => [id, `${group.id}.${id}`] as const),
    ),
  ]);
  return [
    'direction: right',
    ...outside.map(nodeLine),
    ...groups.flatMap(({ id, label, nodes }) => [
      `${id}: ${quoted(label)} {`,
      ...nodes.map(node => `  ${nodeLine(node)}`),
      '}',
    ]),
    ...edges.map(
      ({ source, target, label, declared }) =>
        `${paths.get(source.id)} -> ${paths.get(target.id)}: ${quoted(label)}${
          declared ? ' { style.stroke-dash: 4 }' : ''
        }`,
    ),
    '',
  ].join('\n');
}
