import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
  stringify,
} from 'yaml';

/** A place in the editor. Both count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Why a text cannot be taken as a change, and where that is. */
export interface Problem {
  code:
    | 'syntax'
    | 'noObject'
    | 'noField'
    | 'noNamespace'
    | 'twice'
    | 'removedToo'
    | 'nothing';
  /** What the problem is about: a field, an object, the parser's words. */
  detail: string;
  /** Absent where the whole is meant. */
  place?: Place;
}

export interface PlacedManifest {
  manifest: Manifest;
  place: Place;
}

/** What a text holds. Where there are problems, the manifests are not all. */
export interface Manifests {
  manifests: PlacedManifest[];
  problems: Problem[];
}

/**
 * Policies of a namespace. Of these the portal cannot know the namespace that
 * the caller of `kubectl apply` would have; in a wrong one, they change nothing.
 */
const NAMESPACED = [
  'NetworkPolicy',
  'NetworkSet',
  'StagedNetworkPolicy',
  'StagedKubernetesNetworkPolicy',
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

/** Where a field is, or would be: the innermost node on the way that there is. */
function offsetOf(node: Node, path: string[]): number {
  const [first, ...rest] = path;
  const next = first && isMap(node) ? node.get(first, true) : undefined;
  return isNode(next) && next.range
    ? offsetOf(next, rest)
    : node.range?.[0] ?? 0;
}

/** The objects of a document: a List, as `kubectl get -o yaml` prints it, has several. */
function objectsOf(contents: Node): Node[] {
  if (!isMap(contents) || !/List$/.test(String(contents.get('kind')))) {
    return [contents];
  }
  const items = contents.get('items');
  return isSeq(items) ? items.items.filter(isNode) : [contents];
}

/** What stands between two lines `---` with nothing between them. */
const isEmpty = (contents: Node): boolean =>
  isScalar(contents) && contents.value === null;

/** A manifest, or the first field that keeps the value from being one. */
function asManifest(value: Record<string, unknown>): Manifest | string[] {
  const { apiVersion, kind, metadata } = value;
  if (!isText(apiVersion)) {
    return ['apiVersion'];
  }
  if (!isText(kind)) {
    return ['kind'];
  }
  const { name, namespace, ...others } = isRecord(metadata) ? metadata : {};
  if (!isText(name)) {
    return ['metadata', 'name'];
  }
  if (namespace !== undefined && !isText(namespace)) {
    return ['metadata', 'namespace'];
  }
  return {
    ...value,
    apiVersion,
    kind,
    metadata: { ...others, name, ...(namespace && { namespace }) },
  };
}

/** Reads the manifests of a text of one or more YAML documents. */
export function readManifests(text: string): Manifests {
  const lines = new LineCounter();
  const result: Manifests = { manifests: [], problems: [] };
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };

  const readObject = (node: Node, document: Document) => {
    const problem = (code: Problem['code'], path: string[], detail: string) => {
      result.problems.push({
        code,
        detail,
        place: placeOf(offsetOf(node, path)),
      });
    };
    let value: unknown;
    try {
      value = node.toJS(document);
    } catch (error) {
      // An alias of nothing, or aliases by the thousand.
      problem('syntax', [], error instanceof Error ? error.message : '');
      return;
    }
    if (!isRecord(value)) {
      problem('noObject', [], '');
      return;
    }
    const manifest = asManifest(value);
    if (Array.isArray(manifest)) {
      problem('noField', manifest, manifest.join('.'));
      return;
    }
    const { kind, metadata } = manifest;
    if (NAMESPACED.includes(kind) && !metadata.namespace) {
      problem('noNamespace', ['metadata'], `${kind} ${metadata.name}`);
      return;
    }
    result.manifests.push({
      manifest,
      place: placeOf(offsetOf(node, [])),
    });
  };

  for (const document of parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
  })) {
    // One error brings others along that are none.
    const [error] = document.errors;
    if (error) {
      const place = placeOf(error.pos[0]);
      result.problems.push({ code: 'syntax', detail: error.message, place });
    } else if (document.contents && !isEmpty(document.contents)) {
      objectsOf(document.contents).forEach(node => readObject(node, document));
    }
  }
  return result;
}

/** An object as one would write it in a file: without what the cluster adds. */
export function manifestText({ metadata, ...object }: Manifest): string {
  const { status, ...body } = object;
  const { name, namespace, labels, annotations } = metadata;
  const { apiVersion, kind, ...rest } = body;
  return stringify({
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations },
    ...rest,
  });
}

/** Adds a document after those that a text has. */
export function appendDocument(text: string, document: string): string {
  const before = text.trimEnd();
  return before ? `${before}\n---\n${document}` : document;
}
