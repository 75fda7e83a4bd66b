import { KubeObject } from '../../clusters';
import { at, called, list, text } from '../../objects';
import { beforeStatus } from '../generic';
import { Health, HealthRule, World } from '../types';
import { behind } from './behind';

const names = (objects: readonly KubeObject[]) =>
  objects.map(called).join(', ');

/** By its endpoints: each of its ports needs one that is ready. */
function byEndpoints(service: KubeObject, world: World): Health {
  const told = behind(service, world);
  const reason = 'NoEndpoints';
  switch (told.why) {
    case 'ready':
      return { state: 'healthy', reason: `${told.ready} ready` };
    case 'unknown':
      return { state: 'unknown', message: 'Its endpoints are not known' };
    case 'noSuchPort': {
      const { port, target } = told.port;
      return {
        state: 'degraded',
        reason: 'NoSuchPort',
        message: `Nothing behind it has the port ${target}, to which its port ${port} leads`,
      };
    }
    case 'portNotReady':
      return {
        state: 'degraded',
        reason,
        message: `Nothing behind its port ${told.port.port} is ready`,
      };
    case 'terminating':
      return {
        state: 'progressing',
        reason: 'Terminating',
        message: 'All Pods behind it are about to end',
      };
    case 'noneReady':
      return {
        state: 'degraded',
        reason,
        message: 'None of its endpoints is ready',
      };
    case 'noneGiven':
      return {
        state: 'unjudged',
        reason,
        message: 'It selects no Pods, and nobody has given it endpoints',
      };
    case 'starting':
      return {
        state: 'progressing',
        reason: 'Starting',
        message: 'The Pods behind it are starting',
      };
    case 'podsNotReady':
      return {
        state: 'degraded',
        reason,
        message: 'None of the Pods behind it is ready',
      };
    case 'noPodsYet':
      // What keeps its Pods from being made is told where it is known: there.
      return {
        state: 'progressing',
        reason,
        message: `There are no Pods yet of ${names(told.of)}`,
      };
    case 'off':
      return {
        state: 'stopped',
        reason: 'Stopped',
        message: `What it leads to need not run: ${names(told.of)}`,
      };
    default:
      return {
        state: 'degraded',
        reason,
        message: 'No Pod matches its selector',
      };
  }
}

/** Service: whether anything ready stands behind each of its ports. */
export const serviceHealth: HealthRule = (service, world) => {
  const gone = beforeStatus(service);
  if (gone) {
    return gone;
  }
  const type = text(at(service, 'spec', 'type'));
  if (type === 'ExternalName') {
    // An alias in DNS: nothing in the cluster tells whether anyone answers there.
    return { state: 'unjudged', reason: type };
  }
  const told = byEndpoints(service, world);
  return type === 'LoadBalancer' &&
    told.state === 'healthy' &&
    list(at(service, 'status', 'loadBalancer', 'ingress')).length === 0
    ? {
        state: 'progressing',
        reason: 'Pending',
        message: 'It has no address outside of the cluster yet',
      }
    : told;
};
