/** Claims that a VM could have as a disk. */
import { ClusterStore, KubeObject } from '../../../clusters';
import { factsOf } from '../../../kinds';
import { at, list, text } from '../../../objects';
import { Choice } from '../types';
import { isGoing } from './shared';

const CLAIM = { group: '', kind: 'PersistentVolumeClaim' };

/** The claim behind a volume of a VM. One name is for both a DataVolume and its claim. */
export const claimOf = (volume: unknown): string | undefined =>
  text(at(volume, 'dataVolume', 'name')) ??
  text(at(volume, 'persistentVolumeClaim', 'claimName'));

export const volumesOf = (vm: KubeObject): readonly unknown[] =>
  list(at(vm, 'spec', 'template', 'spec', 'volumes'));

const dataVolume = (namespace: string | undefined, name: string) => ({
  group: 'cdi.kubevirt.io',
  kind: 'DataVolume',
  namespace,
  name,
});

/**
 * Nobody's disk: CDI fills one first and hands its volume over, and in one
 * KubeVirt keeps the TPM and the EFI variables of a VM, also while that is off.
 * Source: kubevirt, pkg/storage/backend-storage, `PVCPrefix`.
 */
const isNoDisk = ({
  metadata: { name, labels, ownerReferences = [] },
}: KubeObject) =>
  ownerReferences.some(({ kind }) => kind === CLAIM.kind) ||
  labels?.['persistent-state-for'] !== undefined ||
  name.startsWith('persistent-state-for-');

/** Those of a VM's namespace that nothing uses, VM or Pod. */
export function freeClaims(
  { metadata: { namespace } }: KubeObject,
  store: ClusterStore,
): Choice[] {
  const ofVms = new Set(
    store
      .list({ group: 'kubevirt.io', kind: 'VirtualMachine', namespace })
      .flatMap(volumesOf)
      .map(claimOf),
  );
  const isUsed = (claim: KubeObject) => {
    const { name } = claim.metadata;
    const volume = store.get(dataVolume(namespace, name));
    return (
      ofVms.has(name) ||
      store.naming(claim).length > 0 ||
      (volume !== undefined && store.naming(volume).length > 0)
    );
  };
  return store
    .list({ ...CLAIM, namespace })
    .filter(claim => !isGoing(claim) && !isNoDisk(claim) && !isUsed(claim))
    .map(claim => {
      const { name } = claim.metadata;
      const { size } = factsOf(claim, store, {});
      return { value: name, label: size ? `${name}: ${size}` : name };
    });
}

/** How a VM names a claim: by its DataVolume, where there is one. */
export const sourceOf = (
  { metadata: { namespace } }: KubeObject,
  claim: string,
  store: ClusterStore,
) =>
  store.get(dataVolume(namespace, claim))
    ? { dataVolume: { name: claim, hotpluggable: true } }
    : { persistentVolumeClaim: { claimName: claim, hotpluggable: true } };
