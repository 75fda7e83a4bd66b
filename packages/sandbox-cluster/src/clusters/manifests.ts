import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { isJson, KubeObject } from '../objects';

/**
 * The objects in YAML files, in the order of the files' names.
 *
 * @param paths - files, and folders whose `.yaml` files are all read, those of
 * their subfolders too
 * @throws for a path that is absent and for what is no manifest, naming the file
 * @public
 */
export function readManifests(paths: readonly string[]): KubeObject[] {
  return paths.flatMap(filesIn).flatMap(readFile);
}

function filesIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new Error(`There are no manifests at ${path}`);
  }
  if (!found.isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory() || /\.ya?ml$/.test(entry.name))
    .map(entry => join(path, entry.name))
    .sort()
    .flatMap(filesIn);
}

function readFile(file: string): KubeObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${file}: ${error.message}`, { cause: error });
    }
    const value: unknown = document.toJS();
    return value === null || value === undefined ? [] : [asObject(value, file)];
  });
}

function asObject(value: unknown, file: string): KubeObject {
  if (isJson(value)) {
    const { apiVersion, kind, metadata } = value;
    if (
      typeof apiVersion === 'string' &&
      typeof kind === 'string' &&
      isJson(metadata) &&
      typeof metadata.name === 'string'
    ) {
      const { name } = metadata;
      return { ...value, apiVersion, kind, metadata: { ...metadata, name } };
    }
  }
  throw new Error(
    `${file}: a manifest needs apiVersion, kind and metadata.name`,
  );
}
