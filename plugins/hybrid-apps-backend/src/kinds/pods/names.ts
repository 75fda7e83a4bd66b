import { READ_ANNOTATIONS } from '@hybrid-apps/network-policy';
import { KubeObject } from '../../clusters';
import {
  at,
  called,
  isMadeByWorkload,
  isVm,
  list,
  podTemplateOf,
  text,
} from '../../objects';
import { Name } from '../types';
import { hostNames } from './hosts';
import { core, ofVolumes, optionalOf } from './volumes';

const NETWORKS_ANNOTATION = READ_ANNOTATIONS.networks;

/**
 * The Secret by which the kernel that a VM boots is pulled.
 * Source: kubevirt.io/api/core/v1, `KernelBootContainer`.
 */
function ofKernel(object: KubeObject, spec: unknown, specPath: string): Name[] {
  const path = 'domain.firmware.kernelBoot.container.imagePullSecret';
  const name = text(at(spec, ...path.split('.')));
  return name
    ? [
        {
          ...core('Secret', object.metadata.namespace, name),
          relation: 'uses',
          text: `${called(object)} pulls its kernel by Secret ${name}`,
          fieldPath: `${specPath}.${path}`,
        },
      ]
    : [];
}

/**
 * Keys and passwords that KubeVirt puts into a guest.
 * Source: kubevirt.io/api/core/v1, `AccessCredential`.
 */
function ofAccessCredentials(
  object: KubeObject,
  spec: unknown,
  specPath: string,
): Name[] {
  const { namespace } = object.metadata;
  return list(at(spec, 'accessCredentials')).flatMap((credential, index) =>
    ['sshPublicKey', 'userPassword'].flatMap(type => {
      const path = [type, 'source', 'secret', 'secretName'];
      const name = text(at(credential, ...path));
      return name
        ? [
            {
              ...core('Secret', namespace, name),
              relation: 'uses' as const,
              text: `${called(object)} lets in whom Secret ${name} says`,
              fieldPath: `${specPath}.accessCredentials[${index}].${path.join(
                '.',
              )}`,
            },
          ]
        : [];
    }),
  );
}

/**
 * The account that Pods act as, where it is one of their own; every namespace
 * has `default`, which says nothing.
 * Source: k8s.io/api/core/v1, PodSpec.ServiceAccountName; `serviceAccount` is its older name.
 */
function ofAccount(
  object: KubeObject,
  spec: unknown,
  specPath: string,
): Name[] {
  const field = ['serviceAccountName', 'serviceAccount'].find(one =>
    text(at(spec, one)),
  );
  const name = field && text(at(spec, field));
  return name && name !== 'default'
    ? [
        {
          ...core('ServiceAccount', object.metadata.namespace, name),
          relation: 'uses',
          text: `${called(object)} acts as ServiceAccount ${name}`,
          fieldPath: `${specPath}.${field}`,
        },
      ]
    : [];
}

function ofEnvironment(
  object: KubeObject,
  spec: unknown,
  specPath: string,
): Name[] {
  const { namespace } = object.metadata;
  const named = (
    kind: string,
    reference: unknown,
    variable: string,
    fieldPath: string,
  ): Name[] => {
    const name = text(at(reference, 'name'));
    return name
      ? [
          {
            ...core(kind, namespace, name),
            relation: 'uses',
            text: `${called(object)} takes ${variable} from ${kind} ${name}`,
            fieldPath,
            ...optionalOf(reference),
          },
        ]
      : [];
  };
  return ['initContainers', 'containers'].flatMap(field =>
    list(at(spec, field)).flatMap((container, c) => {
      const where = `${specPath}.${field}[${c}]`;
      return [
        ...list(at(container, 'env')).flatMap((entry, e) => {
          const variable = text(at(entry, 'name')) ?? 'a variable';
          const from = at(entry, 'valueFrom');
          return [
            ...named(
              'ConfigMap',
              at(from, 'configMapKeyRef'),
              variable,
              `${where}.env[${e}].valueFrom.configMapKeyRef`,
            ),
            ...named(
              'Secret',
              at(from, 'secretKeyRef'),
              variable,
              `${where}.env[${e}].valueFrom.secretKeyRef`,
            ),
          ];
        }),
        ...list(at(container, 'envFrom')).flatMap((entry, e) => [
          ...named(
            'ConfigMap',
            at(entry, 'configMapRef'),
            'its environment',
            `${where}.envFrom[${e}].configMapRef`,
          ),
          ...named(
            'Secret',
            at(entry, 'secretRef'),
            'its environment',
            `${where}.envFrom[${e}].secretRef`,
          ),
        ]),
      ];
    }),
  );
}

/** What an annotation names as networks: a list of words, or one in JSON, as the store keeps it. */
function readNetworks(
  written = '',
): Array<{ namespace?: string; name: string }> {
  if (!written.trim().startsWith('[')) {
    // `namespace/name@interface`, where only the name must be.
    return written
      .split(',')
      .map(word => word.trim().split('@')[0].split('/').reverse())
      .flatMap(([name, namespace]) => (name ? [{ name, namespace }] : []));
  }
  return list(parsed(written)).flatMap(one => {
    const name = text(at(one, 'name'));
    return name ? [{ name, namespace: text(at(one, 'namespace')) }] : [];
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Networks beside the Pod network: a VM's, or those of a Pod's annotation.
 * Source: Network Plumbing Working Group, multi-net specification, 4.1.
 */
function ofNetworks(
  object: KubeObject,
  spec: unknown,
  specPath: string,
  annotation: string | undefined,
): Name[] {
  const named =
    (fieldPath: string) =>
    ({ name, namespace }: ReturnType<typeof readNetworks>[number]): Name => ({
      apiVersion: 'k8s.cni.cncf.io/v1',
      to: {
        group: 'k8s.cni.cncf.io',
        kind: 'NetworkAttachmentDefinition',
        namespace: namespace ?? object.metadata.namespace,
        name,
      },
      relation: 'attaches',
      text: `${called(object)} has an interface on network ${name}`,
      fieldPath,
    });
  const ofVm = list(at(spec, 'networks')).flatMap((network, index) =>
    readNetworks(text(at(network, 'multus', 'networkName'))).map(
      named(`${specPath}.networks[${index}].multus.networkName`),
    ),
  );
  const ofPod = readNetworks(annotation).map(
    named(
      `${specPath.replace(
        /spec$/,
        'metadata',
      )}.annotations['${NETWORKS_ANNOTATION}']`,
    ),
  );
  return [...ofVm, ...ofPod];
}

/**
 * Everything that a workload's Pod template names, once for each place. What
 * another workload made repeats that one's template, but for a VM's instance,
 * into which more may be plugged while it runs.
 */
export function templateNames(object: KubeObject): Name[] {
  const template = podTemplateOf(object);
  if (!template || (isMadeByWorkload(object) && !isVm(object))) {
    return [];
  }
  const { spec, specPath } = template;
  return [
    ...ofVolumes(object, spec, specPath),
    ...(isVm(object)
      ? [
          ...ofAccessCredentials(object, spec, specPath),
          ...ofKernel(object, spec, specPath),
        ]
      : [
          ...ofAccount(object, spec, specPath),
          ...ofEnvironment(object, spec, specPath),
        ]),
    ...ofNetworks(
      object,
      spec,
      specPath,
      template.annotations[NETWORKS_ANNOTATION],
    ),
    ...hostNames(object),
  ];
}
