import {
  isLabelKey,
  isLabelValue,
  Requirement,
  Selector,
} from '@hybrid-apps/network-policy';

/** Longer ones are not read: labels of an app take a few dozen characters. */
const MAX_LENGTH = 10_000;

/** A selector, or why a text is none. */
export type ParsedSelector =
  | { selector: Selector; problem?: undefined }
  | { selector?: undefined; problem: string };

class SelectorError extends Error {}

/** One token: a symbol (`=`, `!=`, `(`, …), a word, or the end. */
type Token =
  | { type: 'symbol'; text: string }
  | { type: 'word'; text: string }
  | { type: 'end'; text: '' };

const END: Token = { type: 'end', text: '' };
const SPACE = ' \t\r\n';
const SYMBOL = '=!(),<>';
/** Symbols of two characters. */
const DOUBLE = ['==', '!='];

/** Each character is looked at once or twice, however the text is made. */
function tokenize(written: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < written.length) {
    const first = written[at];
    if (SPACE.includes(first)) {
      at++;
    } else if (SYMBOL.includes(first)) {
      const two = written.slice(at, at + 2);
      const text = DOUBLE.includes(two) ? two : first;
      tokens.push({ type: 'symbol', text });
      at += text.length;
    } else {
      const start = at;
      while (
        at < written.length &&
        !SPACE.includes(written[at]) &&
        !SYMBOL.includes(written[at])
      ) {
        at++;
      }
      tokens.push({ type: 'word', text: written.slice(start, at) });
    }
  }
  return tokens;
}

function createParser(tokens: readonly Token[]) {
  let position = 0;
  const peek = (): Token => tokens[position] ?? END;
  const take = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const isNext = (...symbols: string[]) => {
    const { type, text } = peek();
    return type === 'symbol' && symbols.includes(text);
  };
  const takeIf = (symbol: string): boolean => {
    const found = isNext(symbol);
    position += found ? 1 : 0;
    return found;
  };
  const fail = (token: Token, expected: string): never => {
    const found =
      token.type === 'end' ? 'it ends' : `'${token.text.slice(0, 40)}' stands`;
    throw new SelectorError(`${found} where ${expected} should be`);
  };
  const value = (text: string): string => {
    if (!isLabelValue(text)) {
      throw new SelectorError(`'${text.slice(0, 40)}' is no value of a label`);
    }
    return text;
  };

  /** Empty values count as one, as in `(a,,b)`; before the bracket closes, not two of them. */
  function list(): string[] {
    if (!takeIf('(')) {
      fail(peek(), "'('");
    }
    const found = new Set<string>();
    if (takeIf(')')) {
      return [''];
    }
    for (;;) {
      const token = take();
      if (token.type === 'word') {
        found.add(value(token.text));
        if (!isNext(',', ')')) {
          fail(peek(), "',' or ')'");
        }
      } else if (token.text === ',') {
        if (found.size === 0 || isNext(')', ',')) {
          found.add('');
        }
        if (takeIf(',')) {
          continue;
        }
      } else {
        fail(token, "',' or a value");
      }
      if (takeIf(')')) {
        return [...found];
      }
    }
  }

  function exactValue(): string {
    if (peek().type === 'end' || isNext(',')) {
      return '';
    }
    const token = take();
    return token.type === 'word' ? value(token.text) : fail(token, 'a value');
  }

  function requirement(): Requirement {
    const isNegated = takeIf('!');
    const key = take();
    if (key.type !== 'word') {
      return fail(key, 'a label');
    }
    if (!isLabelKey(key.text)) {
      throw new SelectorError(`'${key.text.slice(0, 40)}' names no label`);
    }
    if (isNegated) {
      return { key: key.text, operator: 'DoesNotExist', values: [] };
    }
    if (peek().type === 'end' || isNext(',')) {
      return { key: key.text, operator: 'Exists', values: [] };
    }
    const operator = take();
    switch (operator.text) {
      case 'in':
        return { key: key.text, operator: 'In', values: list() };
      case 'notin':
        return { key: key.text, operator: 'NotIn', values: list() };
      case '=':
      case '==':
        return { key: key.text, operator: 'In', values: [exactValue()] };
      case '!=':
        return { key: key.text, operator: 'NotIn', values: [exactValue()] };
      default:
        return fail(operator, "'=', '!=', 'in' or 'notin'");
    }
  }

  return (): Requirement[] => {
    const requirements = [requirement()];
    while (takeIf(',')) {
      requirements.push(requirement());
    }
    return peek().type === 'end'
      ? requirements
      : fail(peek(), "',' or the end");
  };
}

/** Reads a text of any length; see {@link parseSelector}. */
export function parseUnbounded(written: string): ParsedSelector {
  try {
    return { selector: createParser(tokenize(written))() };
  } catch (error) {
    if (error instanceof SelectorError) {
      return { problem: error.message };
    }
    throw error;
  }
}

/**
 * Reads a selector as kubectl and the annotation
 * `backstage.io/kubernetes-label-selector` write it: `a=b,c!=d,e in (f,g),h,!i`.
 * An empty one is refused, as it would select everything, and so are the
 * operators `<` and `>`, which are for numbers in labels of nodes.
 *
 * Source: k8s.io/apimachinery pkg/labels/selector.go, Parse.
 */
export function parseSelector(written: string): ParsedSelector {
  if (written.length > MAX_LENGTH) {
    const length = written.length.toLocaleString('en-US');
    const limit = MAX_LENGTH.toLocaleString('en-US');
    return { problem: `it has ${length} characters, of ${limit} at most` };
  }
  return parseUnbounded(written);
}
