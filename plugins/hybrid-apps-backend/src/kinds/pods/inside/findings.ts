import { Finding } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { objectField, podTemplateOf } from '../../../objects';
import { Declared, portsOf } from './containers';

/**
 * Two containers of a Pod that declare one port. They share the Pod's network,
 * so that only the first one can listen there.
 * Source: kubernetes, pkg/api/pod/warnings.go (`duplicate port definition with`),
 * which passes over init containers that end.
 */
export function portFindings(
  cluster: string,
  object: KubeObject,
  containers: readonly Declared[],
): Finding[] {
  const first = new Map<string, string>();
  const specPath = podTemplateOf(object)?.specPath ?? 'spec';
  return containers
    .filter(({ role }) => role !== 'init')
    .flatMap(({ name, spec, path }) =>
      portsOf(spec).flatMap(({ port, protocol }, index): Finding[] => {
        const id = `${port}/${protocol}`;
        const other = first.get(id);
        first.set(id, other ?? name);
        return other === undefined || other === name
          ? []
          : [
              {
                code: 'port-declared-twice',
                severity: 'warning',
                title: `Port ${id} is declared twice`,
                message: `Containers '${other}' and '${name}' of ${object.kind} ${object.metadata.name} both declare port ${id}. Containers of a Pod share its network, so only one of them can listen there.`,
                fix: 'Have one of them listen on another port, and say so in its ports.',
                objects: [objectField(cluster, object)],
                fieldPath: `${specPath}.${path}.ports[${index}]`,
              },
            ];
      }),
    );
}
