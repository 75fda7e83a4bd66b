import {
  ANNOTATION_CATALOG_NAMESPACE,
  ANNOTATION_OWNER,
  ANNOTATION_TASK,
  ANNOTATION_TITLE,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isRecord, READ_ANNOTATIONS } from '@hybrid-apps/network-policy';

/**
 * On a claim that waits for its first consumer: that one has come, and where it runs.
 * Source: k8s.io/component-helpers/storage/volume, `AnnSelectedNode`.
 */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

const { networks, networkStatus } = READ_ANNOTATIONS;

/**
 * On a node of K3s: the words that it is started with, a JSON list.
 * Source: k3s-io/k3s, pkg/nodeconfig/nodeconfig.go.
 */
export const ANNOTATION_K3S_NODE_ARGS = 'k3s.io/node-args';

/** What of these words is read: whether it is a server, and one switch, whose value is a word of its own. */
const K3S_WORDS = ['server', '--disable-network-policy', 'true', 'false'];

/** The words that are read of what a node of K3s is started with. */
export function k3sWordsOf(written = ''): string[] {
  try {
    const words: unknown = JSON.parse(written);
    return Array.isArray(words)
      ? words.map(word => (K3S_WORDS.includes(word) ? word : ''))
      : [];
  } catch {
    return [];
  }
}

/**
 * Numbers the templates of a Deployment, on it and on its ReplicaSets.
 * Source: kubernetes, `pkg/controller/deployment/util`, `RevisionAnnotation`.
 */
export const DEPLOYMENT_REVISION = 'deployment.kubernetes.io/revision';

/**
 * The same of Argo's Rollouts.
 * Source: argo-rollouts, utils/annotations, RevisionAnnotation.
 */
export const ROLLOUT_REVISION = 'rollout.argoproj.io/revision';

/**
 * On a Pod: which of its containers is meant where none is named.
 * Source: kubectl, pkg/cmd/util/podcmd, `DefaultContainerAnnotationName`.
 */
export const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** Source: k8s.io/apimachinery, util/validation, `IsDNS1123Label`. */
const CONTAINER_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Every annotation that some code of ours reads of an object. */
const KEPT = new Set<string>([
  ANNOTATION_K3S_NODE_ARGS,
  ANNOTATION_CATALOG_NAMESPACE,
  ANNOTATION_OWNER,
  ANNOTATION_TASK,
  ANNOTATION_TITLE,
  DEFAULT_CONTAINER,
  DEPLOYMENT_REVISION,
  ROLLOUT_REVISION,
  SELECTED_NODE,
  ...Object.values(READ_ANNOTATIONS),
]);

/**
 * Fields of the JSON lists of multus that are read. Others take what a network
 * plugin's author likes (`cni-args`).
 * Source: Network Plumbing Working Group, multi-net specification, 4.1.
 */
const MULTUS_FIELDS = ['name', 'namespace', 'interface', 'ips'];

/** `namespace/name@interface`, where only the name must be; nothing else is kept between commas. */
const NETWORK_NAME =
  /^\s*(?:[a-z0-9.-]{1,253}\/)?[a-z0-9.-]{1,253}(?:@[\w.-]{1,15})?\s*$/;

/** Still no list, so that its reader tells that it cannot be read. */
const UNREADABLE = '[';

function keptOfMultus(written: string): string {
  if (!written.trim().startsWith('[')) {
    return written
      .split(',')
      .every(name => name.trim() === '' || NETWORK_NAME.test(name))
      ? written
      : UNREADABLE;
  }
  try {
    const parsed: unknown = JSON.parse(written);
    return JSON.stringify(parsed, (_, value: unknown) =>
      isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).filter(([field]) =>
              MULTUS_FIELDS.includes(field),
            ),
          )
        : value,
    );
  } catch {
    return UNREADABLE;
  }
}

function keptOf(key: string, value: string): string {
  switch (key) {
    case ANNOTATION_K3S_NODE_ARGS:
      return JSON.stringify(k3sWordsOf(value));
    case DEFAULT_CONTAINER:
      return CONTAINER_NAME.test(value) ? value : '';
    case networks:
    case networkStatus:
      return keptOfMultus(value);
    default:
      return value;
  }
}

/**
 * What is kept of annotations, on objects and on the templates in them alike:
 * those that are read. A tool may write whatever it likes into its own: a copy
 * of the object, a VM's ignition, a snippet with a token. Undefined where
 * nothing is kept.
 *
 * @param more - what is kept of this kind beside
 */
export function keptAnnotations(
  annotations: Readonly<Record<string, unknown>>,
  more: readonly string[] = [],
): Record<string, string> | undefined {
  const kept = Object.entries(annotations).flatMap(([key, value]) =>
    (KEPT.has(key) || more.includes(key)) && typeof value === 'string'
      ? [[key, keptOf(key, value)]]
      : [],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
