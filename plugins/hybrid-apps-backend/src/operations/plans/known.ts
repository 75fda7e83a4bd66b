import { ClusterStore } from '../../clusters';
import { knowsKindOf, parseNodeId } from '../../objects';

/** What else has to be known to tell whether one of a kind runs. */
const TWINS: Readonly<Record<string, string>> = {
  VirtualMachine: 'VirtualMachineInstance',
};

/**
 * Why it cannot be told whether an object runs, or is there at all; undefined
 * where it can. What is not known must not pass for what is stopped.
 */
export function whyUnknown(
  id: string,
  stores: readonly Pick<ClusterStore, 'name' | 'knowledge'>[],
): string | undefined {
  const { cluster, namespace, group, kind, name } = parseNodeId(id);
  const twin = TWINS[kind];
  const needed = [
    id,
    ...(twin ? [[cluster, namespace, group, twin, name].join('/')] : []),
  ];
  const unknown = needed.find(one => !knowsKindOf(one, stores));
  return (
    unknown &&
    `Which ${
      parseNodeId(unknown).kind
    }s there are in namespace '${namespace}' of cluster '${cluster}' is not known now, and so not whether it runs.`
  );
}
