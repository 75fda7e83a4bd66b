import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isTemplate, parseManifests } from './parse';
import type { Manifest, Manifests, Remark } from './types';

/** A larger file is no manifest, and would take minutes. */
const MAX_BYTES = 64 * 1024 * 1024;

const ENDINGS = /\.(ya?ml|json)$/i;

/** Folders that tools keep for themselves. */
const PASSED_OVER = /^(\.git|node_modules)$/;

/** Standard input as a path. */
export const STANDARD_INPUT = '-';

/**
 * Gives the bytes of a file, or of standard input.
 * @public
 */
export type ReadFile = (path: string) => Buffer;

/**
 * Manifests cannot be read where the caller says they are.
 * @public
 */
export class ManifestsNotFoundError extends Error {
  /** @param message - which path, and what the file system says of it */
  constructor(message: string) {
    super(message);
    this.name = 'ManifestsNotFoundError';
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function remarkOn(file: string, kind: Remark['kind'], message: string): Remark {
  return { kind, file, line: 1, column: 1, message };
}

/** UTF-8, unless the text begins with the mark of UTF-16, as what PowerShell writes. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encoding = isBig ? 'utf-16be' : 'utf-16le';
  return isLittle || isBig
    ? new TextDecoder(encoding).decode(bytes)
    : bytes.toString('utf8');
}

/** A file to read, and whether it is among the templates of a Helm chart. */
interface ManifestFile {
  readonly path: string;
  readonly ofChart: boolean;
}

function readOne(
  { path: file, ofChart }: ManifestFile,
  readFile: ReadFile,
): Manifests {
  try {
    if (file !== STANDARD_INPUT && statSync(file).size > MAX_BYTES) {
      const message = `is larger than ${MAX_BYTES / 1024 / 1024} MiB: not read`;
      return { manifests: [], remarks: [remarkOn(file, 'problem', message)] };
    }
    const text = decode(readFile(file));
    if (ofChart && isTemplate(text)) {
      const message =
        "is a Helm chart's template: render it first (helm template)";
      return { manifests: [], remarks: [remarkOn(file, 'note', message)] };
    }
    return parseManifests(text, file);
  } catch (error) {
    const message = `cannot be read: ${reasonOf(error)}`;
    return { manifests: [], remarks: [remarkOn(file, 'problem', message)] };
  }
}

/** Where a symbolic link leads; undefined when nowhere. */
function targetOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The manifest files below a folder, sorted. Links are followed where they stay
 * inside: a folder from elsewhere must not show what else is on the disk.
 */
function filesBelow(root: string, remarks: Remark[]): ManifestFile[] {
  const inside = realpathSync(root);
  const seen = new Set<string>();
  const files: ManifestFile[] = [];
  const walk = (folder: string, ofChart: boolean) => {
    const real = realpathSync(folder);
    if (seen.has(real)) {
      return;
    }
    seen.add(real);
    const entries = readdirSync(folder).sort();
    const isChart = entries.includes('Chart.yaml');
    for (const entry of entries) {
      const path = join(folder, entry);
      const target = targetOf(path);
      if (!target || !(target + sep).startsWith(inside + sep)) {
        const message = 'is a link that leads out of the folder: not followed';
        remarks.push(remarkOn(path, 'note', message));
        continue;
      }
      const stats = statSync(target);
      if (stats.isDirectory() && !PASSED_OVER.test(entry)) {
        try {
          walk(path, ofChart || (isChart && entry === 'templates'));
        } catch (error) {
          const message = `cannot be read: ${reasonOf(error)}`;
          remarks.push(remarkOn(path, 'problem', message));
        }
      } else if (
        stats.isFile() &&
        ENDINGS.test(entry) &&
        // Mounted ConfigMaps have each file twice: by its name, and by what it links to.
        !seen.has(target)
      ) {
        seen.add(target);
        files.push({ path, ofChart });
      }
    }
  };
  walk(root, false);
  return files;
}

/**
 * Reads the Kubernetes objects of a file (`-` for standard input), or of all
 * `.yaml`, `.yml` and `.json` files in a folder and those below it.
 * @throws ManifestsNotFoundError when there is no such file or folder.
 * @public
 */
export function readManifests(path: string, readFile: ReadFile): Manifests {
  const remarks: Remark[] = [];
  let files: ManifestFile[] = [{ path, ofChart: false }];
  try {
    if (path !== STANDARD_INPUT && statSync(path).isDirectory()) {
      files = filesBelow(path, remarks);
    }
  } catch (error) {
    throw new ManifestsNotFoundError(`${path}: ${reasonOf(error)}`);
  }
  const manifests: Manifest[] = [];
  for (const file of files) {
    const read = readOne(file, readFile);
    for (const each of read.manifests) {
      manifests.push(each);
    }
    for (const each of read.remarks) {
      remarks.push(each);
    }
  }
  if (manifests.length === 0) {
    remarks.push(remarkOn(path, 'problem', 'there is no Kubernetes object'));
  }
  return { manifests, remarks };
}
