import { KubeObject } from '../../clusters';
import { at, called, list, text } from '../../objects';
import { templateNames } from '../pods';
import { setClaimsKey } from '../storage';
import { Name } from '../types';

/**
 * What its Pods name, and the claims that it makes for them.
 * Source: k8s.io/api/apps/v1, StatefulSetSpec.VolumeClaimTemplates.
 */
export function statefulSetNames(set: KubeObject): Name[] {
  const { namespace, name } = set.metadata;
  const claims = list(at(set, 'spec', 'volumeClaimTemplates')).flatMap(
    (one, index): Name[] => {
      const template = text(at(one, 'metadata', 'name'));
      return template
        ? [
            {
              relation: 'mounts',
              to: setClaimsKey(namespace, template, name),
              text: `The claims of template ${template} were made for ${called(
                set,
              )}`,
              fieldPath: `spec.volumeClaimTemplates[${index}]`,
              value: template,
              isMadeByIt: true,
            },
          ]
        : [];
    },
  );
  return [...templateNames(set), ...claims];
}
