import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  Name,
  Selection,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore, KubeObject } from '../clusters';
import { called, formatSelector, objectField } from '../objects';

/** That one object owns another, as the latter says. */
export const ownership = (
  store: ClusterStore,
  owner: string,
  owned: KubeObject,
): Evidence => ({
  text: `${owner} owns ${called(owned)}`,
  object: objectField(store.name, owned),
  fieldPath: 'metadata.ownerReferences',
});

/** That an object names another, as it says. */
export const naming = (
  store: ClusterStore,
  object: KubeObject,
  { text, fieldPath, value, to }: Name,
): Evidence => ({
  text,
  object: objectField(store.name, object),
  fieldPath,
  value: value ?? to.name,
});

const SELECTING: Readonly<Record<Selection['relation'], string>> = {
  selects: 'selects',
  protects: 'bounds how many may be taken away of',
};

/** That an object selects the Pods of a workload. */
export const selecting = (
  store: ClusterStore,
  object: KubeObject,
  { relation, fieldPath, selector }: Selection,
  workload: KubeObject,
): Evidence => ({
  text: `${called(object)} ${SELECTING[relation]} ${
    workload.kind === 'Pod' ? '' : 'the Pods of '
  }${called(workload)}`,
  object: objectField(store.name, object),
  fieldPath,
  value: formatSelector(selector) || 'every Pod of the namespace',
});
