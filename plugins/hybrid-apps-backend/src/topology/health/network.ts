import { at, condition, kindKey, list, text } from '../../objects';
import { HealthRule } from './types';

/** Service: whether anything ready stands behind it. */
export const serviceHealth: HealthRule = (service, parts) => {
  if (text(at(service, 'spec', 'type')) === 'ExternalName') {
    return { health: 'healthy', reason: 'ExternalName' };
  }
  const slices = parts.filter(
    part => kindKey(part) === 'discovery.k8s.io/EndpointSlice',
  );
  if (slices.length === 0) {
    return { health: 'unknown', message: 'Its endpoints are not known' };
  }
  const endpoints = slices.flatMap(slice => list(at(slice, 'endpoints')));
  const ready = endpoints.filter(
    endpoint => at(endpoint, 'conditions', 'ready') !== false,
  );
  if (ready.length > 0) {
    return { health: 'healthy', reason: `${ready.length} ready` };
  }
  return {
    health: 'degraded',
    reason: 'NoEndpoints',
    message:
      endpoints.length > 0
        ? 'None of the Pods behind it is ready'
        : 'No Pod matches its selector',
  };
};

/** Certificate of cert-manager: valid, or why not. */
export const certificateHealth: HealthRule = certificate => {
  const ready = condition(certificate, 'Ready');
  if (!ready) {
    return { health: 'unknown' };
  }
  return ready.status === 'True'
    ? { health: 'healthy', reason: 'Ready' }
    : {
        health: 'degraded',
        reason: ready.reason ?? 'NotReady',
        message: ready.message,
        since: ready.since,
      };
};
