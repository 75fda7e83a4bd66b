import { ObjectKey } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { KubeObject } from '../../clusters';

const claimKey = (namespace: string | undefined, name: string): ObjectKey => ({
  group: '',
  kind: 'PersistentVolumeClaim',
  namespace,
  name,
});

/** Of the claims that a StatefulSet made for its Pods, the name without the number; in no name is a `<`. */
export const setClaimsKey = (
  namespace: string | undefined,
  template: string,
  set: string,
): ObjectKey => claimKey(namespace, `${template}-${set}-<ordinal>`);

/**
 * A claim may be one that a StatefulSet made for its Pods:
 * `<template>-<name>-<ordinal>`.
 * Source: kubernetes, pkg/controller/statefulset/stateful_set_utils.go,
 * getPersistentVolumeClaimName.
 */
export function claimKeys({ metadata }: KubeObject): ObjectKey[] {
  const base = metadata.name.match(/^(.+)-\d+$/)?.[1];
  return base ? [claimKey(metadata.namespace, `${base}-<ordinal>`)] : [];
}
