import { Translate } from '../../translation';
import { DrawnPicture } from '../fold';
import { outlineOf, TextNode } from './outline';

/** Shapes that tell categories apart without a colour, like those of the graph. */
const SHAPES: Partial<Record<TextNode['category'], [string, string]>> = {
  vm: ['[[', ']]'],
  storage: ['[(', ')]'],
  external: ['([', '])'],
  policy: ['{{', '}}'],
};

/**
 * A text in quotes. All that Mermaid could take for its own is an entity code
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 * Its lexer takes a whole line for a direction that has `direction TB` in it, in
 * quotes or not (flow.jison).
 */
const quoted = (text: string): string =>
  `"${text
    .replace(/[^\p{L}\p{N} ./_-]/gu, letter => `#${letter.codePointAt(0)};`)
    .replace(/direction/g, '#100;irection')}"`;

const nodeLine = ({ id, label, category }: TextNode): string => {
  const [open, close] = SHAPES[category] ?? ['[', ']'];
  return `${id}${open}${quoted(label)}${close}`;
};

/** A picture as a flowchart of Mermaid. */
export function toMermaid(picture: DrawnPicture, t: Translate): string {
  const { groups, outside, edges } = outlineOf(picture, t);
  return [
    'flowchart LR',
    ...outside.map(node => `  ${nodeLine(node)}`),
    ...groups.flatMap(({ id, label, nodes }) => [
      `  subgraph ${id}[${quoted(label)}]`,
      ...nodes.map(node => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...edges.map(
      ({ source, target, label, declared }) =>
        `  ${source.id} ${declared ? '-.->' : '-->'}|${quoted(label)}| ${
          target.id
        }`,
    ),
    '',
  ].join('\n');
}
