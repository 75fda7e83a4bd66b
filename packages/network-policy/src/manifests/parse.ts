import type { LineCounter } from 'yaml';
import { InvalidFieldError } from '../objects/fields';
import { unfold } from '../objects/lists';
import type { Path } from '../objects/lists';
import { identify } from '../objects/object';
import { isRecord } from '../objects/values';
import { composeYaml } from './compose';
import { describe, readDocuments, whyTooMuch } from './documents';
import { locate, parsePath } from './locate';
import type { Manifest, Manifests, Place, Remark } from './types';

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

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function readYaml(text: string, file: string): Syntax {
  const sources: Source[] = [];
  const remarks: Remark[] = [];
  const hint = isTemplate(text) ? ': a template has to be rendered first' : '';
  for (const { document, lines, content, faults } of readDocuments(text)) {
    for (const { kind, offset, message } of faults) {
      remarks.push({
        kind,
        ...placeAt(file, lines, offset),
        message: content ? message : `${message}${hint}`,
      });
    }
    if (content) {
      sources.push({
        value: content.value,
        locate: path => placeAt(file, lines, locate(document, path)),
      });
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
  const tooMuch = whyTooMuch(value);
  return tooMuch === undefined
    ? { sources: [{ value, locate: locateIn }], remarks: [] }
    : {
        sources: [],
        remarks: [{ kind: 'problem', ...locateIn([]), message: tooMuch }],
      };
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
        identify(value);
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
