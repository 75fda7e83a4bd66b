import { isScalar, visit } from 'yaml';
import type { Document, LineCounter } from 'yaml';
import { InvalidFieldError, isRecord } from '../objects/fields';
import { unfold } from '../objects/lists';
import type { Path } from '../objects/lists';
import { parseObject } from '../objects/object';
import { MAX_DEPTH, composeYaml } from './compose';
import { locate, parsePath } from './locate';
import type { Manifest, Manifests, Place, Remark } from './types';

const TOO_DEEP = `the document is nested deeper than ${MAX_DEPTH} levels`;

/** How often a document's anchors may be repeated, all in all: a bomb wants more. */
const MAX_ALIASES = 1000;

/** How many values a document may hold once its anchors are written out. */
const MAX_SIZE = 10_000_000;

/** Files for kubectl itself, which look like objects and are not. */
const CLIENT_SIDE_GROUPS = ['kustomize.config.k8s.io/', 'kind.x-k8s.io/'];

/** Such a file may also be without its kind. */
const KUSTOMIZATION = /(^|[\\/])kustomization(\.ya?ml)?$/i;

/** Whether a text has places where a tool, like Helm, puts something else. */
export function isTemplate(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && text.includes('}}', start);
}

/** A value of a file and the way to say where its parts are. */
interface Source {
  readonly value: unknown;
  locate(path: Path): Place;
}

interface Syntax {
  readonly sources: readonly Source[];
  readonly remarks: readonly Remark[];
}

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

interface Inspection {
  readonly duplicates: readonly { key: string; offset: number }[];
  readonly aliases: number;
}

/**
 * What `yaml` itself would find only by comparing each key with each other, and
 * by looking through the document once per alias.
 */
function inspect(document: Document): Inspection {
  const duplicates: { key: string; offset: number }[] = [];
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
            duplicates.push({ key: name, offset: key.range?.[0] ?? 0 });
          }
          seen.add(name);
        }
      }
    },
  });
  return { duplicates, aliases };
}

/** In words what `yaml` throws when it composes a document or turns it into values. */
function describe(error: unknown): string {
  if (error instanceof RangeError) {
    return 'is nested too deeply to be read';
  }
  const message = error instanceof Error ? error.message : String(error);
  return /alias count/i.test(message)
    ? `repeats its anchors more than ${MAX_ALIASES} times`
    : `cannot be read: ${message}`;
}

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function readYaml(text: string, file: string): Syntax {
  const sources: Source[] = [];
  const remarks: Remark[] = [];
  const { documents, tooDeep, lines } = composeYaml(text);
  const remark = (kind: Remark['kind'], offset: number, message: string) =>
    remarks.push({ kind, ...placeAt(file, lines, offset), message });
  for (const document of documents) {
    const start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0;
    if (tooDeep.has(document)) {
      remark('problem', start, TOO_DEEP);
      continue;
    }
    const [error] = document.errors;
    if (error) {
      const hint = isTemplate(text)
        ? ': a template has to be rendered first'
        : '';
      remark('problem', error.pos[0], `${error.message}${hint}`);
      continue;
    }
    document.warnings.forEach(each =>
      remark('note', each.pos[0], each.message),
    );
    try {
      const { aliases, duplicates } = inspect(document);
      if (aliases > MAX_ALIASES) {
        throw new ReferenceError('Excessive alias count');
      }
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      for (const { key, offset } of duplicates) {
        remark(
          'problem',
          offset,
          `"${key}" is there more than once: the last one is taken`,
        );
      }
      sources.push({
        value,
        locate: path => placeAt(file, lines, locate(document, path)),
      });
    } catch (failure) {
      remark('problem', start, `the document ${describe(failure)}`);
    }
  }
  return { sources, remarks };
}

/** JSON as it is; where its parts are is looked up only when somebody asks. */
function readJson(text: string, file: string): Syntax | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The reader of YAML says what is wrong and where: JSON is YAML too.
    return undefined;
  }
  let composed: ReturnType<typeof composeYaml> | undefined;
  const locateIn = (path: Path): Place => {
    composed ??= composeYaml(text);
    const [document] = composed.documents;
    return placeAt(file, composed.lines, locate(document, path));
  };
  return { sources: [{ value, locate: locateIn }], remarks: [] };
}

/** A file that says two of these means to be an object; with fewer it is something else. */
function looksLikeObject(value: unknown): boolean {
  if (!isRecord(value)) {
    return false;
  }
  const { apiVersion } = value;
  return (
    ['apiVersion', 'kind', 'metadata'].filter(key => key in value).length > 1 &&
    !CLIENT_SIDE_GROUPS.some(
      group => typeof apiVersion === 'string' && apiVersion.startsWith(group),
    )
  );
}

/** Why a document that is no object is passed over, and what to do where it leads to some. */
function inVain(value: unknown, file: string): string {
  return KUSTOMIZATION.test(file) ||
    (isRecord(value) && value.kind === 'Kustomization')
    ? 'is a kustomization: what it makes of the files is not looked at, build it first (kubectl kustomize)'
    : 'is no Kubernetes object: passed over';
}

/**
 * Reads the Kubernetes objects of a YAML or JSON file: several documents, Lists
 * for their items. It never throws for what the text holds: that is a remark, and
 * the rest is read.
 */
export function parseManifests(text: string, file: string): Manifests {
  const manifests: Manifest[] = [];
  const remarks: Remark[] = [];
  const start: Place = { file, line: 1, column: 1 };
  let syntax: Syntax;
  try {
    syntax =
      (/^\s*[[{]/.test(text) ? readJson(text, file) : undefined) ??
      readYaml(text, file);
  } catch (error) {
    const message = `the file ${describe(error)}`;
    return { manifests, remarks: [{ kind: 'problem', ...start, message }] };
  }
  remarks.push(...syntax.remarks);
  for (const source of syntax.sources) {
    const complain = (kind: Remark['kind'], path: Path, message: string) =>
      remarks.push({ kind, ...source.locate(path), message });
    const { depth, size } = extentOf(source.value);
    if (depth > MAX_DEPTH || size > MAX_SIZE) {
      const message =
        depth > MAX_DEPTH
          ? TOO_DEEP
          : 'the document is too large with its anchors written out';
      remarks.push({ kind: 'problem', ...source.locate([]), message });
      continue;
    }
    const { objects, remarks: onLists } = unfold(source.value);
    onLists.forEach(({ kind, path, message }) => complain(kind, path, message));
    for (const { value, path: base } of objects) {
      const isWhole = base.length === 0;
      if (isWhole && (value === null || value === undefined)) {
        continue;
      }
      if (isWhole && !looksLikeObject(value)) {
        complain('note', base, inVain(value, file));
        continue;
      }
      try {
        if (!isRecord(value)) {
          throw new InvalidFieldError({ value }, 'is no Kubernetes object');
        }
        parseObject(value);
        manifests.push({
          object: value,
          place: path => source.locate([...base, ...parsePath(path)]),
        });
      } catch (error) {
        if (!(error instanceof InvalidFieldError)) {
          throw error;
        }
        complain(
          'problem',
          [...base, ...parsePath(error.path)],
          `${error.path || 'the item'} ${error.message}`,
        );
      }
    }
  }
  return { manifests, remarks };
}
