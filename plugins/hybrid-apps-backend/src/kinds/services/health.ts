import { at, list, text } from '../../objects';
import { HealthRule } from '../types';
import { endpointSlicesOf } from './endpointSlices';

/** Service: whether anything ready stands behind it. */
export const serviceHealth: HealthRule = (service, world) => {
  if (text(at(service, 'spec', 'type')) === 'ExternalName') {
    return { state: 'healthy', reason: 'ExternalName' };
  }
  const slices = endpointSlicesOf(service, world);
  if (slices.length === 0) {
    return { state: 'unknown', message: 'Its endpoints are not known' };
  }
  const endpoints = slices.flatMap(slice => list(at(slice, 'endpoints')));
  const ready = endpoints.filter(
    endpoint => at(endpoint, 'conditions', 'ready') !== false,
  );
  if (ready.length > 0) {
    return { state: 'healthy', reason: `${ready.length} ready` };
  }
  return {
    state: 'degraded',
    reason: 'NoEndpoints',
    message:
      endpoints.length > 0
        ? 'None of the Pods behind it is ready'
        : 'No Pod matches its selector',
  };
};
