import { InvalidFieldError, text } from '../objects/fields';
import type { Field } from '../objects/fields';
import type { LabelTest, Labels } from './labels';

/*
 * Calico's selector expressions:
 *   or    = and { "||" and }
 *   and   = unary { "&&" unary }
 *   unary = { "!" } ( "(" or ")" | "all()" | "global()" | "has(" label ")" | label test )
 *   test  = "==" text | "!=" text | [ "not" ] "in" set
 *         | "contains" text | "starts with" text | "ends with" text
 * Source: calico libcalico-go/lib/selector (parser, tokenizer).
 */

type Test = (labels: Labels) => boolean;

interface Expression {
  readonly test: Test;
  /** A label that must be there with this value. */
  readonly needs?: readonly [string, string];
}

type Token =
  | { readonly type: 'symbol'; readonly text: string; readonly at: number }
  | { readonly type: 'string'; readonly text: string; readonly at: number }
  | { readonly type: 'label'; readonly text: string; readonly at: number };

const SYMBOLS = /^(?:&&|\|\||==|!=|[!(){},])/;
const WORDS =
  /^(?:all\(\s*\)|global\(\s*\)|has\(|not\s+in\b|in\b|contains\b|starts\s+with\b|ends\s+with\b)/;
const LABEL = /^[a-zA-Z0-9_./-]+/;
const STRING = /^(?:"([^"]*)"|'([^']*)')/;

class SelectorError extends Error {}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const quoted = STRING.exec(rest);
    const wordOrSymbol = SYMBOLS.exec(rest) ?? readWord(rest, tokens);
    if (quoted) {
      tokens.push({ type: 'string', text: quoted[1] ?? quoted[2], at });
      at += quoted[0].length;
    } else if (wordOrSymbol) {
      const symbol = wordOrSymbol[0].replace(/\s+/g, ' ').replace('( )', '()');
      tokens.push({ type: 'symbol', text: symbol, at });
      at += wordOrSymbol[0].length;
    } else {
      const label = LABEL.exec(rest);
      if (!label) {
        throw new SelectorError(`cannot be read from "${rest.slice(0, 20)}"`);
      }
      tokens.push({ type: 'label', text: label[0], at });
      at += label[0].length;
    }
  }
  return tokens;
}

/** `in` and the like are operators after a label and labels elsewhere. */
function readWord(
  rest: string,
  before: readonly Token[],
): RegExpExecArray | null {
  const found = WORDS.exec(rest);
  if (!found) {
    return null;
  }
  const isFunction = found[0].includes('(');
  const afterLabel = before[before.length - 1]?.type === 'label';
  return isFunction || afterLabel ? found : null;
}

const has = (labels: Labels, key: string) => Object.hasOwn(labels, key);

/** The label by which Calico tells what is in a namespace, and in which. */
const NAMESPACE = 'projectcalico.org/namespace';

/** The deepest nesting that is read; Calico's own limit on length keeps below it. */
const MAX_DEPTH = 100;

/** What a selector's labels are taken for: the endpoint's own, or its namespace's or service account's. */
export type LabelPrefix = '' | 'pcns.' | 'pcsa.';

function createParser(tokens: readonly Token[], prefix: LabelPrefix) {
  let position = 0;
  const reads = new Set<string>();
  const peek = () => tokens[position];
  const takeSymbol = (symbol: string): boolean => {
    const token = peek();
    if (token?.type === 'symbol' && token.text === symbol) {
      position++;
      return true;
    }
    return false;
  };
  const expect = (symbol: string) => {
    if (!takeSymbol(symbol)) {
      const found = peek();
      throw new SelectorError(
        `lacks "${symbol}" ${found ? `before "${found.text}"` : 'at its end'}`,
      );
    }
  };
  const take = (type: 'string' | 'label'): string => {
    const token = peek();
    if (token?.type !== type) {
      throw new SelectorError(
        `needs a ${type === 'string' ? 'quoted value' : 'label'} ${
          token ? `in place of "${token.text}"` : 'at its end'
        }`,
      );
    }
    position++;
    return token.text;
  };

  const reading = (key: string): string => {
    reads.add(key);
    return key;
  };
  const takeLabel = () => reading(prefix + take('label'));

  const values = (): Set<string> => {
    const set = new Set<string>();
    expect('{');
    while (!takeSymbol('}')) {
      set.add(take('string'));
      if (!takeSymbol(',')) {
        expect('}');
        break;
      }
    }
    return set;
  };

  const labelTest = (): Expression => {
    const key = takeLabel();
    const onValue = (test: (value: string) => boolean): Expression => ({
      test: labels => has(labels, key) && test(labels[key]),
    });
    if (takeSymbol('==')) {
      const value = take('string');
      return { ...onValue(own => own === value), needs: [key, value] };
    }
    if (takeSymbol('!=')) {
      const value = take('string');
      return { test: labels => !has(labels, key) || labels[key] !== value };
    }
    if (takeSymbol('in')) {
      const set = values();
      return onValue(own => set.has(own));
    }
    if (takeSymbol('not in')) {
      const set = values();
      return { test: labels => !has(labels, key) || !set.has(labels[key]) };
    }
    if (takeSymbol('contains')) {
      const part = take('string');
      return onValue(own => own.includes(part));
    }
    if (takeSymbol('starts with')) {
      const part = take('string');
      return onValue(own => own.startsWith(part));
    }
    if (takeSymbol('ends with')) {
      const part = take('string');
      return onValue(own => own.endsWith(part));
    }
    throw new SelectorError(`lacks an operator after "${key}"`);
  };

  const unary = (depth: number): Expression => {
    if (depth > MAX_DEPTH) {
      throw new SelectorError('is nested too deeply');
    }
    if (takeSymbol('!')) {
      const { test } = unary(depth + 1);
      return { test: labels => !test(labels) };
    }
    if (takeSymbol('(')) {
      const inner = or(depth + 1);
      expect(')');
      return inner;
    }
    // Of namespaces, all() means whatever is in one, global() whatever is in none.
    if (takeSymbol('all()')) {
      if (prefix !== 'pcns.') {
        return { test: () => true };
      }
      const key = reading(NAMESPACE);
      return { test: labels => has(labels, key) };
    }
    if (takeSymbol('global()')) {
      const key = reading(NAMESPACE);
      return { test: labels => !has(labels, key) };
    }
    if (takeSymbol('has(')) {
      const key = takeLabel();
      expect(')');
      return { test: labels => has(labels, key) };
    }
    return labelTest();
  };

  const and = (depth: number): Expression => {
    const parts = [unary(depth)];
    while (takeSymbol('&&')) {
      parts.push(unary(depth));
    }
    const needs = parts.find(part => part.needs)?.needs;
    return {
      test: labels => parts.every(part => part.test(labels)),
      ...(needs ? { needs } : {}),
    };
  };

  function or(depth: number): Expression {
    const parts = [and(depth)];
    while (takeSymbol('||')) {
      parts.push(and(depth));
    }
    return parts.length === 1
      ? parts[0]
      : { test: labels => parts.some(part => part.test(labels)) };
  }

  return {
    parse: (): Expression & { readonly reads: readonly string[] } => {
      const expression = or(0);
      const rest = peek();
      if (rest) {
        throw new SelectorError(`cannot be read from "${rest.text}"`);
      }
      return { ...expression, reads: [...reads] };
    },
  };
}

/** Labels that Calico adds are not in the index of the objects' own labels. */
const ADDED = /^(?:pcns\.|pcsa\.|projectcalico\.org\/)/;

/**
 * Reads a Calico selector; undefined when it is empty.
 * @param prefix - `pcns.` for a selector of namespaces, `pcsa.` of service accounts
 * @throws InvalidFieldError when it cannot be read.
 */
export function calicoSelector(
  at: Field,
  prefix: LabelPrefix = '',
  options: { readonly global?: boolean } = {},
): LabelTest | undefined {
  const source = text(at)?.trim();
  if (!source) {
    return undefined;
  }
  let expression: Expression & { readonly reads: readonly string[] };
  try {
    const tokens = tokenize(source);
    if (!options.global && tokens.some(token => token.text === 'global()')) {
      throw new SelectorError(
        "may have global() only in a rule's namespaceSelector",
      );
    }
    if (tokens.length > 1 && tokens.some(token => token.text === 'global()')) {
      throw new SelectorError('may have nothing beside global()');
    }
    expression = createParser(tokens, prefix).parse();
  } catch (error) {
    if (error instanceof SelectorError) {
      throw new InvalidFieldError(at, error.message);
    }
    throw error;
  }
  const { test, needs, reads } = expression;
  return {
    key: `${prefix}${source}`,
    text: source,
    labels: 'calico',
    reads,
    test,
    ...(needs && !ADDED.test(needs[0]) ? { needs } : {}),
  };
}

/** A test that holds when all of them hold. */
export function allTests(tests: readonly (LabelTest | undefined)[]): LabelTest {
  const present = tests.flatMap(test => test ?? []);
  if (present.length === 1) {
    return present[0];
  }
  const needs = present.find(test => test.needs)?.needs;
  return {
    key: present.map(test => `(${test.key})`).join('&&'),
    text: present.map(test => test.text).join(' && '),
    labels: 'calico',
    reads: present.flatMap(test => test.reads),
    test: labels => present.every(test => test.test(labels)),
    ...(needs ? { needs } : {}),
  };
}
