import { isJson, Json, recordsAt } from '../objects';

function probe(value: unknown): unknown {
  if (!isJson(value)) {
    return value;
  }
  const httpGet = isJson(value.httpGet)
    ? { httpGet: { path: '/', scheme: 'HTTP', ...value.httpGet } }
    : {};
  return {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...value,
    ...httpGet,
  };
}

/** `Always` for what may change below its tag. */
function pullPolicy(image: unknown): string {
  const [, name = ''] = /([^/]*)$/.exec(String(image ?? '')) ?? [];
  const isPinned = name.includes('@') || /:(?!latest$)/.test(name);
  return isPinned ? 'IfNotPresent' : 'Always';
}

function container(value: Json): Json {
  const result: Json = {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(value.image),
    ...value,
  };
  if (Array.isArray(value.ports)) {
    result.ports = value.ports.map(port =>
      isJson(port) ? { protocol: 'TCP', ...port } : port,
    );
  }
  for (const name of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
    if (name in value) {
      result[name] = probe(value[name]);
    }
  }
  return result;
}

/** What kube-apiserver fills into a pod's spec. */
export function podSpec(spec: Json): Json {
  const result: Json = {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
  };
  for (const list of ['initContainers', 'containers']) {
    if (Array.isArray(spec[list])) {
      result[list] = recordsAt(spec, list).map(container);
    }
  }
  return result;
}

/** The pod template of a workload. */
export function podTemplate(template: unknown): unknown {
  return isJson(template) && isJson(template.spec)
    ? { ...template, spec: podSpec(template.spec) }
    : template;
}
