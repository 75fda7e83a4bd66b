import { isJson, Json, recordAt } from '../objects';
import { Cause } from '../status';
import { invalid, required, unsupported } from './causes';
import { quantities } from './pods';

const ACCESS_MODES = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
];

export function claim(object: Json): Cause[] {
  return claimSpec(object.spec, 'spec');
}

export function claimSpec(spec: unknown, field: string): Cause[] {
  if (!isJson(spec)) {
    return [required(field)];
  }
  const modes = Array.isArray(spec.accessModes) ? spec.accessModes : [];
  const asked = recordAt(spec, 'resources', 'requests');
  return [
    ...(modes.length === 0
      ? [required(`${field}.accessModes`, 'at least 1 access mode is required')]
      : []),
    ...modes
      .filter(mode => !ACCESS_MODES.includes(String(mode)))
      .map(mode => unsupported(`${field}.accessModes`, mode, ACCESS_MODES)),
    ...(asked.storage === undefined
      ? [required(`${field}.resources[storage]`)]
      : quantities(asked, `${field}.resources.requests`)),
    ...(asked.storage === '0'
      ? [
          invalid(
            `${field}.resources[storage]`,
            asked.storage,
            'must be greater than zero',
          ),
        ]
      : []),
  ];
}

const DATA_SOURCES = [
  'http',
  's3',
  'gcs',
  'registry',
  'pvc',
  'upload',
  'blank',
  'imageio',
  'vddk',
  'snapshot',
];

/** CDI's webhook, in its own words. */
export function dataVolume(object: Json): Cause[] {
  return dataVolumeSpec(recordAt(object, 'spec'), 'spec');
}

function dataVolumeSpec(spec: Json, field: string): Cause[] {
  const fault = (message: string, at: string): Cause => ({
    reason: 'FieldValueInvalid',
    message,
    field: at,
  });
  const sources = DATA_SOURCES.filter(source =>
    isJson(recordAt(spec, 'source')[source]),
  );
  const { http, registry } = recordAt(spec, 'source');
  return [
    ...(sources.length === 0 && !isJson(spec.sourceRef)
      ? [
          fault(
            'Data volume should have either Source or SourceRef, or be externally populated',
            `${field}.source`,
          ),
        ]
      : []),
    ...(sources.length > 1
      ? [fault('Multiple Data volume sources', `${field}.source`)]
      : []),
    ...(isJson(http) && !http.url
      ? [fault('source URL is empty', `${field}.source.http.url`)]
      : []),
    ...(isJson(registry) && !registry.url && !registry.imageStream
      ? [
          fault(
            'Source registry should have either url or imageStream',
            `${field}.source.registry`,
          ),
        ]
      : []),
    ...(!isJson(spec.storage) && !isJson(spec.pvc)
      ? [fault('Missing Data volume PVC', `${field}.PVC`)]
      : []),
    ...(isJson(spec.storage) && isJson(spec.pvc)
      ? [
          fault(
            'Duplicate storage definition, both target storage and target pvc defined',
            `${field}.PVC`,
          ),
        ]
      : []),
  ];
}
