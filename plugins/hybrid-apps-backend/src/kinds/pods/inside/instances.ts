import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, condition, text } from '../../../objects';
import { present } from '../../presentFacts';
import { roleOf } from './roles';

type Instances = NonNullable<ObjectInside['instances']>;
type Instance = Instances['items'][number];

/** So many are told one by one. */
const MOST = 50;

/** A Pod by its name, also before it is there. */
export interface Wanted {
  name: string;
  ordinal?: number;
  dnsName?: string;
  pod?: KubeObject;
}

const told = ({ name, ordinal, dnsName, pod }: Wanted): Instance =>
  present({
    name,
    isReady: pod !== undefined && condition(pod, 'Ready')?.status === 'True',
    ordinal,
    dnsName,
    ...(pod && roleOf(pod)),
    node: text(at(pod, 'spec', 'nodeName')),
  });

/** Pods one by one, in their order. */
export const instancesOf = (wanted: readonly Wanted[]): Instances => ({
  total: wanted.length,
  items: wanted.slice(0, MOST).map(told),
});

/** Of Pods that are alike: those of which a label tells what each is; undefined where none does. */
export const rolesOf = (pods: readonly KubeObject[]): Instances | undefined =>
  pods.some(pod => roleOf(pod))
    ? instancesOf(
        pods
          .map(pod => ({ name: pod.metadata.name, pod }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      )
    : undefined;
