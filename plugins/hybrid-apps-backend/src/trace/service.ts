import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  behind,
  Endpoint,
  endpointSlicesOf,
  endpointsOf,
  holdersOf,
  portMeant,
  selected,
  ServicePort,
  servicePorts,
} from '../kinds';
import {
  at,
  called,
  condition,
  declaredPorts,
  flag,
  formatSelector,
  idOf,
  list,
  nameOf,
  number,
  objectField,
  podTemplateOf,
  selectorOfLabels,
  text,
} from '../objects';
import { hop, said } from './hop';
import { Draft, End, Front, lookUp, Scene, ToService } from './scene';

/** So many endpoints of a Service are told one by one. */
const MOST_ENDS = 3;

/** The last part of a way: from the Service on. */
type Rest = Pick<Draft, 'hops' | 'ends' | 'more' | 'service'>;

const NOTHING: Rest = { hops: [], ends: [], more: 0 };

const written = ({ name, port, target }: ServicePort) =>
  `${port}${name && ` (${name})`}${
    target === String(port) ? '' : `→${target}`
  }`;

/**
 * The ports alone that the VM in a Pod is given, where its interface names some: by
 * masquerade, KubeVirt forwards nothing else to the guest. Undefined where all are.
 * Source: kubevirt.io/api/core/v1, Interface.Ports; kubevirt, docs/network/networking.md,
 * Masquerade binding mechanism.
 */
function forwarded(
  holders: readonly KubeObject[],
): { vm: KubeObject; ports: readonly unknown[] } | undefined {
  const vm = holders.find(({ kind }) => kind === 'VirtualMachineInstance');
  const spec = vm && podTemplateOf(vm)?.spec;
  const [network] = list(at(spec, 'networks')).filter(
    one => at(one, 'pod') !== undefined,
  );
  const own = list(at(spec, 'domain', 'devices', 'interfaces')).find(
    one => at(one, 'name') === at(network, 'name'),
  );
  const ports = list(at(own, 'ports'));
  return vm && at(own, 'masquerade') !== undefined && ports.length > 0
    ? { vm, ports }
    : undefined;
}

/** A Pod's container port, as the Service's endpoint has it. */
function containerHop(
  { store }: Scene,
  pod: KubeObject,
  holders: readonly KubeObject[],
  { port, protocol }: Pick<ServicePort, 'port' | 'protocol'>,
): TraceHop {
  const toVm = forwarded(holders);
  const isForwarded = (one: unknown) =>
    number(at(one, 'port')) === port &&
    (text(at(one, 'protocol')) ?? 'TCP') === protocol;
  if (toVm && !toVm.ports.some(isForwarded)) {
    const { vm } = toVm;
    const ports = toVm.ports.map(one => at(one, 'port')).join(', ');
    return hop(
      'container.notForwarded',
      { port, declared: ports },
      {
        object: objectField(store.name, vm),
        evidence: said(store, vm, 'spec.domain.devices.interfaces', ports),
      },
    );
  }
  const declared = declaredPorts(pod);
  const found = declared.find(
    one => one.port === port && one.protocol === protocol,
  );
  const more = {
    object: objectField(store.name, pod),
    evidence: said(
      store,
      pod,
      'spec.containers',
      declared.map(one => one.port).join(', '),
    ),
  };
  return found
    ? hop('container.declares', { port, name: found.name }, more)
    : hop(
        'container.undeclared',
        { port, declared: declared.map(one => one.port).join(', ') },
        more,
      );
}

/** Where the endpoints have no such port: that the Pods' containers do not name it. */
function withoutPort(
  { store }: Scene,
  pod: KubeObject,
  { target }: ServicePort,
): TraceHop {
  const names = declaredPorts(pod).flatMap(({ name }) => name ?? []);
  return hop(
    'container.noSuchName',
    { target, declared: names.join(', ') },
    {
      object: objectField(store.name, pod),
      evidence: said(store, pod, 'spec.containers', names.join(', ')),
    },
  );
}

/**
 * How well an endpoint is. One that ends goes on as long as it can, where none is ready.
 * Source: k8s.io/api/discovery/v1, EndpointConditions; KEP-1669; k8s.io/api/core/v1,
 * ServiceSpec.PublishNotReadyAddresses, by which those that are not ready pass for ready.
 */
function codeOf(
  service: KubeObject,
  pod: KubeObject,
  { isReady, isServing }: Endpoint,
) {
  if (!isReady) {
    return isServing ? 'endpoint.terminating' : 'endpoint.notReady';
  }
  return flag(at(service, 'spec', 'publishNotReadyAddresses')) &&
    condition(pod, 'Ready')?.status !== 'True'
    ? 'endpoint.published'
    : 'endpoint.pod';
}

function endOf(
  scene: Scene,
  service: KubeObject,
  endpoint: Endpoint,
  port: ServicePort,
): End {
  const { store } = scene;
  const { namespace } = service.metadata;
  const address = endpoint.addresses.join(', ');
  if (endpoint.pod === undefined) {
    return { endpoint: hop('endpoint.outside', { address }) };
  }
  const key = { group: '', kind: 'Pod', namespace, name: endpoint.pod };
  const pod = store.get(key);
  if (!pod) {
    return {
      endpoint: hop('endpoint.gone', { pod: endpoint.pod, address }),
    };
  }
  const code = codeOf(service, pod, endpoint);
  const told = hop(
    code,
    { pod: endpoint.pod, address },
    {
      object: objectField(store.name, pod),
      evidence: said(store, pod, 'status.conditions'),
    },
  );
  const target = endpoint.ports.get(port.name);
  if (target === undefined) {
    return { endpoint: told, container: withoutPort(scene, pod, port) };
  }
  const holders = holdersOf(pod, store);
  const workload = holders.at(-1) ?? pod;
  return {
    endpoint: told,
    container: containerHop(scene, pod, holders, {
      port: target,
      protocol: port.protocol,
    }),
    asks: { workload: nameOf(workload), port: target },
  };
}

/** The endpoints of a port: those that get requests, or else those that would. */
function endsOf(
  scene: Scene,
  service: KubeObject,
  port: ServicePort,
): Pick<Rest, 'ends' | 'more'> {
  const all = [
    ...new Map(
      endpointsOf(service, scene.store)
        // Of two slices that have an endpoint, the one with the port tells more.
        .sort(
          (a, b) =>
            Number(a.ports.has(port.name)) - Number(b.ports.has(port.name)),
        )
        .map(one => [one.target, one] as const),
    ).values(),
  ];
  const offering = all.filter(one => one.ports.has(port.name));
  const ready = offering.filter(({ isReady }) => isReady);
  const serving = offering.filter(({ isServing }) => isServing);
  const [shown] = [ready, serving, offering, all].filter(
    ({ length }) => length > 0,
  );
  const sorted = [...(shown ?? [])].sort((a, b) =>
    `${a.pod} ${a.target}` < `${b.pod} ${b.target}` ? -1 : 1,
  );
  return {
    ends: sorted
      .slice(0, MOST_ENDS)
      .map(one => endOf(scene, service, one, port)),
    more: Math.max(0, sorted.length - MOST_ENDS),
  };
}

const names = (objects: readonly KubeObject[]) =>
  objects.map(called).join(', ');

function endpointsHop(
  { store }: Scene,
  service: KubeObject,
  port: ServicePort,
): TraceHop {
  const told = behind(service, store, [port]);
  const [slice] = [...endpointSlicesOf(service, store)].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  const selector = selectorOfLabels(at(service, 'spec', 'selector'));
  const bySelector = {
    evidence: said(store, service, 'spec.selector', formatSelector(selector)),
  };
  const bySlice = {
    ...(slice && { evidence: said(store, slice, 'endpoints') }),
  };
  switch (told.why) {
    case 'ready':
      return hop(
        'endpoints.ready',
        { ready: told.ready, all: told.all },
        bySlice,
      );
    case 'noSuchPort':
      return hop(
        'endpoints.noSuchPort',
        { port: port.port, target: port.target },
        { evidence: said(store, service, port.fieldPath, port.target) },
      );
    case 'portNotReady':
      return hop('endpoints.portNotReady', { port: port.port }, bySlice);
    case 'noPodsYet':
    case 'off': {
      const { namespace = '' } = service.metadata;
      const { on, off } = selected(namespace, selector, store);
      const [first] = told.why === 'off' ? off : on;
      return hop(
        `endpoints.${told.why}`,
        { of: names(told.of) },
        {
          ...bySelector,
          ...(first && { object: objectField(store.name, first) }),
        },
      );
    }
    case 'selectsNothing':
      return hop(
        'endpoints.selectsNothing',
        { selector: formatSelector(selector) },
        bySelector,
      );
    default:
      return hop(`endpoints.${told.why}`, {}, slice ? bySlice : bySelector);
  }
}

/** One port of a Service, and what stands behind it. */
function throughPort(
  scene: Scene,
  service: KubeObject,
  port: ServicePort,
): Rest {
  const { store } = scene;
  return {
    hops: [
      hop(
        'port.found',
        { port: port.port, target: port.target, protocol: port.protocol },
        { evidence: said(store, service, port.fieldPath, written(port)) },
      ),
      endpointsHop(scene, service, port),
    ],
    ...endsOf(scene, service, port),
    service: idOf(store.name, service),
  };
}

function toService(
  scene: Scene,
  { key, port, evidence, meant = portMeant }: ToService,
): Rest {
  const { store } = scene;
  const service = lookUp(scene, key);
  const values = { service: key.name, namespace: key.namespace };
  if (typeof service === 'string') {
    return {
      ...NOTHING,
      hops: [hop(`service.${service}`, values, { evidence })],
    };
  }
  const object = objectField(store.name, service);
  if (at(service, 'spec', 'type') === 'ExternalName') {
    const name = text(at(service, 'spec', 'externalName')) ?? '';
    return {
      ...NOTHING,
      hops: [
        hop(
          'service.outside',
          { ...values, name },
          { object, evidence: said(store, service, 'spec.externalName', name) },
        ),
      ],
    };
  }
  const found = hop('service.found', values, {
    object,
    evidence: evidence ?? said(store, service, 'metadata.name', key.name),
  });
  const one = meant(service, port);
  if (!one) {
    const ports = servicePorts(service).map(written).join(', ');
    return {
      ...NOTHING,
      hops: [
        found,
        hop(
          'port.missing',
          { ...values, port: String(port ?? ''), ports },
          { object, evidence: said(store, service, 'spec.ports', ports) },
        ),
      ],
    };
  }
  const rest = throughPort(scene, service, one);
  return { ...rest, hops: [found, ...rest.hops] };
}

/** A way with its last part. */
export function throughService({ scene, entry, host, hops, to }: Front): Draft {
  const rest = to ? toService(scene, to) : NOTHING;
  return {
    scene,
    entry,
    ...(host && { host }),
    ...rest,
    hops: [...hops, ...rest.hops],
  };
}
