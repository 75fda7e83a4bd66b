import { KubeObject } from '../../objects';
import { Condition } from './pods';

export interface ClaimSpec {
  accessModes?: string[];
  storageClassName?: string;
  volumeName?: string;
  volumeMode?: string;
  resources?: { requests?: Record<string, string> };
  [field: string]: unknown;
}

export interface PersistentVolumeClaim extends KubeObject {
  spec: ClaimSpec;
  status?: {
    phase?: string;
    accessModes?: string[];
    capacity?: Record<string, string>;
  };
}

export interface PersistentVolume extends KubeObject {
  spec: {
    capacity?: Record<string, string>;
    accessModes?: string[];
    storageClassName?: string;
    persistentVolumeReclaimPolicy?: string;
    claimRef?: { namespace?: string; name: string; uid?: string };
    [field: string]: unknown;
  };
  status?: { phase?: string };
}

export interface StorageClass extends KubeObject {
  provisioner: string;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
}

/** What CDI knows of a StorageClass, by whose name it goes. */
export interface StorageProfile extends KubeObject {
  status?: {
    claimPropertySets?: Array<{ accessModes?: string[]; volumeMode?: string }>;
  };
}

export interface DataVolumeSource {
  http?: { url: string };
  registry?: { url?: string; imageStream?: string };
  s3?: { url: string };
  gcs?: { url: string };
  imageio?: { url: string };
  vddk?: { url?: string };
  pvc?: { namespace?: string; name: string };
  snapshot?: { namespace?: string; name: string };
  blank?: Record<string, never>;
  upload?: Record<string, never>;
}

export interface DataVolumeSpec {
  source?: DataVolumeSource;
  sourceRef?: { kind: string; namespace?: string; name: string };
  storage?: ClaimSpec;
  pvc?: ClaimSpec;
  [field: string]: unknown;
}

export interface DataVolume extends KubeObject {
  spec: DataVolumeSpec;
  status?: {
    claimName?: string;
    phase?: string;
    progress?: string;
    restartCount?: number;
    conditions?: Condition[];
  };
}

export interface DataSource extends KubeObject {
  spec: { source: { pvc?: { namespace?: string; name: string } } };
  status?: { conditions?: Condition[]; source?: unknown };
}
