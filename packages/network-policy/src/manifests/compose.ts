import { Composer, LineCounter, Parser } from 'yaml';
import type { CST, Document } from 'yaml';
import { KUBERNETES_SCHEMA } from './schema';

/** No Kubernetes object nests deeper; a deeper value would exhaust the stack. */
export const MAX_DEPTH = 100;

/** The documents of a YAML text; what is wrong with them is in their `errors`. */
export interface Composed {
  readonly documents: readonly Document[];
  /** Those that nest too deeply to be read: they are composed as empty. */
  readonly tooDeep: ReadonlySet<Document>;
  readonly lines: LineCounter;
}

/** The values that a token holds of itself, in a mapping, a sequence or a document. */
function childrenOf(
  token: CST.Token,
): readonly (CST.Token | null | undefined)[] {
  if (token.type === 'document') {
    return [token.value];
  }
  return 'items' in token
    ? token.items.flatMap(({ key, value }) => [key, value])
    : [];
}

/** Looked at level by level, since whatever calls itself would come to the end of the stack. */
function isTooDeep(document: CST.Token): boolean {
  let level: CST.Token[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    level = level
      .flatMap(childrenOf)
      .filter((child): child is CST.Token =>
        Boolean(child && 'items' in child),
      );
  }
  return false;
}

/**
 * Runs without stack traces in errors: `yaml` makes an error for each fault of a
 * text, and a megabyte of bare commas has a million, all but a second of whose
 * ten seconds go into traces that nobody reads.
 */
function withoutTraces<T>(compose: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return compose();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export function composeYaml(text: string): Composed {
  const lines = new LineCounter();
  const composer = new Composer({
    ...KUBERNETES_SCHEMA,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const deepOffsets = new Set<number>();
  function* compose(): Generator<Document> {
    for (const token of new Parser(lines.addNewLine).parse(text)) {
      if (token.type === 'document' && isTooDeep(token)) {
        deepOffsets.add(token.offset);
        yield* composer.next({ ...token, value: undefined });
      } else {
        yield* composer.next(token);
      }
    }
    // Also without a document: what is wrong with such a text is told by an empty one.
    yield* composer.end(true, text.length);
  }
  const documents = withoutTraces(() => [...compose()]);
  const isDeep = ({ range }: Document) => deepOffsets.has(range?.[0] ?? -1);
  return { documents, tooDeep: new Set(documents.filter(isDeep)), lines };
}
