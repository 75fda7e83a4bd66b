import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

type Way = ClusterDetails['ways'][number];

/** A port of a network plugin, between nodes. */
interface PluginPort {
  id: string;
  protocol: Way['protocol'];
  port: string;
  encrypted: Way['encrypted'];
  verified: Way['verified'];
  carries: Way['carries'];
  /** How Pods reach each other where it is open; always unless told. */
  mode?: RegExp;
  message?: string;
}

const tunnel = (
  id: string,
  protocol: Way['protocol'],
  port: string,
  mode?: RegExp,
): PluginPort => ({
  id,
  protocol,
  port,
  encrypted: 'no',
  verified: 'no',
  carries: ['pods'],
  mode,
  message: 'Packets of Pods in those of nodes, as they are.',
});

const wireGuard = (port: string, mode?: RegExp): PluginPort => ({
  id: 'wireguard',
  protocol: 'UDP',
  port,
  encrypted: 'yes',
  verified: 'both',
  carries: ['pods'],
  mode,
  message: 'Only where it is switched on.',
});

const inTls = (
  id: string,
  port: string,
  carries: Way['carries'],
  message: string,
): PluginPort => ({
  id,
  protocol: 'TCP',
  port,
  encrypted: 'depends',
  verified: 'depends',
  carries,
  message,
});

/** The usual ports of network plugins, each with the document that tells them. */
const PORTS: Readonly<
  Record<string, { source: string; ports: readonly PluginPort[] }>
> = {
  Calico: {
    source:
      'https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements',
    ports: [
      tunnel('ipip', 'IP', '4', /IPIP/),
      tunnel('vxlan', 'UDP', '4789', /VXLAN/),
      wireGuard('51820-51821', /WireGuard/),
      inTls('bgp', '179', ['routes'], 'Only where routes are told by BGP.'),
      inTls(
        'typha',
        '5473',
        ['routes'],
        'Only where Typha runs; the operator sets up TLS on both sides.',
      ),
    ],
  },
  Cilium: {
    source:
      'https://docs.cilium.io/en/stable/operations/system_requirements/#firewall-rules',
    ports: [
      tunnel('vxlan', 'UDP', '8472'),
      tunnel('geneve', 'UDP', '6081'),
      wireGuard('51871'),
      inTls('health', '4240', ['health'], 'Nodes ask each other.'),
      inTls('hubble', '4244', ['metrics'], 'Only where Hubble is on.'),
    ],
  },
  flannel: {
    source:
      'https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md',
    ports: [
      tunnel('vxlan', 'UDP', '8472', /vxlan/),
      tunnel('udp', 'UDP', '8285', /^udp$/),
      wireGuard('51820-51821', /wireguard/),
    ],
  },
  K3s: {
    source: 'https://docs.k3s.io/installation/requirements#networking',
    ports: [
      tunnel('vxlan', 'UDP', '8472', /vxlan/),
      wireGuard('51820-51821', /wireguard/),
    ],
  },
  Antrea: {
    source: 'https://antrea.io/docs/main/docs/network-requirements',
    ports: [
      tunnel('geneve', 'UDP', '6081'),
      wireGuard('51820'),
      inTls('agent', '10349-10351', ['api'], 'Between agents and controller.'),
    ],
  },
  'OVN-Kubernetes': {
    source:
      'https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/installation_configuration/configuring-firewall',
    ports: [tunnel('geneve', 'UDP', '6081')],
  },
  'Kube-OVN': {
    source: 'https://kubeovn.github.io/docs/stable/en/start/prepare',
    ports: [
      tunnel('geneve', 'UDP', '6081'),
      inTls('ovn', '6641-6644', ['state'], 'The databases of OVN.'),
    ],
  },
  'Weave Net': {
    source:
      'https://github.com/weaveworks/weave/blob/master/site/kubernetes/kube-addon.md',
    ports: [tunnel('weave', 'TCP/UDP', '6783-6784')],
  },
};

/**
 * What a network plugin has between nodes. Of ways that hang on a mode, those of
 * the mode that is told; all where none is.
 */
export function networkWays(
  plugins: readonly string[],
  overlay: string | undefined,
): Way[] {
  return plugins.flatMap(plugin => {
    const known = PORTS[plugin];
    return (known?.ports ?? [])
      .filter(
        ({ mode }) =>
          mode === undefined || overlay === undefined || mode.test(overlay),
      )
      .map(({ id, mode, message, ...port }): Way => {
        const isOpen = mode !== undefined && overlay !== undefined;
        const hint = isOpen ? undefined : message;
        return {
          ...port,
          id: `${plugin}-${id}`.toLocaleLowerCase('en-US').replace(/ /g, '-'),
          from: 'network-plugin',
          to: 'network-plugin',
          told: 'standard',
          source: known.source,
          message: `${plugin}, ${id}.${hint ? ` ${hint}` : ''}`,
        };
      });
  });
}
