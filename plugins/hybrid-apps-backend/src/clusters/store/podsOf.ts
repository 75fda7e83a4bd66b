import { Selector } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import {
  kindKey,
  Labels,
  matches,
  podLabelsOf,
} from '@hybrid-apps/network-policy';
import { templatesOf } from '../templates';
import { KubeObject } from '../types';

/**
 * The labels by which the Pods of a StatefulSet are told apart.
 * Source: k8s.io/api/apps/v1, StatefulSetPodNameLabel and PodIndexLabel.
 */
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';

/** A Pod's name without its number; itself, where it has none. */
const setNameOf = (podName: string) => podName.replace(/-\d+$/, '');

const wordOf = (key: string, value: string) =>
  key === POD_NAME ? `${key}=${setNameOf(value)}` : `${key}=${value}`;

/** What all must have whom a selector means, in words; where it tells none, all of a namespace are looked at. */
export const wordsOfSelector = (selector: Selector): string[] =>
  selector
    .filter(
      ({ key, operator, values }) =>
        key !== POD_INDEX && operator === 'In' && values.length === 1,
    )
    .map(({ key, values: [value] }) => wordOf(key, value));

/** The first of these. */
export const wordOfSelector = (selector: Selector): string =>
  wordsOfSelector(selector)[0] ?? '';

/** The words by which selectors are found that may mean the Pods of an object. */
export const wordsOfPods = (object: KubeObject, labels: Labels): string[] => [
  ...new Set([
    '',
    ...Object.entries(labels).map(([key, value]) => wordOf(key, value)),
    ...(kindKey(object) === 'apps/StatefulSet'
      ? [`${POD_NAME}=${object.metadata.name}`]
      : []),
  ]),
];

/** The labels of those Pods of a StatefulSet that a selector asks for by name or number. */
function labelsAskedFor(
  selector: Selector,
  { metadata: { name } }: KubeObject,
  labels: Labels,
): Labels[] {
  const asked = (label: string) =>
    selector
      .filter(({ key, operator }) => key === label && operator === 'In')
      .flatMap(({ values }) => values);
  const numbers = [
    ...asked(POD_NAME)
      .filter(one => setNameOf(one) === name && one !== name)
      .map(one => one.slice(name.length + 1)),
    ...asked(POD_INDEX),
  ];
  return [...new Set(numbers)].map(number => ({
    ...labels,
    [POD_NAME]: `${name}-${number}`,
    [POD_INDEX]: number,
  }));
}

/** Whether a selector means Pods of an object, also those that it will make. */
export function meansPodsOf(selector: Selector, object: KubeObject): boolean {
  const labels = podLabelsOf(object, templatesOf(object));
  return (
    labels !== undefined &&
    (matches(selector, labels) ||
      (kindKey(object) === 'apps/StatefulSet' &&
        labelsAskedFor(selector, object, labels).some(one =>
          matches(selector, one),
        )))
  );
}
