import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A Pod of the size that real ones have, with the parts that nobody reads. */
function createPod(index: number) {
  const workload = `web-${Math.floor(index / 3)}`;
  const uid = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return {
    metadata: {
      name: `${workload}-${index}`,
      namespace: `team-${index % 50}`,
      uid,
      resourceVersion: String(index + 1),
      creationTimestamp: '2026-11-21T01:04:27Z',
      labels: { app: workload, 'pod-template-hash': '756946ffdf' },
      annotations: { 'cni.projectcalico.org/podIP': '10.0.0.1/32' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: workload,
          uid: `rs-${workload}`,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: ['kube-controller-manager', 'kubelet'].map(manager => ({
        manager,
        operation: 'Update',
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
          'f:spec': {
            'f:containers': {
              'k:{"name":"web"}': {
                '.': {},
                'f:env': { 'k:{"name":"DB"}': { 'f:name': {}, 'f:value': {} } },
                'f:image': {},
                'f:ports': {},
                'f:resources': { 'f:limits': {}, 'f:requests': {} },
              },
            },
          },
        },
      })),
    },
    spec: {
      nodeName: `node-${index % 40}`,
      serviceAccountName: 'default',
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists' },
        { key: 'node.kubernetes.io/unreachable', operator: 'Exists' },
      ],
      containers: [
        {
          name: 'web',
          image: 'registry.example/web:1.4.2',
          command: ['python', '-m', 'web'],
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          env: [{ name: 'DB', value: 'mongodb://db:27017' }],
          resources: {
            limits: { cpu: '500m', memory: '256Mi' },
            requests: { cpu: '100m', memory: '128Mi' },
          },
          readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
          volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets' }],
        },
      ],
      volumes: [{ name: 'token', projected: { sources: [] } }],
    },
    status: {
      phase: 'Running',
      podIP: `10.0.${Math.floor(index / 250)}.${index % 250}`,
      conditions: ['Initialized', 'Ready', 'PodScheduled'].map(type => ({
        type,
        status: 'True',
        lastTransitionTime: '2026-11-21T01:04:30Z',
      })),
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          restartCount: 0,
          image: 'registry.example/web:1.4.2',
          imageID: 'registry.example/web@sha256:0123456789abcdef',
          containerID: 'containerd://0123456789abcdef',
          state: { running: { startedAt: '2026-11-21T01:04:29Z' } },
        },
      ],
    },
  };
}

/** Serves a list of pods in pages made beforehand, and a watch without events. */
export async function startPodServer(count: number, pageSize: number) {
  const pods = Array.from({ length: count }, (_, index) => createPod(index));
  const pages: string[] = [];
  for (let at = 0; at < count; at += pageSize) {
    const next = at + pageSize;
    pages.push(
      JSON.stringify({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: String(count),
          ...(next < count && { continue: String(pages.length + 1) }),
        },
        items: pods.slice(at, next),
      }),
    );
  }
  const discovery = (resources: unknown[]) =>
    JSON.stringify({
      kind: 'APIGroupDiscoveryList',
      items: [{ metadata: {}, versions: [{ version: 'v1', resources }] }],
    });
  const core = discovery([
    {
      resource: 'pods',
      responseKind: { kind: 'Pod' },
      scope: 'Namespaced',
      verbs: ['list', 'watch'],
    },
  ]);

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://pods');
    response.writeHead(200, { 'content-type': 'application/json' });
    if (url.pathname === '/api') {
      response.end(core);
    } else if (url.pathname === '/apis') {
      response.end(
        JSON.stringify({ kind: 'APIGroupDiscoveryList', items: [] }),
      );
    } else if (url.pathname === '/version') {
      response.end(JSON.stringify({ gitVersion: 'v1.36.2' }));
    } else if (url.searchParams.has('watch')) {
      response.flushHeaders();
    } else {
      response.end(pages[Number(url.searchParams.get('continue') ?? 0)]);
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    megabytes: pages.reduce((sum, page) => sum + page.length, 0) / 2 ** 20,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
