import { isJson, Json, recordAt } from '../objects';

/**
 * What virt-api's admission fills into a VirtualMachine: a firmware identity
 * that stays over restarts, architecture and machine type.
 */
export function virtualMachine(object: Json, newUid: () => string): Json {
  const spec = recordAt(object, 'spec');
  const template = recordAt(spec, 'template');
  const vmi = recordAt(template, 'spec');
  const domain = recordAt(vmi, 'domain');
  if (!isJson(template.spec)) {
    return object;
  }
  const metadata = recordAt(template, 'metadata');
  return {
    ...object,
    spec: {
      ...spec,
      template: {
        ...template,
        metadata: {
          ...metadata,
          annotations: {
            'kubevirt.io/pci-topology-version': 'v3',
            ...recordAt(metadata, 'annotations'),
          },
        },
        spec: {
          architecture: 'amd64',
          ...vmi,
          domain: {
            resources: {},
            ...domain,
            firmware: {
              serial: newUid(),
              uuid: newUid(),
              ...recordAt(domain, 'firmware'),
            },
            machine: { type: 'q35', ...recordAt(domain, 'machine') },
          },
        },
      },
    },
  };
}
