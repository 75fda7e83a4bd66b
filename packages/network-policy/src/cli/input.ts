import { readManifests } from '../manifests';
import type { Manifest, Place, ReadFile, Remark } from '../manifests';
import { createPolicyModel } from '../model';
import type { PolicyModel, PolicyModelOptions } from '../model';
import { createNaming, formatReference } from '../objects/object';
import type { ObjectReference } from '../objects/object';
import { UsageError } from './options';
import { didYouMean } from './similar';

/** A folder of manifests with its model. */
export interface Input {
  readonly model: PolicyModel;
  readonly objects: readonly object[];
  /** What the reader has to say. */
  readonly remarks: readonly Remark[];
  /** What the engine complains of: `findings()` has it too. */
  readonly problems: readonly Remark[];
  /** Where a field of an object stands; undefined when the object is not in the files. */
  placeOf(object: ObjectReference, path: string): Place | undefined;
  /**
   * Reads a file beside the manifests, or standard input.
   *
   * @throws UsageError where it cannot be read
   */
  readText(file: string): string;
}

const keyOf = ({ apiVersion, kind, namespace, name }: ObjectReference) =>
  [apiVersion, kind, namespace ?? 'default', name].join('|');

/** Throws unless some pod or VM is on the network that was asked for. */
function mustBeThere(
  { network }: PolicyModelOptions,
  model: PolicyModel,
  objects: readonly object[],
): void {
  if (network !== undefined && !model.networks.includes(network)) {
    const { networks } = createPolicyModel(objects);
    const hint =
      didYouMean(network, networks) ||
      ` (there ${networks.length ? `are ${networks.join(', ')}` : 'is none'})`;
    throw new UsageError(`no pod or VM is on network ${network}${hint}`);
  }
}

/**
 * Reads a folder, a file or standard input.
 *
 * @throws ManifestsNotFoundError
 * @throws UsageError where nobody is on the network that the options name
 */
export function load(
  path: string,
  options: PolicyModelOptions,
  readFile: ReadFile,
): Input {
  const { manifests, remarks } = readManifests(path, readFile);
  const objects = manifests.map(each => each.object);
  const model = createPolicyModel(objects, options);
  mustBeThere(options, model, objects);
  const nameOf = createNaming();
  // Of objects that are there twice the last is taken, here as in the model.
  const byKey = new Map<string, Manifest>(
    manifests.map(each => [keyOf(nameOf(each.object)), each]),
  );
  const placeOf = (object: ObjectReference, at: string) =>
    byKey.get(keyOf(object))?.place(at);
  const problems = model.problems.map(
    ({ object, path: at, message }): Remark => ({
      kind: 'problem',
      ...(placeOf(object, at) ?? { file: path, line: 1, column: 1 }),
      message: `${formatReference(object)}: ${message}`,
    }),
  );
  const isNobody = objects.length > 0 && model.workloads.length === 0;
  const nobody: Remark = {
    kind: 'note',
    ...{ file: path, line: 1, column: 1 },
    message: 'there is no Pod and no workload, so nobody to connect',
  };
  return {
    model,
    objects,
    remarks: isNobody ? [...remarks, nobody] : remarks,
    problems,
    placeOf,
    readText: file => {
      try {
        return readFile(file).toString('utf8');
      } catch (error) {
        throw new UsageError(
          `${file}: ${error instanceof Error ? error.message : error}`,
        );
      }
    },
  };
}
