import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';
import { balancerHosts } from '../balancerHosts';
import { present, unique } from '../presentFacts';
import { FactsRule } from '../types';

/**
 * Where a Service is reached from outside of its cluster: at its load balancer,
 * and at addresses that somebody leads to the nodes.
 * Source: k8s.io/api/core/v1, LoadBalancerIngress and ServiceSpec.ExternalIPs.
 */
export const serviceHosts = (service: KubeObject): string[] =>
  unique([
    ...balancerHosts(service),
    ...texts(at(service, 'spec', 'externalIPs')),
  ]);

/** The ports of what requests are sent to by number. Source: k8s.io/api/core/v1, ServicePort. */
export const portFacts = (service: KubeObject): NodeFacts['ports'] =>
  list(at(service, 'spec', 'ports')).flatMap(one => {
    const port = number(at(one, 'port'));
    const name = text(at(one, 'name'));
    const targetPort = at(one, 'targetPort');
    const protocol = at(one, 'protocol');
    return port === undefined
      ? []
      : [
          {
            ...(name && { name }),
            port,
            ...(targetPort !== undefined && {
              targetPort: String(targetPort),
            }),
            protocol:
              protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
          },
        ];
  });

/** Of a Service: its kind, addresses and ports. */
export const serviceFacts: FactsRule = service =>
  present({
    serviceType: text(at(service, 'spec', 'type')) ?? 'ClusterIP',
    addresses: texts(at(service, 'spec', 'clusterIPs')),
    externalAddresses: serviceHosts(service),
    ports: portFacts(service),
  });
