import { KubeObject } from '../../objects';
import { Condition } from './pods';

export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
  protocol?: string;
  nodePort?: number;
  appProtocol?: string;
}

export interface Service extends KubeObject {
  spec: {
    type?: string;
    selector?: Record<string, string>;
    ports?: ServicePort[];
    clusterIP?: string;
    clusterIPs?: string[];
    externalName?: string;
    publishNotReadyAddresses?: boolean;
    [field: string]: unknown;
  };
  status?: {
    loadBalancer?: { ingress?: Array<{ ip?: string; hostname?: string }> };
  };
}

export interface EndpointPort {
  name?: string;
  port: number;
  protocol: string;
  appProtocol?: string;
}

export interface Endpoint {
  addresses: string[];
  conditions: { ready: boolean; serving: boolean; terminating: boolean };
  nodeName?: string;
  zone?: string;
  hostname?: string;
  targetRef: { kind: 'Pod'; namespace?: string; name: string; uid?: string };
}

export interface EndpointSlice extends KubeObject {
  addressType: string;
  endpoints: Endpoint[] | null;
  ports: EndpointPort[] | null;
}

export interface Ingress extends KubeObject {
  spec?: { ingressClassName?: string };
  status?: { loadBalancer?: { ingress?: Array<{ ip: string }> } };
}

export interface Gateway extends KubeObject {
  spec: {
    gatewayClassName: string;
    listeners?: Array<{ name: string; port: number; protocol: string }>;
  };
  status?: {
    addresses?: Array<{ type: string; value: string }>;
    conditions?: Condition[];
    listeners?: unknown[];
  };
}
