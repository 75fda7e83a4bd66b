import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { healthOf } from '../kinds';
import { IsOfCluster } from '../namespaces';
import { at, imageTag, list, podTemplateOf, text } from '../objects';
import { unhurried } from '../unhurried';
import { told } from './told';

export type AddOn = Cluster['addOns'][number];

interface KnownAddOn {
  name: AddOn['name'];
  /** What its Deployments or DaemonSets are called. */
  workload: RegExp;
  /** What IngressClasses call it, where it is a controller of them. */
  controller?: string;
}

/** Add-ons by the names of what runs them. */
const ADD_ONS: readonly KnownAddOn[] = [
  // Source: coredns/deployment, kubernetes/coredns.yaml.sed; rancher/rke2-charts,
  // rke2-coredns; openshift/cluster-dns-operator, assets/dns.
  {
    name: 'dns',
    workload: /^(coredns|kube-dns|rke2-coredns.*|dns-default)$/,
  },
  // Source: kubernetes/dashboard, charts/kubernetes-dashboard; headlamp, charts/headlamp;
  // openshift/console-operator, bindata/assets/deployments.
  {
    name: 'dashboard',
    workload: /^(kubernetes-dashboard(-web|-kong)?|headlamp|console)$/,
  },
  // Source: kubernetes-sigs/metrics-server, manifests/base.
  { name: 'metrics', workload: /^(metrics-server|rke2-metrics-server)$/ },
  // Source: kubernetes/ingress-nginx, charts/ingress-nginx.
  {
    name: 'ingress',
    workload: /^((rke2-)?ingress-nginx-controller|nginx-ingress-controller)$/,
    controller: 'k8s.io/ingress-nginx',
  },
  // Source: traefik/traefik-helm-chart; traefik/traefik, pkg/provider/kubernetes/ingress.
  {
    name: 'ingress',
    workload: /^traefik$/,
    controller: 'traefik.io/ingress-controller',
  },
  // Source: jcmoraisjr/haproxy-ingress, docs, IngressClass.
  {
    name: 'ingress',
    workload: /^haproxy-ingress$/,
    controller: 'haproxy-ingress.github.io/controller',
  },
  // Source: projectcontour/contour, examples/contour.
  {
    name: 'ingress',
    workload: /^contour$/,
    controller: 'projectcontour.io/ingress-controller',
  },
  // Source: openshift/cluster-ingress-operator, assets/router.
  {
    name: 'ingress',
    workload: /^router-default$/,
    controller: 'openshift.io/ingress-to-route',
  },
  // Source: cert-manager/cert-manager, deploy/charts/cert-manager.
  { name: 'certificates', workload: /^cert-manager$/ },
  // Source: k8snetworkplumbingwg/multus-cni, deployments/multus-daemonset.yml.
  { name: 'networks', workload: /^(kube-multus-ds|multus)$/ },
  // Source: kubevirt/containerized-data-importer, pkg/operator/resources/namespaced.
  { name: 'cdi', workload: /^cdi-deployment$/ },
];

/**
 * What runs the controllers of GatewayClasses, by `spec.controllerName`.
 * Source: envoyproxy/gateway, charts/gateway-helm; istio/istio, manifests/charts;
 * cilium/cilium, install/kubernetes (operator); nginx/nginx-gateway-fabric, charts;
 * traefik/traefik-helm-chart; projectcontour/contour, examples; kgateway-dev/kgateway,
 * install/helm; openshift/cluster-ingress-operator, pkg/operator/controller/gatewayclass.
 */
const GATEWAYS: ReadonlyMap<string, RegExp> = new Map([
  ['gateway.envoyproxy.io/gatewayclass-controller', /^envoy-gateway$/],
  ['istio.io/gateway-controller', /^istiod$/],
  ['openshift.io/gateway-controller/v1', /^istiod-openshift-gateway$/],
  ['io.cilium/gateway-controller', /^cilium-operator$/],
  [
    'gateway.nginx.org/nginx-gateway-controller',
    /(^|-)nginx-gateway(-fabric)?$/,
  ],
  ['traefik.io/gateway-controller', /^traefik$/],
  ['projectcontour.io/gateway-controller', /^contour$/],
  ['kgateway.dev/kgateway', /^kgateway$/],
]);

/** Containers beside a CSI driver. Source: https://kubernetes-csi.github.io/docs/sidecar-containers.html */
const BESIDE_DRIVERS =
  /registrar|liveness|provisioner|attacher|resizer|snapshotter/;

const byName = (a: KubeObject, b: KubeObject) =>
  a.metadata.name < b.metadata.name ? -1 : 1;

const namesOf = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => metadata.name).sort();

/** The image of the first container that fits. */
const imageOf = (
  workload: KubeObject,
  fits: (container: string) => boolean = () => true,
): string | undefined =>
  text(
    at(
      list(at(podTemplateOf(workload)?.spec, 'containers')).find(one =>
        fits(text(at(one, 'name')) ?? ''),
      ),
      'image',
    ),
  );

function describe(
  name: AddOn['name'],
  workload: KubeObject,
  store: ClusterStore,
  more: Partial<AddOn> = {},
): AddOn {
  return told({
    name,
    title: workload.metadata.name,
    version: imageTag(imageOf(workload)),
    health: healthOf(workload, store).state,
    ...more,
  });
}

const controllerOf = (one: KubeObject) => text(at(one, 'spec', 'controller'));

/** Of an IngressClass whose controller is not seen, nothing but its name is known. */
const unseenIngress = (classes: readonly KubeObject[]): AddOn[] =>
  [...classes].sort(byName).flatMap((one): AddOn[] => {
    const title = controllerOf(one);
    return title
      ? [
          {
            name: 'ingress',
            title,
            health: 'unjudged',
            classes: [one.metadata.name],
          },
        ]
      : [];
  });

/**
 * The controllers of GatewayClasses: what runs them where that is known, and is
 * as well as its class, which is told first where it was not accepted.
 */
async function gatewaysOf(
  store: ClusterStore,
  workloads: readonly KubeObject[],
): Promise<AddOn[]> {
  const classes = store.list({
    group: 'gateway.networking.k8s.io',
    kind: 'GatewayClass',
  });
  const found = await unhurried([...classes].sort(byName), (one): AddOn[] => {
    const controller = text(at(one, 'spec', 'controllerName'));
    if (!controller) {
      return [];
    }
    const health = healthOf(one, store).state;
    const names = [one.metadata.name];
    const runs = workloads.find(({ metadata }) =>
      GATEWAYS.get(controller)?.test(metadata.name),
    );
    return [
      runs
        ? describe('gateway', runs, store, {
            classes: names,
            ...(health !== 'healthy' && { health }),
          })
        : { name: 'gateway', title: controller, health, classes: names },
    ];
  });
  return found.flat();
}

/**
 * The DaemonSet that has a CSI driver on the nodes: the one whose volume is the
 * driver's own folder of the kubelet.
 * Source: https://kubernetes-csi.github.io/docs/deploying.html, `/var/lib/kubelet/plugins/<driver>`.
 */
function runsDriver(driver: string, daemonSet: KubeObject): boolean {
  return list(at(podTemplateOf(daemonSet)?.spec, 'volumes')).some(volume =>
    (text(at(volume, 'hostPath', 'path')) ?? '').includes(`/plugins/${driver}`),
  );
}

function driversOf(
  store: ClusterStore,
  workloads: readonly KubeObject[],
): Promise<AddOn[]> {
  const classes = store.list({ group: 'storage.k8s.io', kind: 'StorageClass' });
  const drivers = store.list({ group: 'storage.k8s.io', kind: 'CSIDriver' });
  const daemonSets = workloads.filter(({ kind }) => kind === 'DaemonSet');
  return unhurried(namesOf(drivers), driver => {
    const daemonSet = daemonSets.find(one => runsDriver(driver, one));
    const image =
      daemonSet && imageOf(daemonSet, name => !BESIDE_DRIVERS.test(name));
    const named = classes.filter(one => at(one, 'provisioner') === driver);
    return told<AddOn>({
      name: 'csi',
      title: driver,
      version: imageTag(image),
      health: daemonSet ? healthOf(daemonSet, store).state : 'unjudged',
      classes: named.length > 0 ? namesOf(named) : undefined,
    });
  });
}

function kubevirtOf(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): AddOn | undefined {
  const kubevirt = store
    .list({ group: 'kubevirt.io', kind: 'KubeVirt' })
    .find(({ metadata }) => isOfCluster(store, metadata.namespace));
  return (
    kubevirt &&
    told<AddOn>({
      name: 'kubevirt',
      title: 'KubeVirt',
      version: text(at(kubevirt, 'status', 'observedKubeVirtVersion')),
      health: healthOf(kubevirt, store).state,
    })
  );
}

/** Those of some workloads that run in a namespace which nobody owns. */
async function ofCluster(
  workloads: readonly KubeObject[],
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): Promise<KubeObject[]> {
  const own = await unhurried(workloads, workload =>
    isOfCluster(store, workload.metadata.namespace) ? workload : [],
  );
  return own.flat().sort(byName);
}

/**
 * What a cluster has beside itself. What runs in a namespace that somebody owns
 * is none of it, whatever it is called. Of one with many workloads and nodes it
 * takes a while.
 */
export async function addOnsOf(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): Promise<AddOn[]> {
  const workloads = await ofCluster(
    ['Deployment', 'DaemonSet'].flatMap(kind =>
      store.list({ group: 'apps', kind }),
    ),
    store,
    isOfCluster,
  );
  const ingressClasses = store.list({
    group: 'networking.k8s.io',
    kind: 'IngressClass',
  });
  const known = await unhurried(ADD_ONS, ({ name, workload, controller }) => {
    const running = workloads.find(({ metadata }) =>
      workload.test(metadata.name),
    );
    const named = ingressClasses.filter(
      one => controller !== undefined && controllerOf(one) === controller,
    );
    return running
      ? [
          {
            named,
            addOn: describe(name, running, store, {
              classes: named.length > 0 ? namesOf(named) : undefined,
            }),
          },
        ]
      : [];
  });
  const found = known.flat();
  const matched = new Set(found.flatMap(({ named }) => named));
  const kubevirt = kubevirtOf(store, isOfCluster);
  return [
    ...(kubevirt ? [kubevirt] : []),
    ...found.map(({ addOn }) => addOn),
    ...unseenIngress(ingressClasses.filter(one => !matched.has(one))),
    ...(await gatewaysOf(store, workloads)),
    ...(await driversOf(store, workloads)),
  ];
}
