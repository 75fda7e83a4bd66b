import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { podTemplatePath } from '@hybrid-apps/network-policy';
import { z } from 'zod';
import { at, isVm, textMap } from '../../objects';
import { listOf, pathOf, Placed, read } from './reading';

const profile = z.object({ type: z.string().nullish() }).nullish();
const windows = z.object({ hostProcess: z.boolean().nullish() }).nullish();
const seLinux = z
  .object({
    type: z.string().nullish(),
    user: z.string().nullish(),
    role: z.string().nullish(),
  })
  .nullish();

/** What Pods and containers have in common. */
const security = {
  windowsOptions: windows,
  appArmorProfile: profile,
  seLinuxOptions: seLinux,
  seccompProfile: profile,
  runAsNonRoot: z.boolean().nullish(),
  runAsUser: z.number().nullish(),
};

const host = z.object({ host: z.string().nullish() }).nullish();
/** A probe or a hook. */
export const action = z.object({ httpGet: host, tcpSocket: host }).nullish();

const container = z.object({
  securityContext: z
    .object({
      ...security,
      privileged: z.boolean().nullish(),
      allowPrivilegeEscalation: z.boolean().nullish(),
      procMount: z.string().nullish(),
      capabilities: z
        .object({
          add: listOf(z.string()),
          drop: listOf(z.string()),
        })
        .nullish(),
    })
    .nullish(),
  ports: listOf(z.object({ hostPort: z.number().nullish() })),
  livenessProbe: action,
  readinessProbe: action,
  startupProbe: action,
  lifecycle: z.object({ postStart: action, preStop: action }).nullish(),
});

/** Of `PodSpec`, what the rules go by. Source: k8s.io/api/core/v1. */
const podSpec = z.object({
  hostNetwork: z.boolean().nullish(),
  hostPID: z.boolean().nullish(),
  hostIPC: z.boolean().nullish(),
  os: z.object({ name: z.string() }).nullish(),
  priorityClassName: z.string().nullish(),
  serviceAccountName: z.string().nullish(),
  serviceAccount: z.string().nullish(),
  securityContext: z
    .object({
      ...security,
      sysctls: listOf(z.object({ name: z.string() })),
    })
    .nullish(),
  volumes: listOf(z.record(z.string(), z.unknown())),
  containers: listOf(container),
  initContainers: listOf(container),
  ephemeralContainers: listOf(container),
});

/** The template of containers' Pods, whatever holds it. */
export interface Pod {
  path: string;
  spec: z.infer<typeof podSpec>;
  annotations: Placed<Record<string, string>>;
  /** Those that start it and those that come later, too. */
  containers: ReadonlyArray<Placed<z.infer<typeof container>>>;
}

/**
 * The Pods that come of a manifest, of which a VM's are KubeVirt's to make.
 *
 * @throws Unreadable
 */
export function podsOf(manifest: Manifest): Pod[] {
  const template = isVm(manifest) ? undefined : podTemplatePath(manifest);
  if (!template) {
    return [];
  }
  const path = pathOf('', ...template, 'spec');
  const annotationsPath = pathOf('', ...template, 'metadata', 'annotations');
  const spec = read(podSpec, at(manifest, ...template, 'spec'), path);
  // What is no text among them, the rule for annotations tells.
  const annotations = textMap(
    at(manifest, ...template, 'metadata', 'annotations'),
  );
  const fields = [
    'containers',
    'initContainers',
    'ephemeralContainers',
  ] as const;
  return [
    {
      path,
      spec,
      annotations: { path: annotationsPath, value: annotations },
      containers: fields.flatMap(field =>
        (spec[field] ?? []).map((value, index) => ({
          path: pathOf(path, field, index),
          value,
        })),
      ),
    },
  ];
}
