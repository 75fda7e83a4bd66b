import { isScalar, visit } from 'yaml';
import type { Document, LineCounter } from 'yaml';
import { MAX_DEPTH, composeYaml } from './compose';
import type { Remark } from './types';

/** How often a document's anchors may be repeated, all in all: a bomb wants more. */
const MAX_ALIASES = 1000;

/** How many values a document may hold once its anchors are written out. */
const MAX_SIZE = 10_000_000;

const TOO_DEEP = `the document is nested deeper than ${MAX_DEPTH} levels`;

/** How deep a value is, and how large when all that is shared in it is written out. */
interface Extent {
  readonly depth: number;
  readonly size: number;
}

const ENDLESS: Extent = { depth: Infinity, size: Infinity };

/** Anchors make a value that is small in memory and endless to whoever walks it. */
function extentOf(
  value: unknown,
  known = new Map<object, Extent>(),
  level = 0,
): Extent {
  if (typeof value !== 'object' || value === null) {
    const length = typeof value === 'string' ? value.length : 0;
    return { depth: 0, size: 1 + length / 100 };
  }
  if (level > MAX_DEPTH) {
    return ENDLESS;
  }
  const before = known.get(value);
  if (before) {
    return before;
  }
  // What is still being measured when it is met again holds itself.
  known.set(value, ENDLESS);
  let [depth, size] = [1, 1];
  for (const child of Object.values(value)) {
    const extent = extentOf(child, known, level + 1);
    depth = Math.max(depth, extent.depth + 1);
    size += extent.size;
  }
  known.set(value, { depth, size });
  return { depth, size };
}

/** Why a value is more than anybody could walk through; undefined when it is not. */
export function whyTooMuch(value: unknown): string | undefined {
  const { depth, size } = extentOf(value);
  if (depth > MAX_DEPTH) {
    return TOO_DEEP;
  }
  return size > MAX_SIZE
    ? 'the document is too large with its anchors written out'
    : undefined;
}

/** In words what `yaml` throws when it composes a document or turns it into values. */
export function describe(error: unknown): string {
  if (error instanceof RangeError) {
    return 'is nested too deeply to be read';
  }
  const message = error instanceof Error ? error.message : String(error);
  return /alias count/i.test(message)
    ? `repeats its anchors more than ${MAX_ALIASES} times`
    : `cannot be read: ${message}`;
}

/** What is to be said of a place in a document. */
export interface Fault {
  readonly kind: Remark['kind'];
  /** What is the matter in one word: it holds nothing of the text. */
  readonly code: string;
  readonly offset: number;
  readonly message: string;
}

/** One document of a text. */
export interface ReadDocument {
  readonly document: Document;
  readonly lines: LineCounter;
  /** What it holds; absent when it cannot be read. */
  readonly content?: { readonly value: unknown };
  readonly faults: readonly Fault[];
}

/**
 * What `yaml` itself would find only by comparing each key with each other, and
 * by looking through the document once per alias.
 */
function inspect(document: Document) {
  const duplicates: Fault[] = [];
  let aliases = 0;
  visit(document, {
    Alias() {
      aliases += 1;
    },
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (isScalar(key)) {
          const name = String(key.value);
          if (seen.has(name) && name !== '<<') {
            duplicates.push({
              kind: 'problem',
              code: 'DUPLICATE_KEY',
              offset: key.range?.[0] ?? 0,
              message: `"${name}" is there more than once: the last one is taken`,
            });
          }
          seen.add(name);
        }
      }
    },
  });
  return { duplicates, aliases };
}

function readDocument(
  document: Document,
  isTooDeep: boolean,
): Omit<ReadDocument, 'document' | 'lines'> {
  const start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0;
  const unread = (code: string, message: string, offset = start) => ({
    faults: [{ kind: 'problem' as const, code, offset, message }],
  });
  if (isTooDeep) {
    return unread('TOO_DEEP', TOO_DEEP);
  }
  const [error] = document.errors;
  if (error) {
    return unread(error.code, error.message, error.pos[0]);
  }
  try {
    const { aliases, duplicates } = inspect(document);
    if (aliases > MAX_ALIASES) {
      throw new ReferenceError('Excessive alias count');
    }
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const tooMuch = whyTooMuch(value);
    if (tooMuch !== undefined) {
      return unread('TOO_LARGE', tooMuch);
    }
    const warnings = document.warnings.map(
      ({ code, pos, message }): Fault => ({
        kind: 'note',
        code,
        offset: pos[0],
        message,
      }),
    );
    return { content: { value }, faults: [...warnings, ...duplicates] };
  } catch (failure) {
    return unread('UNREADABLE', `the document ${describe(failure)}`);
  }
}

/**
 * The documents of a YAML text.
 * @throws RangeError and others of `yaml`, which `describe` puts into words
 */
export function readDocuments(text: string): ReadDocument[] {
  const { documents, tooDeep, lines } = composeYaml(text);
  return documents.map(document => ({
    document,
    lines,
    ...readDocument(document, tooDeep.has(document)),
  }));
}

/**
 * One document of a YAML text: its value, or what is wrong with it.
 * @public
 */
export type YamlDocument =
  | { readonly value: unknown }
  | {
      readonly fault: {
        /** What is the matter, in one word. */
        readonly code: string;
        /** Where, counted from 1. */
        readonly line: number;
        /** Where in the line, counted from 1. */
        readonly column: number;
      };
    };

/**
 * Reads YAML as kubectl and API servers do, which is not as YAML 1.2 has it: `0644` is
 * 420 and `no` is false, dates are texts. A key that is there twice is a fault.
 * @public
 */
export function parseKubernetesYaml(text: string): YamlDocument[] {
  let documents: ReadDocument[];
  try {
    documents = readDocuments(text);
  } catch {
    return [{ fault: { code: 'UNREADABLE', line: 1, column: 1 } }];
  }
  return documents.map(({ content, faults, lines }) => {
    const fault = faults.find(({ kind }) => kind === 'problem');
    if (!fault) {
      return { value: content?.value };
    }
    const { line, col } = lines.linePos(fault.offset);
    return {
      fault: {
        code: fault.code,
        line: Math.max(line, 1),
        column: Math.max(col, 1),
      },
    };
  });
}
