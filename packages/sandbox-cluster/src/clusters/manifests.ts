import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { KubeObject } from '../objects';

/** The YAML files of a folder and those below it, or the one file that is named. */
function yamlFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      if (entry.isDirectory()) {
        return yamlFiles(join(path, entry.name));
      }
      return /\.ya?ml$/.test(entry.name) ? [join(path, entry.name)] : [];
    });
}

function isObject(value: unknown): value is KubeObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    typeof value.apiVersion === 'string' &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'metadata' in value &&
    typeof value.metadata === 'object' &&
    value.metadata !== null &&
    'name' in value.metadata
  );
}

/**
 * The objects of manifests, as `kubectl apply -R -f` would read them.
 *
 * @param paths - files, or folders with files that end in .yaml or .yml
 * @throws where one cannot be read, or holds what is no Kubernetes object: the
 * error names the file
 */
export function readManifests(paths: readonly string[]): KubeObject[] {
  return paths.flatMap(yamlFiles).flatMap(file =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
      const [problem] = document.errors;
      if (problem) {
        throw new Error(`${file}: ${problem.message}`);
      }
      const value: unknown = document.toJS();
      if (value === null || value === undefined) {
        return [];
      }
      if (!isObject(value)) {
        throw new Error(
          `${file} holds a document without apiVersion, kind or metadata.name`,
        );
      }
      return [value];
    }),
  );
}
