import {
  Manifest,
  ObjectRef,
  PolicyStatus,
  PreviewPolicyRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Problem, readManifests } from './manifests';

export type PolicySummary = PolicyStatus['policies'][number];

/** A change as far as it has been written down. */
export interface Draft {
  cluster: string;
  /** Policies as they would be, in YAML. */
  text: string;
  /** Policies that would be gone. */
  removed: PolicySummary[];
}

/** What to ask the backend, or why that cannot be asked. */
export interface Question {
  /** Absent where there are problems. */
  request?: PreviewPolicyRequest;
  problems: Problem[];
}

const groupOf = (apiVersion: string) =>
  apiVersion.includes('/') ? apiVersion.split('/')[0] : '';

/** The same for all versions of one object. */
const keyOf = ({ apiVersion, kind, namespace = '', name }: ObjectRef): string =>
  [groupOf(apiVersion), kind, namespace, name].join('/');

const refOf = ({ apiVersion, kind, metadata }: Manifest): ObjectRef => ({
  apiVersion,
  kind,
  ...(metadata.namespace && { namespace: metadata.namespace }),
  name: metadata.name,
});

const removalOf = ({
  apiVersion,
  kind,
  namespace,
  name,
}: PolicySummary): ObjectRef => ({
  apiVersion,
  kind,
  ...(namespace && { namespace }),
  name,
});

/** The clusters that the app has workloads on. */
export const clustersOf = ({ workloads }: PolicyStatus): string[] => [
  ...new Set(workloads.map(({ cluster }) => cluster)),
];

/** Turns a draft into what the backend is asked. */
export function readDraft({ cluster, text, removed }: Draft): Question {
  const { manifests, problems } = readManifests(text);
  const remove = removed.map(removalOf);
  const gone = new Set(remove.map(keyOf));
  const seen = new Set<string>();
  for (const { manifest, place } of manifests) {
    const key = keyOf(refOf(manifest));
    const detail = `${manifest.kind} ${manifest.metadata.name}`;
    if (seen.has(key)) {
      problems.push({ code: 'twice', detail, place });
    } else if (gone.has(key)) {
      problems.push({ code: 'removedToo', detail, place });
    }
    seen.add(key);
  }
  if (problems.length === 0 && manifests.length + remove.length === 0) {
    problems.push({ code: 'nothing', detail: '' });
  }
  if (problems.length > 0) {
    return { problems };
  }
  return {
    problems,
    request: {
      cluster,
      ...(manifests.length > 0 && {
        apply: manifests.map(({ manifest }) => manifest),
      }),
      ...(remove.length > 0 && { remove }),
    },
  };
}
