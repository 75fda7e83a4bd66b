import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import {
  at,
  declaredPorts,
  list,
  number,
  podTemplateOf,
} from '../../../objects';
import { doneIf } from '../progress';
import { Act, AllowsNodePorts, not, Offer } from '../types';
import { isGoing, MINUTE_MS, unlessGoing, WRITES } from './shared';
import { VIRTUAL_MACHINE } from './vm';

const SERVICE = { group: '', version: 'v1', plural: 'services' };

/** A name of a Service that each version of Kubernetes takes: RFC 1035, a label. */
const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const port = z.int().min(1).max(65_535);

const exposeInput = z.strictObject({
  name: z.string().max(63).regex(NAME),
  port,
  /** The one at which the guest listens, where it is another. */
  targetPort: port.optional(),
  protocol: z.enum(['TCP', 'UDP']),
  type: z.enum(['ClusterIP', 'NodePort']),
});

/**
 * The label of its launcher Pods that `virtctl expose` selects by. It holds the
 * host name of the guest, so two VMs may have the same.
 * Source: kubevirt, `pkg/virt-controller/services/template.go`, `podLabels`.
 */
const LABEL = 'vm.kubevirt.io/name';
const labelOf = (vm: KubeObject) => podTemplateOf(vm)?.labels[LABEL];

/** Another VM whose Pods the Service would select, too. */
const twinOf = (vm: KubeObject, store: ClusterStore): KubeObject | undefined =>
  store
    .list({
      group: 'kubevirt.io',
      kind: 'VirtualMachine',
      namespace: vm.metadata.namespace,
    })
    .find(
      other =>
        other.metadata.uid !== vm.metadata.uid &&
        labelOf(other) === labelOf(vm),
    );

/** Whether its guest is on the Pod network, as it is where no network is written. */
function isOnPodNetwork(vm: KubeObject): boolean {
  const networks = list(at(podTemplateOf(vm)?.spec, 'networks'));
  return networks.length === 0 || networks.some(one => at(one, 'pod'));
}

/** What tells who keeps an object, which would delete or change one that it did not make. */
const OF_KEEPERS =
  /^(app\.kubernetes\.io\/(instance|managed-by)|(helm\.sh|argocd\.argoproj\.io|(helm|kustomize)\.toolkit\.fluxcd\.io|([a-z]+\.)?kubevirt\.io)\/.*)$/;

/** The labels of a VM that say of which app it is, as `kubectl expose` gives a Service those of its object. */
const labelsOf = ({ metadata: { labels = {} } }: KubeObject) =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => !OF_KEEPERS.test(key)),
  );

const serviceKey = ({ metadata }: KubeObject, name: string) => ({
  group: '',
  kind: 'Service',
  namespace: metadata.namespace,
  name,
});

/** At which port of the nodes a Service is, where it is at one. */
function noteOf(service: KubeObject | undefined): string | undefined {
  const nodePort = number(
    at(list(at(service, 'spec', 'ports'))[0], 'nodePort'),
  );
  return nodePort === undefined
    ? undefined
    : `It is at port ${nodePort} of each node.`;
}

const expose = (
  allowsNodePorts: AllowsNodePorts,
): Act<z.infer<typeof exposeInput>> => ({
  id: 'vm-expose',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-expose'],
  danger: 'asks',
  input: exposeInput,
  needs: [{ group: '', resource: 'services', verb: 'create' }],
  offer(vm, store): Offer {
    if (!isOnPodNetwork(vm)) {
      return not(
        'It is not on the network of Pods, so no Service could reach it.',
      );
    }
    const twin = twinOf(vm, store);
    return twin
      ? not(
          `VM '${twin.metadata.name}' has the same label ${LABEL}, which says its host name, so the Service would select both.`,
        )
      : unlessGoing(vm);
  },
  about(vm, store) {
    const { namespace = '', name } = vm.metadata;
    const [declared] = declaredPorts(vm);
    const isFree =
      NAME.test(name) && name.length <= 63 && !store.get(serviceKey(vm, name));
    const types = allowsNodePorts(store, namespace)
      ? ['ClusterIP', 'NodePort']
      : ['ClusterIP'];
    return {
      now: {
        name: isFree ? name : undefined,
        port: declared?.port,
        protocol: declared?.protocol === 'UDP' ? 'UDP' : 'TCP',
        type: 'ClusterIP',
      },
      choices: { type: types.map(value => ({ value, label: value })) },
      tells: types.includes('NodePort')
        ? []
        : [
            'A port of each node (NodePort) is not open for apps in this namespace.',
          ],
    };
  },
  basis: (vm, store) => ({
    uid: vm.metadata.uid,
    isGoing: isGoing(vm),
    label: labelOf(vm),
    twin: twinOf(vm, store)?.metadata.uid,
    isOnPodNetwork: isOnPodNetwork(vm),
  }),
  steps(vm, { name, port: own, targetPort, protocol, type }, all) {
    const { namespace } = vm.metadata;
    const key = serviceKey(vm, name);
    if (all.get(key)) {
      throw new InputError(
        `There is a Service '${name}' already. Choose another name.`,
      );
    }
    return [
      {
        request: {
          method: 'POST',
          path: resourcePath(SERVICE, { namespace }),
          query: WRITES,
          body: {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { namespace, name, labels: labelsOf(vm) },
            spec: {
              type,
              selector: { [LABEL]: labelOf(vm) },
              ports: [{ port: own, targetPort: targetPort ?? own, protocol }],
            },
          },
        },
        progress(store) {
          const service = store.get(key);
          const note = noteOf(service);
          return service && note
            ? { state: 'done', note }
            : doneIf(service !== undefined);
        },
        timeoutMs: MINUTE_MS,
      },
    ];
  },
});

/** Acts on who reaches a VM. */
export const vmExposeActs = (
  allowsNodePorts: AllowsNodePorts,
): readonly Act[] => [expose(allowsNodePorts)];
