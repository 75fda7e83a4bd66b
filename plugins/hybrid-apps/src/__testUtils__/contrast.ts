import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Red, green and blue, of 1 each. */
type Color = readonly [number, number, number];

export type Theme = 'light' | 'dark';

const styles = readFileSync(
  join(require.resolve('@backstage/ui/package.json'), '../dist/css/styles.css'),
  'utf8',
);

/** The declarations of the first rule with a selector. */
function declarations(css: string, selector: string): Map<string, string> {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selectors, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selectors.split(',').some(one => one.trim() === selector)) {
      return new Map(
        [...body.matchAll(/([\w-]+)\s*:\s*([^;]+);/g)].map(
          ([, property, value]) => [
            property,
            value.replace(/\s+/g, ' ').trim(),
          ],
        ),
      );
    }
  }
  throw new Error(`No rule has the selector ${selector}.`);
}

const light = declarations(styles, "[data-theme-mode='light']");
const TOKENS: Record<Theme, Map<string, string>> = {
  light,
  // What a theme does not say is as in the light one.
  dark: new Map([
    ...light,
    ...declarations(styles, "[data-theme-mode='dark']"),
  ]),
};

/** What one of our style sheets says of a property, like `var(--bui-fg-primary)`. */
export function declared(
  file: string,
  selector: string,
  property: string,
): string {
  const css = readFileSync(join(__dirname, '..', file), 'utf8');
  const value = declarations(css, selector).get(property);
  if (!value) {
    throw new Error(`${file} declares no ${property} of ${selector}.`);
  }
  return value;
}

const over = (color: Color, share: number, ground: Color): Color => {
  const [r, g, b] = color.map(
    (part, index) => part * share + ground[index] * (1 - share),
  );
  return [r, g, b];
};

/**
 * The colour of a value in a theme, on a ground: of a hexadecimal colour, a
 * token, or a mix of one of them with transparent, also amidst other words.
 */
export function colorOf(value: string, theme: Theme, ground: Color): Color {
  const mix = /color-mix\( ?in srgb, (.+?) (\d+)%, transparent ?\)/.exec(value);
  if (mix) {
    const [, color, share] = mix;
    return over(colorOf(color, theme, ground), Number(share) / 100, ground);
  }
  const [, token] = /var\((--bui-[\w-]+)\)/.exec(value) ?? [];
  if (token) {
    const of = TOKENS[theme].get(token);
    if (!of) {
      throw new Error(`Backstage UI has no token ${token}.`);
    }
    return colorOf(of, theme, ground);
  }
  const [, hex] = /#([0-9a-f]{6})\b/i.exec(value) ?? [];
  if (!hex) {
    throw new Error(`'${value}' has no colour that this can read.`);
  }
  const [r, g, b] = [0, 2, 4].map(
    at => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  return [r, g, b];
}

/** WCAG 2.2, relative luminance. */
function luminance(color: Color): number {
  const [r, g, b] = color.map(part =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * The contrast ratio (WCAG 2.2) of a value with the grounds below it, the
 * lowest last.
 *
 * @param opacity - of the whole of what the value is of
 */
export function contrast(
  value: string,
  grounds: readonly string[],
  theme: Theme,
  opacity = 1,
): number {
  const nothing: Color = [0, 0, 0];
  const ground = grounds.reduceRight(
    (below, above) => colorOf(above, theme, below),
    nothing,
  );
  const color = over(colorOf(value, theme, ground), opacity, ground);
  const [dark, bright] = [luminance(color), luminance(ground)].sort(
    (a, b) => a - b,
  );
  return (bright + 0.05) / (dark + 0.05);
}
