/**
 * Calico's selector expressions, read as `libcalico-go/lib/selector` reads them:
 * `||` of `&&` of tests, each perhaps after `!`.
 */
import type { Labels } from './world';

type Test = (labels: Labels) => boolean;
type Prefix = '' | 'pcns.' | 'pcsa.';

const TOKEN =
  /\s*(&&|\|\||==|!=|[!(){},]|"[^"]*"|'[^']*'|[a-zA-Z0-9_./-]+)\s*/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) {
      throw new Error(`no selector: ${text}`);
    }
    tokens.push(token);
  }
  return tokens;
}

/** The label that says in which namespace a thing is; global ones have none. */
const NAMESPACE = 'projectcalico.org/namespace';

/** The same few are asked about again and again. */
const read = new Map<string, Test>();

/**
 * @param prefix - what a label of the selector is called on the thing that it is
 * asked about: its namespace's labels are there too, as `pcns.…`, and its service
 * account's, as `pcsa.…`
 */
export function calicoSelector(selector: string, prefix: Prefix = ''): Test {
  const key = prefix + selector;
  const test = read.get(key) ?? parse(selector, prefix);
  read.set(key, test);
  return test;
}

function parse(selector: string, prefix: Prefix): Test {
  const tokens = tokensOf(selector);
  const take = (): string => tokens.shift() ?? '';
  const takes = (...expected: string[]): boolean => {
    const isNext = expected.every((each, index) => tokens[index] === each);
    tokens.splice(0, isNext ? expected.length : 0);
    return isNext;
  };
  const must = (expected: string): void => {
    if (!takes(expected)) {
      throw new Error(`no ${expected} before ${tokens[0]} in ${selector}`);
    }
  };
  const value = (): string => take().slice(1, -1);

  function values(): string[] {
    const list: string[] = [];
    must('{');
    while (!takes('}')) {
      list.push(value());
      takes(',');
    }
    return list;
  }

  /** An absent label is unequal to any value, and in no set. */
  function ofLabel(key: string): Test {
    const present =
      (test: (own: string) => boolean): Test =>
      labels =>
        key in labels && test(labels[key]);
    const absentOr =
      (test: (own: string) => boolean): Test =>
      labels =>
        !(key in labels) || test(labels[key]);
    const operator = take();
    switch (operator) {
      case '==': {
        const wanted = value();
        return present(own => own === wanted);
      }
      case '!=': {
        const unwanted = value();
        return absentOr(own => own !== unwanted);
      }
      case 'in': {
        const wanted = values();
        return present(own => wanted.includes(own));
      }
      case 'not': {
        must('in');
        const unwanted = values();
        return absentOr(own => !unwanted.includes(own));
      }
      case 'contains': {
        const part = value();
        return present(own => own.includes(part));
      }
      case 'starts': {
        must('with');
        const part = value();
        return present(own => own.startsWith(part));
      }
      case 'ends': {
        must('with');
        const part = value();
        return present(own => own.endsWith(part));
      }
      default:
        throw new Error(`no operator: ${operator} in ${selector}`);
    }
  }

  function operation(): Test {
    if (takes('!')) {
      const test = operation();
      return labels => !test(labels);
    }
    if (takes('(')) {
      const test = or();
      must(')');
      return test;
    }
    if (takes('all', '(', ')')) {
      // Of namespaces, whatever is in one.
      return labels => prefix !== 'pcns.' || NAMESPACE in labels;
    }
    if (takes('global', '(', ')')) {
      return labels => !(NAMESPACE in labels);
    }
    if (takes('has', '(')) {
      const key = prefix + take();
      must(')');
      return labels => key in labels;
    }
    return ofLabel(prefix + take());
  }

  function and(): Test {
    const tests = [operation()];
    while (takes('&&')) {
      tests.push(operation());
    }
    return labels => tests.every(test => test(labels));
  }

  function or(): Test {
    const tests = [and()];
    while (takes('||')) {
      tests.push(and());
    }
    return labels => tests.some(test => test(labels));
  }

  // An empty selector is all().
  const test = tokens.length === 0 ? () => true : or();
  if (tokens.length > 0) {
    throw new Error(`left over: ${tokens.join(' ')} of ${selector}`);
  }
  return test;
}
