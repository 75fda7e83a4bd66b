import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { parseKubernetesYaml } from '@hybrid-apps/network-policy';
import { readFile } from 'node:fs/promises';
import { z as zod } from 'zod/v3';

const manifest = zod
  .object({
    apiVersion: zod.string().min(1),
    kind: zod.string().min(1),
    metadata: zod
      .object({
        name: zod.string().min(1),
        namespace: zod.string().optional(),
      })
      .passthrough(),
  })
  .passthrough();

function parseManifest(value: unknown, place: string): Manifest {
  const parsed = manifest.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `${place} is no manifest: ${path.join('.') || 'it'}: ${message}`,
    );
  }
  return parsed.data;
}

/** YAML of several documents, as kubectl would read it; empty ones are passed over. */
function parseYaml(text: string, file: string): Manifest[] {
  return parseKubernetesYaml(text).flatMap((document, index) => {
    const place = `Document ${index + 1} of ${file}`;
    if ('fault' in document) {
      const { code, line, column } = document.fault;
      throw new InputError(
        `${place} is no YAML: ${code} in line ${line}, column ${column}`,
      );
    }
    const { value } = document;
    return value === null || value === undefined
      ? []
      : [parseManifest(value, place)];
  });
}

/** The input of actions that take manifests. */
export const manifestsInput = {
  manifests: (z: typeof zod) =>
    z
      .array(z.record(z.unknown()))
      .min(1)
      .max(200)
      .optional()
      .describe('The manifests as objects, as hybrid-apps:render gives them'),
  manifestsPath: (z: typeof zod) =>
    z
      .string()
      .optional()
      .describe(
        'Instead: a YAML file in the workspace, such as fetch:template wrote it',
      ),
};

/**
 * The manifests that an action is to work on.
 *
 * @throws InputError that names the document or the place in the file that is
 * no manifest, without its contents.
 */
export async function readManifests(
  input: { manifests?: unknown[]; manifestsPath?: string },
  workspacePath: string,
): Promise<Manifest[]> {
  const { manifests, manifestsPath } = input;
  if ((manifests === undefined) === (manifestsPath === undefined)) {
    throw new InputError('Give either manifests or manifestsPath.');
  }
  if (manifests) {
    return manifests.map((value, index) =>
      parseManifest(value, `Item ${index + 1} of manifests`),
    );
  }
  const file = manifestsPath ?? '';
  const text = await readFile(
    resolveSafeChildPath(workspacePath, file),
    'utf8',
  );
  const parsed = parseYaml(text, file);
  if (parsed.length === 0) {
    throw new InputError(`${file} holds no manifest.`);
  }
  return parsed;
}
