/** KubeVirt's admission webhook (virt-api), in its own words. */
import { isJson, Json, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import { parseQuantity } from './quantity';

const RUN_STRATEGIES = [
  'Always',
  'Halted',
  'Manual',
  'RerunOnFailure',
  'Once',
  'WaitAsReceiver',
];
const VOLUME_SOURCES = [
  'cloudInitConfigDrive',
  'cloudInitNoCloud',
  'configMap',
  'containerDisk',
  'dataVolume',
  'downwardAPI',
  'downwardMetrics',
  'emptyDisk',
  'ephemeral',
  'hostDisk',
  'memoryDump',
  'persistentVolumeClaim',
  'secret',
  'serviceAccount',
  'sysprep',
];

/** @param field - none where the fault is in several together */
function fault(
  field: string | undefined,
  message: string,
  reason: 'Invalid' | 'Required' | 'Duplicate' = 'Invalid',
): Cause {
  return { reason: `FieldValue${reason}`, message, field };
}

/** Whether the kind's content is checked by a webhook, and by which. */
export const WEBHOOKS: Record<string, string> = {
  'kubevirt.io/VirtualMachine': 'virtualmachine-validator.kubevirt.io',
  'kubevirt.io/VirtualMachineInstance':
    'virtualmachineinstances-create-validator.kubevirt.io',
  'cdi.kubevirt.io/DataVolume': 'datavolume-validate.cdi.kubevirt.io',
};

export function virtualMachine(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  if (!isJson(spec.template)) {
    return [
      fault('spec.template', 'missing virtual machine template.', 'Required'),
    ];
  }
  const vmi = recordAt(spec, 'template', 'spec');
  const hasInstancetype = isJson(spec.instancetype);
  return [
    ...instanceSpec(vmi, 'spec.template.spec', hasInstancetype),
    ...(hasInstancetype ? conflicts(vmi) : []),
    ...dataVolumeTemplates(spec, vmi),
    ...runStrategy(spec),
  ];
}

export function virtualMachineInstance(object: Json): Cause[] {
  return instanceSpec(recordAt(object, 'spec'), 'spec', false);
}

function runStrategy({ running, runStrategy: strategy }: Json): Cause[] {
  if (running !== undefined && strategy !== undefined) {
    return [
      fault(
        'spec.running',
        'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
      ),
    ];
  }
  if (running === undefined && strategy === undefined) {
    return [fault('spec.running', 'RunStrategy must be specified')];
  }
  return strategy === undefined || RUN_STRATEGIES.includes(String(strategy))
    ? []
    : [fault('spec.runStrategy', `Invalid RunStrategy (${strategy})`)];
}

/** Fields that an instance type has the say over. */
function conflicts(vmi: Json): Cause[] {
  const domain = recordAt(vmi, 'domain');
  return [
    ...(Object.keys(recordAt(domain, 'cpu')).length > 0
      ? ['spec.template.spec.domain.cpu']
      : []),
    ...(recordAt(domain, 'memory').guest
      ? ['spec.template.spec.domain.memory']
      : []),
  ].map(field =>
    fault(field, `VM field(s) ${field} conflicts with selected instance type`),
  );
}

function dataVolumeTemplates(spec: Json, vmi: Json): Cause[] {
  const used = recordsAt(vmi, 'volumes').map(
    volume =>
      recordAt(volume, 'dataVolume').name ??
      recordAt(volume, 'persistentVolumeClaim').claimName,
  );
  return recordsAt(spec, 'dataVolumeTemplates').flatMap((template, i) => {
    const field = `spec.dataVolumeTemplate[${i}]`;
    const { name } = recordAt(template, 'metadata');
    const { storage, pvc } = recordAt(template, 'spec');
    if (!name) {
      return [
        fault(
          `${field}.name`,
          `'name' field must not be empty for DataVolumeTemplate entry ${field}.name.`,
          'Required',
        ),
      ];
    }
    if (!isJson(storage) && !isJson(pvc)) {
      return [
        fault(`${field}.PVC.Storage`, 'Missing Data volume PVC or Storage'),
      ];
    }
    return used.includes(name)
      ? []
      : [
          fault(
            field,
            `DataVolumeTemplate entry ${field} must be referenced in the VMI template's 'volumes' list`,
            'Required',
          ),
        ];
  });
}

function instanceSpec(
  vmi: Json,
  field: string,
  hasInstancetype: boolean,
): Cause[] {
  const devices = recordAt(vmi, 'domain', 'devices');
  const volumes = recordsAt(vmi, 'volumes');
  return [
    ...(hasInstancetype ? [] : memory(vmi, field)),
    ...disks(recordsAt(devices, 'disks'), volumes, field),
    ...interfaces(
      recordsAt(devices, 'interfaces'),
      recordsAt(vmi, 'networks'),
      field,
    ),
    ...volumeSources(volumes, `${field}.volumes`),
  ];
}

function memory(vmi: Json, field: string): Cause[] {
  const domain = recordAt(vmi, 'domain');
  const { guest, hugepages } = recordAt(domain, 'memory');
  const requested = recordAt(domain, 'resources', 'requests').memory;
  if (!guest && !hugepages && !requested) {
    const ways = [
      'memory.guest',
      'memory.hugepages.size',
      'resources.requests.memory',
    ].map(way => `'${field}.domain.${way}'`);
    return [
      fault(
        undefined,
        `no memory requested, at least one of ${ways[0]}, ${ways[1]} or ${ways[2]} must be set`,
        'Required',
      ),
    ];
  }
  return guest && !(Number(parseQuantity(guest)) >= 1)
    ? [
        fault(
          `${field}.domain.memory.guest`,
          `${field}.domain.memory.guest '${guest}' must be greater than 0`,
        ),
      ]
    : [];
}

function disks(list: Json[], volumes: Json[], field: string): Cause[] {
  const at = `${field}.domain.devices.disks`;
  const names = volumes.map(({ name }) => name);
  return [
    // A drive may be empty. Source: kubevirt, `validateExpectedDisksAndFilesystems`.
    ...list.flatMap(({ name, cdrom }, i) =>
      names.includes(name) || isJson(cdrom)
        ? []
        : [fault(`${at}[${i}].name`, `${at}[${i}].Name '${name}' not found.`)],
    ),
    ...sameNames(list, at),
  ];
}

function interfaces(nics: Json[], networks: Json[], field: string): Cause[] {
  const at = `${field}.domain.devices.interfaces`;
  const podNetworks = networks.filter(({ pod }) => isJson(pod));
  return [
    ...(podNetworks.length > 1
      ? [
          fault(
            at,
            `more than one interface is connected to a pod network in ${at}`,
            'Duplicate',
          ),
        ]
      : []),
    ...nics.flatMap((nic, i) => {
      const network = networks.find(({ name }) => name === nic.name);
      if (!network) {
        return [
          fault(
            `${at}[${i}].name`,
            `${at}[${i}].name '${nic.name}' not found.`,
          ),
        ];
      }
      return [
        ...(isJson(nic.masquerade) && !isJson(network.pod)
          ? [
              fault(
                `${at}[${i}].name`,
                'Masquerade interface only implemented with pod network',
              ),
            ]
          : []),
        ...interfacePorts(recordsAt(nic, 'ports'), `${at}[${i}].ports`),
      ];
    }),
    ...networks.flatMap((network, i) => [
      ...(nics.some(({ name }) => name === network.name)
        ? []
        : [
            fault(
              `${field}.networks[${i}].name`,
              `${field}.networks[${i}].name '${network.name}' not found.`,
              'Required',
            ),
          ]),
      ...(isJson(network.pod) || isJson(network.multus)
        ? []
        : [
            fault(
              `${field}.networks[${i}]`,
              'should have a network type',
              'Required',
            ),
          ]),
    ]),
    ...sameNames(nics, at),
  ];
}

function interfacePorts(ports: Json[], field: string): Cause[] {
  const names = new Set<unknown>();
  return ports.flatMap(({ name, port, protocol = 'TCP' }, i) => {
    const seen = name !== undefined && names.has(name);
    names.add(name);
    return [
      ...(port === undefined || port === 0
        ? [fault(`${field}[${i}]`, 'Port field is mandatory.', 'Required')]
        : []),
      ...(typeof port === 'number' && (port < 0 || port > 65_535)
        ? [
            fault(
              `${field}[${i}]`,
              'Port field must be in range 0 < x < 65536.',
            ),
          ]
        : []),
      ...(protocol === 'TCP' || protocol === 'UDP'
        ? []
        : [
            fault(
              `${field}[${i}].protocol`,
              'Unknown protocol, only TCP or UDP allowed',
            ),
          ]),
      ...(seen
        ? [
            fault(
              `${field}[${i}].name`,
              `Duplicate name of the port: ${name}`,
              'Duplicate',
            ),
          ]
        : []),
    ];
  });
}

function volumeSources(volumes: Json[], field: string): Cause[] {
  return [
    ...volumes.flatMap((volume, i) => {
      const sources = VOLUME_SOURCES.filter(source => isJson(volume[source]));
      return [
        ...(sources.length === 1
          ? []
          : [
              fault(
                `${field}[${i}]`,
                `${field}[${i}] must have exactly one source type set`,
              ),
            ]),
        ...(isJson(volume.dataVolume) && !volume.dataVolume.name
          ? [
              fault(
                `${field}[${i}].name`,
                "DataVolume 'name' must be set",
                'Required',
              ),
            ]
          : []),
      ];
    }),
    ...sameNames(volumes, field),
  ];
}

function sameNames(items: Json[], field: string): Cause[] {
  const first = new Map<unknown, number>();
  return items.flatMap(({ name }, i) => {
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, i);
      return [];
    }
    return [
      fault(
        `${field}[${i}].name`,
        `${field}[${i}] and ${field}[${other}] must not have the same Name.`,
      ),
    ];
  });
}
