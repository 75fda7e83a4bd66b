import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { GATEWAY_API } from '../kinds';
import { at, list, objectField, text } from '../objects';
import { hop, said } from './hop';
import {
  closenessOf,
  gatewayOf,
  hostOf,
  isHostOf,
  Listener,
  listenersOf,
  portOf,
  protocolOf,
} from './listeners';
import { lookUp, Scene } from './scene';

/**
 * The listener beside one, of the same port and protocol, that is closer to a host:
 * it alone should get what is asked of this host.
 * Source: Gateway API, GatewaySpec.Listeners, Listener Isolation.
 */
export function closerListener(
  listener: Listener,
  host: string,
): Listener | undefined {
  const near = (one: Listener) => closenessOf(hostOf(one), host);
  return listenersOf(listener.holder)
    .filter(
      one =>
        portOf(one) === portOf(listener) &&
        protocolOf(one) === protocolOf(listener) &&
        isHostOf([hostOf(one) ?? '*'], host),
    )
    .sort((a, b) => near(b) - near(a))
    .find(one => near(one) > near(listener));
}

/** The feature of a class whose Gateways give a request to its closest listener alone. */
const ISOLATES = 'GatewayHTTPListenerIsolation';

/**
 * That a closer listener takes the request from what is on another one; perhaps,
 * where the class does not say that it isolates listeners, as it need not.
 * Source: Gateway API, GatewaySpec.Listeners, Listener Isolation;
 * GatewayClassStatus.SupportedFeatures, once a list of plain names.
 */
export function isolationHop(
  scene: Scene,
  listener: Listener,
  closer: Listener,
  host: string,
): TraceHop {
  const { store } = scene;
  const { holder, name, fieldPath } = closer;
  const gateway = gatewayOf(scene, holder);
  const gatewayClass = lookUp(scene, {
    group: GATEWAY_API,
    kind: 'GatewayClass',
    name: text(at(gateway, 'spec', 'gatewayClassName')) ?? '',
  });
  const isIsolated =
    typeof gatewayClass !== 'string' &&
    list(at(gatewayClass, 'status', 'supportedFeatures')).some(
      one => one === ISOLATES || at(one, 'name') === ISOLATES,
    );
  return hop(
    isIsolated ? 'listener.isolated' : 'listener.closer',
    { listener: listener.name, closer: name, host },
    {
      object: objectField(store.name, holder),
      evidence: said(store, holder, `${fieldPath}.hostname`, hostOf(closer)),
    },
  );
}
