import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  coversAnyLabels,
  GATEWAY_API,
  isSection,
  listenerTakes,
  parentMeant,
  tellsNoConflict,
} from '../kinds';
import {
  at,
  condition,
  list,
  number,
  objectField,
  text,
  texts,
} from '../objects';
import { addressHop } from './front';
import { hop, said } from './hop';
import { Asked, isByTls } from './question';
import { lookUp, Scene } from './scene';

/** A listener, and what has it: a Gateway, or a part of one that a team has for itself. */
export interface Listener {
  holder: KubeObject;
  spec: unknown;
  name: string;
  fieldPath: string;
}

export const listenersOf = (holder: KubeObject): Listener[] =>
  list(at(holder, 'spec', 'listeners')).map((spec, index) => ({
    holder,
    spec,
    name: text(at(spec, 'name')) ?? '',
    fieldPath: `spec.listeners[${index}]`,
  }));

export const hostOf = ({ spec }: Listener): string | undefined =>
  text(at(spec, 'hostname'))?.toLocaleLowerCase('en-US');

export const protocolOf = ({ spec }: Listener): string =>
  text(at(spec, 'protocol')) ?? '';

export const portOf = ({ spec }: Listener) => number(at(spec, 'port'));

/**
 * The protocols of listeners that a kind of routes may hang on.
 * Source: Gateway API docs, API overview, Route summary table.
 */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

/** Whether a listener takes a kind of routes: by its protocol, and by what it allows. */
function takesKind({ spec }: Listener, kind: string): boolean {
  const allowed = list(at(spec, 'allowedRoutes', 'kinds'));
  const protocol = text(at(spec, 'protocol')) ?? '';
  return (
    (PROTOCOLS[kind] ?? []).includes(protocol) &&
    (allowed.length === 0 || allowed.some(one => at(one, 'kind') === kind))
  );
}

/** Whether a request comes by a listener: by its port, or else by its protocol. */
export function isAskedFor(listener: Listener, asked: Asked): boolean {
  const protocol = protocolOf(listener);
  const byTls = isByTls(asked);
  const isTls = protocol === 'HTTPS' || protocol === 'TLS';
  if (asked.port !== undefined) {
    return (
      portOf(listener) === asked.port &&
      (asked.scheme === undefined ||
        !['HTTP', 'HTTPS', 'TLS'].includes(protocol) ||
        byTls === undefined ||
        byTls === isTls)
    );
  }
  return byTls === undefined || byTls === isTls;
}

/**
 * The hosts that a route gets by a listener: those that both have.
 * Source: Gateway API, HTTPRouteSpec.Hostnames.
 */
export function hostsBy(route: KubeObject, listener: Listener): string[] {
  const host = hostOf(listener);
  const own = texts(at(route, 'spec', 'hostnames')).map(one =>
    one.toLocaleLowerCase('en-US'),
  );
  if (host === undefined || own.length === 0) {
    return own.length > 0 ? own : [host ?? '*'];
  }
  return own.flatMap(one => {
    if (coversAnyLabels(host, one)) {
      return [one];
    }
    return coversAnyLabels(one, host) ? [host] : [];
  });
}

/** Whether a host is one of some; `*` is all. */
export const isHostOf = (hosts: readonly string[], host: string): boolean =>
  hosts.some(one => one === '*' || coversAnyLabels(one, host));

export const gatewayOf = (scene: Scene, holder: KubeObject): KubeObject => {
  const parent =
    holder.kind === 'ListenerSet'
      ? parentMeant(holder, at(holder, 'spec', 'parentRef'))
      : undefined;
  const found = parent && lookUp(scene, parent);
  return found && typeof found !== 'string' ? found : holder;
};

export const addressesOf = (scene: Scene, holder: KubeObject): string[] =>
  list(at(gatewayOf(scene, holder), 'status', 'addresses')).flatMap(
    one => text(at(one, 'value')) ?? [],
  );

/**
 * How close a host is: itself, or the longest with `*.` in front, or all.
 * Source: Gateway API, HTTPRouteSpec.Hostnames, and GatewaySpec.Listeners, precedence.
 */
export const closenessOf = (one: string | undefined, host: string): number => {
  if (one === undefined) {
    return 0;
  }
  return one === host ? 1_000 : one.length;
};

/** Whether a controller has the Gateway's class. */
function classHop(scene: Scene, gateway: KubeObject): TraceHop {
  const name = text(at(gateway, 'spec', 'gatewayClassName')) ?? '';
  const evidence = said(scene.store, gateway, 'spec.gatewayClassName', name);
  const found = lookUp(scene, {
    group: GATEWAY_API,
    kind: 'GatewayClass',
    name,
  });
  if (typeof found === 'string') {
    return hop(`class.${found}`, { class: name }, { evidence });
  }
  const accepted = condition(found, 'Accepted');
  return accepted?.status === 'True'
    ? hop(
        'class.known',
        {
          class: name,
          controller: text(at(found, 'spec', 'controllerName')) ?? '',
        },
        { evidence },
      )
    : hop(
        'class.notAccepted',
        { class: name, message: accepted?.message ?? accepted?.reason },
        {
          object: objectField(scene.store.name, found),
          evidence: said(scene.store, found, 'status.conditions'),
        },
      );
}

/** The Gateway in front of a listener: where it is, and who runs it. */
export function gatewayHops(scene: Scene, holder: KubeObject): TraceHop[] {
  const gateway = gatewayOf(scene, holder);
  return gateway.kind === 'Gateway'
    ? [
        addressHop(scene, gateway, {
          addresses: addressesOf(scene, holder),
          fieldPath: 'status.addresses',
        }),
        classHop(scene, gateway),
      ]
    : [];
}

/**
 * What of a listener's conditions says that it takes nothing.
 * Source: Gateway API, ListenerConditionType: Accepted, Programmed, ResolvedRefs;
 * GatewayConditionType, for those of the whole.
 */
const NEEDED = ['Accepted', 'Programmed', 'ResolvedRefs'];

/**
 * Whether a condition says that a listener takes nothing. Kinds of routes that its
 * controller does not know keep it from these alone, and one without a conflict may
 * be told so by the reason.
 * Source: Gateway API, ListenerConditionType and ListenerConditionReason:
 * Conflicted, NoConflicts, InvalidRouteKinds; ListenerStatus.SupportedKinds.
 */
function isFailure(told: unknown): boolean {
  const type = text(at(told, 'type')) ?? '';
  const reason = text(at(told, 'reason'));
  const status = at(told, 'status');
  return type === 'Conflicted'
    ? status === 'True' && !tellsNoConflict(type, reason)
    : NEEDED.includes(type) &&
        status === 'False' &&
        reason !== 'InvalidRouteKinds';
}

/** A listener, and whether its controller has it ready. */
export function listenerHop({ store }: Scene, listener: Listener): TraceHop {
  const { holder, name, fieldPath } = listener;
  const object = objectField(store.name, holder);
  const index = list(at(holder, 'status', 'listeners')).findIndex(
    one => at(one, 'name') === name,
  );
  const status = list(at(holder, 'status', 'listeners'))[index];
  const failed = [
    ...list(at(status, 'conditions')),
    ...list(at(holder, 'status', 'conditions')),
  ].find(isFailure);
  if (failed !== undefined) {
    const reason = text(at(failed, 'reason')) ?? '';
    return hop(
      'listener.notReady',
      { listener: name, reason, message: text(at(failed, 'message')) },
      { object, evidence: said(store, holder, 'status', reason) },
    );
  }
  return hop(
    'listener.takes',
    {
      listener: name,
      port: portOf(listener),
      protocol: protocolOf(listener),
      host: hostOf(listener),
    },
    { object, evidence: said(store, holder, fieldPath, name) },
  );
}

/** The listeners that one reference of a route leads to, or why to none. */
export type Attached =
  | { listeners: Listener[] }
  /** A miss: it is there for other requests. */
  | { stops: TraceHop; holder?: KubeObject; isMiss?: true };

const listed = (values: readonly unknown[]) =>
  [...new Set(values.map(String))].join(', ');

/** Follows one reference of a route to what has listeners. */
export function attach(
  scene: Scene,
  route: KubeObject,
  { reference, fieldPath }: { reference: unknown; fieldPath: string },
  asked: Asked,
): Attached | undefined {
  const { store } = scene;
  const key = parentMeant(route, reference);
  if (!key) {
    return undefined; // of a mesh, or of what nobody here knows
  }
  const evidence = said(store, route, fieldPath, key.name);
  const values = {
    gateway: `${key.kind} ${key.name}`,
    namespace: key.namespace,
  };
  const holder = lookUp(scene, key);
  if (typeof holder === 'string') {
    const code =
      holder === 'missing' ? 'listener.noGateway' : 'listener.unknownGateway';
    return { stops: hop(code, values, { evidence }) };
  }
  const object = objectField(store.name, holder);
  const meant = listenersOf(holder).filter(({ spec }) =>
    isSection(reference, spec),
  );
  if (meant.length === 0) {
    const wanted = text(at(reference, 'sectionName')) ?? at(reference, 'port');
    const stops = hop(
      'listener.noSection',
      {
        ...values,
        wanted: String(wanted ?? ''),
        listeners: listed(listenersOf(holder).map(({ name }) => name)),
      },
      { object, evidence },
    );
    return { holder, stops };
  }
  const allowing = meant.filter(
    one =>
      takesKind(one, route.kind) &&
      listenerTakes(one.spec, holder, route.metadata.namespace, store),
  );
  if (allowing.length === 0) {
    const [{ name, fieldPath: place }] = meant;
    return {
      holder,
      stops: hop(
        'listener.notAllowed',
        {
          ...values,
          listener: name,
          namespace: route.metadata.namespace,
          kind: route.kind,
        },
        {
          object,
          evidence: said(store, holder, `${place}.allowedRoutes`),
        },
      ),
    };
  }
  const isForHost = (one: Listener) =>
    asked.host === undefined || isHostOf([hostOf(one) ?? '*'], asked.host);
  const hasHosts = list(at(route, 'spec', 'hostnames')).length > 0;
  if (!hasHosts && !allowing.some(isForHost)) {
    return undefined; // by its listeners, it is for other hosts
  }
  const open = allowing.filter(one => isAskedFor(one, asked));
  if (open.length === 0) {
    const isForAll =
      !hasHosts && allowing.every(one => hostOf(one) === undefined);
    if (asked.host !== undefined && isForAll) {
      return undefined; // nothing says that it is meant
    }
    const ports = listed(
      allowing.map(one => `${portOf(one)} (${protocolOf(one)})`),
    );
    return {
      holder,
      isMiss: true,
      stops: hop(
        'listener.otherPort',
        { ...values, port: asked.port, scheme: asked.scheme, ports },
        { object, evidence: said(store, holder, 'spec.listeners', ports) },
      ),
    };
  }
  const own = open.filter(one => {
    const hosts = hostsBy(route, one);
    return asked.host === undefined
      ? hosts.length > 0
      : isHostOf(hosts, asked.host);
  });
  if (own.length > 0) {
    return { listeners: own };
  }
  const hosts = listed(open.map(one => hostOf(one) ?? '*'));
  return {
    holder,
    stops: hop(
      'listener.otherHost',
      {
        ...values,
        host: asked.host ?? texts(at(route, 'spec', 'hostnames')).join(', '),
        hosts,
      },
      { object, evidence: said(store, holder, 'spec.listeners', hosts) },
    ),
  };
}
