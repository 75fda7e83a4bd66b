import { z } from 'zod';
import { at, namePattern } from '../../objects';
import { clipped, Found, listOf, pathOf, read, shown } from './reading';
import { Rule, Subject } from './types';

const service = z.object({
  type: z.string().nullish(),
  externalIPs: listOf(z.string()),
  externalName: z.string().nullish(),
  loadBalancerIP: z.string().nullish(),
});

const serviceOf = ({ manifest }: Subject) =>
  read(service, at(manifest, 'spec'), 'spec');

/**
 * Names that lead back into a cluster, or to the one who asks: an ingress
 * controller that follows them passes by the policies of the namespace there.
 */
const isInside = (name: string) => {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  return (
    labels.length === 1 ||
    labels.includes('svc') ||
    ['local', 'localhost', 'internal'].includes(labels[labels.length - 1]) ||
    // An address, in whichever way it is written.
    /^(0x[0-9a-f]*|\d+)$/.test(labels[labels.length - 1]) ||
    name.includes(':')
  );
};

const ingress = z.object({
  ingressClassName: z.string().nullish(),
  rules: listOf(z.object({ host: z.string().nullish() })),
  tls: listOf(z.object({ hosts: listOf(z.string()) })),
  defaultBackend: z.unknown().optional(),
});

const route = z.object({ hostnames: listOf(z.string()) });

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** The hosts of one part, where the configuration says which may be: those that are not. */
function* hostsOutside(
  { terms: { key, ingressHosts = [] } }: Subject,
  path: string,
  hosts: readonly string[],
): Iterable<Found> {
  const means = ingressHosts.map(namePattern);
  const instead = `Take one of ${ingressHosts.join(
    ', ',
  )}, or have who runs the portal open another in ${key}.ingressHosts.`;
  if (hosts.length === 0) {
    yield { path, is: 'names no host, so it takes them all', instead };
  }
  for (const host of hosts) {
    if (!means.some(isMeant => isMeant(host))) {
      yield {
        path,
        is: `is for '${clipped(host)}', which is not open`,
        instead,
      };
    }
  }
}

const SERVICE_SOURCE =
  'https://kubernetes.io/docs/concepts/services-networking/service/';

const typeRule = (
  type: string,
  word: 'nodePorts' | 'loadBalancers',
  says: string,
): Rule => ({
  name: `Services of type ${type}`,
  source: `${SERVICE_SOURCE}#type-${type.toLowerCase()}`,
  kinds: ['/Service'],
  *find(subject) {
    const { allow, key } = subject.terms;
    if (serviceOf(subject).type === type && !allow.includes(word)) {
      yield {
        path: 'spec.type',
        is: `is ${type}, which ${says}`,
        instead: `Take ClusterIP, or have who runs the portal open it: ${word} in ${key}.allow.`,
      };
    }
  },
});

/** The ways in, from outside or to others. */
export const entryRules: readonly Rule[] = [
  {
    name: 'External addresses of Services',
    source:
      'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips (CVE-2020-8554): it takes what others send to that address',
    kinds: ['/Service'],
    *find(subject) {
      const { externalIPs, loadBalancerIP } = serviceOf(subject);
      const addresses = { externalIPs: externalIPs?.length, loadBalancerIP };
      for (const [field, value] of Object.entries(addresses)) {
        if (value) {
          yield {
            path: pathOf('spec', field),
            is: 'takes an address that may be of others',
            instead: 'Leave it out.',
          };
        }
      }
    },
  },
  typeRule('NodePort', 'nodePorts', 'opens a port of every node'),
  typeRule('LoadBalancer', 'loadBalancers', 'opens an address to outside'),
  {
    name: 'Names of Services',
    source: `${SERVICE_SOURCE}#externalname`,
    kinds: ['/Service'],
    *find(subject) {
      const { type, externalName } = serviceOf(subject);
      if (type === 'ExternalName' && isInside(externalName ?? '')) {
        yield {
          path: 'spec.externalName',
          is: `is ${shown(externalName)}, which leads into the cluster`,
          instead:
            'Take a name of outside, or name the Service itself where it is used.',
        };
      }
    },
  },
  {
    name: 'Ingress: classes',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class; without one the administrators’ default counts',
    kinds: ['networking.k8s.io/Ingress'],
    *find({ manifest, terms: { key, ingressClasses } }) {
      const { ingressClassName } = read(ingress, at(manifest, 'spec'), 'spec');
      const named = [
        { path: 'spec.ingressClassName', value: ingressClassName },
        {
          path: pathOf('metadata.annotations', CLASS_ANNOTATION),
          value: at(manifest, 'metadata', 'annotations', CLASS_ANNOTATION),
        },
      ];
      for (const { path, value } of ingressClasses ? named : []) {
        if (value && !ingressClasses?.includes(String(value))) {
          yield {
            path,
            is: `is ${shown(value)}, which is not open`,
            instead: `Take one of ${ingressClasses?.join(
              ', ',
            )}, or have who runs the portal open another in ${key}.ingressClasses.`,
          };
        }
      }
    },
  },
  {
    name: 'Ingress: hosts',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource: who names a host takes its requests',
    kinds: ['networking.k8s.io/Ingress'],
    *find(subject) {
      if (!subject.terms.ingressHosts) {
        return;
      }
      const { rules, tls, defaultBackend } = read(
        ingress,
        at(subject.manifest, 'spec'),
        'spec',
      );
      if (defaultBackend) {
        yield* hostsOutside(subject, 'spec.defaultBackend', []);
      }
      for (const [index, { host }] of (rules ?? []).entries()) {
        const path = pathOf('spec', 'rules', index, 'host');
        yield* hostsOutside(subject, path, host ? [host] : []);
      }
      for (const [index, { hosts }] of (tls ?? []).entries()) {
        if (hosts?.length) {
          const path = pathOf('spec', 'tls', index, 'hosts');
          yield* hostsOutside(subject, path, hosts);
        }
      }
    },
  },
  {
    name: 'Routes: hosts',
    source:
      'https://gateway-api.sigs.k8s.io/concepts/security-model/: a route takes the requests of the hosts that it names',
    kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map(
      kind => `gateway.networking.k8s.io/${kind}`,
    ),
    *find(subject) {
      if (subject.terms.ingressHosts) {
        const { hostnames } = read(route, at(subject.manifest, 'spec'), 'spec');
        yield* hostsOutside(subject, 'spec.hostnames', hostnames ?? []);
      }
    },
  },
  {
    name: 'Definitions of networks',
    source:
      "https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/how-to-use.md: it runs any plugin of the node, as root, in the node's own networks",
    kinds: ['k8s.cni.cncf.io/NetworkAttachmentDefinition'],
    *find({ terms: { allow, key } }) {
      if (!allow.includes('networkAttachments')) {
        yield {
          path: 'spec.config',
          is: "may reach the nodes' own networks",
          instead: `Take one that the cluster's administrators made, or have who runs the portal open it: networkAttachments in ${key}.allow.`,
        };
      }
    },
  },
];
