import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_PLACES,
  Evidence,
  KUBERNETES_ANNOTATIONS,
  LABEL_PART_OF,
  placeName,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import {
  called,
  formatSelector,
  groupOf,
  matches,
  objectField,
  parseSelector,
  podTemplateOf,
  Selector,
} from '../objects';

/** The label that goes with the kubernetes plugin's annotation of the same name. */
const LABEL_KUBERNETES_ID = KUBERNETES_ANNOTATIONS.id;

/** How an entity says which objects are its own. */
export interface MembershipRule {
  entityRef: string;
  /** Whether the entity is a part of an app, rather than the app itself. */
  isPart: boolean;
  selector: Selector;
  namespace?: string;
  cluster?: string;
  /** By `placeName`: the only ones, where there are any said. */
  places?: ReadonlySet<string>;
  /** Why, for people: `by the annotation …`. */
  because: string;
}

const MAX_TOLD = 300;

/** It is told of each object that it selects, so a long one is told in part. */
const short = (selector: string): string =>
  selector.length > MAX_TOLD ? `${selector.slice(0, MAX_TOLD)}…` : selector;

/** The requirement by which objects are looked up: of a label that they must have. */
const positiveOf = (selector: Selector) =>
  selector.find(({ operator }) => operator === 'In' || operator === 'Exists');

/** Why the selector that an entity's annotation gives selects nothing; nothing where it may select something. */
export function selectorProblem({ metadata }: Entity): string | undefined {
  const written = metadata.annotations?.[KUBERNETES_ANNOTATIONS.labelSelector];
  if (!written) {
    return undefined;
  }
  const { selector, problem } = parseSelector(written);
  return selector && !positiveOf(selector)
    ? 'it requires no label, so that it would select nearly everything'
    : problem;
}

/**
 * The rule of an entity: the kubernetes plugin's annotations, or, for a System
 * without any, the label `app.kubernetes.io/part-of` with its name. An entity
 * that says nothing, or nothing readable, has none.
 */
export function membershipRule(
  entity: Entity,
  isPart: boolean,
): MembershipRule | undefined {
  const { annotations = {}, name } = entity.metadata;
  const places = annotations[ANNOTATION_PLACES];
  const common = {
    entityRef: stringifyEntityRef(entity),
    isPart,
    namespace: annotations[KUBERNETES_ANNOTATIONS.namespace],
    cluster: annotations[KUBERNETES_ANNOTATIONS.cluster],
    ...(places !== undefined && { places: new Set(places.split(',')) }),
  };
  const written = annotations[KUBERNETES_ANNOTATIONS.labelSelector];
  if (written) {
    const { selector } = parseSelector(written);
    return (
      selector && {
        ...common,
        selector,
        because: `matches ${short(written)}, the selector of ${
          common.entityRef
        }`,
      }
    );
  }
  const id = annotations[KUBERNETES_ANNOTATIONS.id];
  const isSystem = entity.kind.toLocaleLowerCase('en-US') === 'system';
  if (!id && !isSystem) {
    return undefined;
  }
  const [label, value] = id ? [LABEL_KUBERNETES_ID, id] : [LABEL_PART_OF, name];
  return {
    ...common,
    selector: [{ key: label, operator: 'In', values: [value] }],
    because: `carries the label ${label}=${value}`,
  };
}

/** Kinds that carry an app's labels and are no part of what it consists of. */
const LEFT_OUT = new Set([
  '/Namespace',
  '/Node',
  '/Event',
  '/PersistentVolume',
  'apps/ControllerRevision',
  'events.k8s.io/Event',
  'discovery.k8s.io/EndpointSlice',
  '/Endpoints',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
]);

/** Every object of a cluster that a rule names. */
export function select(
  rule: MembershipRule,
  store: ClusterStore,
): Array<{ object: KubeObject; reason: Evidence }> {
  if (rule.cluster !== undefined && rule.cluster !== store.name) {
    return [];
  }
  // A selector that requires no label would select nearly everything: the
  // index by label finds candidates, and such a selector has none.
  const positive = positiveOf(rule.selector);
  if (!positive) {
    return [];
  }
  const values =
    positive.operator === 'In' ? positive.values : ([undefined] as const);
  const isInPlace = ({ apiVersion, kind, metadata }: KubeObject) =>
    !LEFT_OUT.has(`${groupOf(apiVersion)}/${kind}`) &&
    (rule.namespace === undefined || metadata.namespace === rule.namespace) &&
    (rule.places?.has(placeName(store.name, metadata.namespace ?? '')) ?? true);
  const reasonOf = (object: KubeObject, fieldPath: string, whose = '') => ({
    object,
    reason: {
      text: `${called(object)} ${whose}${rule.because}`,
      object: objectField(store.name, object),
      fieldPath,
      value: short(formatSelector(rule.selector)),
    },
  });
  const byOwnLabels = values
    .flatMap(value => store.listByLabel(positive.key, value))
    .filter(
      object =>
        isInPlace(object) && matches(rule.selector, object.metadata.labels),
    );
  const found = new Set(byOwnLabels);
  // Also while there are no Pods: whether an app is on does not change what it is.
  const byLabelsOfPods = values
    .flatMap(value => store.listByPodLabel(positive.key, value))
    .filter(
      object =>
        !found.has(object) &&
        isInPlace(object) &&
        matches(rule.selector, podTemplateOf(object)?.labels),
    );
  return [
    ...byOwnLabels.map(object => reasonOf(object, 'metadata.labels')),
    ...byLabelsOfPods.map(object =>
      reasonOf(
        object,
        podTemplateOf(object)?.labelsPath ?? 'metadata.labels',
        'makes Pods of which each ',
      ),
    ),
  ];
}
