/** Where a DataVolume's content comes from, and what that says of its transfer. */
import { imageIsMissing } from '../pods/markers';
import { DataVolume, View } from '../shapes';

/** The claim that is cloned, where one is. */
export function sourceClaim(volume: DataVolume, view: View) {
  const reference = sourceReference(volume, view);
  return (
    reference &&
    view.get('PersistentVolumeClaim', reference.name, reference.namespace)
  );
}

function sourceReference({ spec, metadata }: DataVolume, view: View) {
  const { namespace } = metadata;
  if (spec.source?.pvc) {
    return { namespace, ...spec.source.pvc };
  }
  const { sourceRef } = spec;
  const dataSource =
    sourceRef &&
    view.get('DataSource', sourceRef.name, sourceRef.namespace ?? namespace);
  return dataSource?.spec.source.pvc
    ? {
        namespace: dataSource.metadata.namespace,
        ...dataSource.spec.source.pvc,
      }
    : undefined;
}

export function missingSource(
  volume: DataVolume,
  view: View,
): string | undefined {
  const { sourceRef } = volume.spec;
  const namespace = sourceRef?.namespace ?? volume.metadata.namespace;
  if (sourceRef && !view.get('DataSource', sourceRef.name, namespace)) {
    return `DataSource ${namespace}/${sourceRef.name} not found`;
  }
  const reference = sourceReference(volume, view);
  return reference && !sourceClaim(volume, view)
    ? `The source pvc ${reference.name} doesn't exist`
    : undefined;
}

/** The words that each kind of source gives to its phases. */
export function phasesOf(volume: DataVolume, view: View) {
  if (volume.spec.source?.upload) {
    return { scheduled: 'UploadScheduled', running: 'UploadReady' };
  }
  return sourceReference(volume, view) || volume.spec.source?.snapshot
    ? { scheduled: 'CloneScheduled', running: 'CloneInProgress' }
    : { scheduled: 'ImportScheduled', running: 'ImportInProgress' };
}

/** Why the transfer cannot be done, told by a marker in its source's name. */
export function transferError({ spec }: DataVolume): string | undefined {
  const { http, s3, gcs, registry } = spec.source ?? {};
  const url = http?.url ?? s3?.url ?? gcs?.url;
  if (url && imageIsMissing(url)) {
    return 'Unable to connect to http data source: expected status code 200, got 404. Status: 404 Not Found';
  }
  return registry?.url && imageIsMissing(registry.url)
    ? `Unable to process data: Failed to read registry image: reading manifest: manifest unknown (${registry.url})`
    : undefined;
}
