import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Conventions } from './conventions';
import { HybridApplication } from './schema';

/**
 * The web tier's Deployment, within Pod Security's profile `restricted`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function webDeployment(
  { web, database }: HybridApplication,
  { metadataOf, names, labelsOf, selectorOf }: Conventions,
): Manifest {
  const answers = { tcpSocket: { port: 'http' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf('web'),
    spec: {
      replicas: web.replicas,
      selector: { matchLabels: selectorOf('web') },
      template: {
        metadata: { labels: labelsOf('web') },
        spec: {
          // It has no business with the API server.
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'web',
              image: web.image,
              ports: [{ name: 'http', containerPort: web.port }],
              env: [
                { name: 'DATABASE_HOST', value: names.database },
                { name: 'DATABASE_PORT', value: String(database.port) },
              ],
              resources: {
                requests: { cpu: '100m', memory: '128Mi' },
                limits: { memory: '256Mi' },
              },
              // Five minutes to start, as the database may come later.
              startupProbe: {
                ...answers,
                periodSeconds: 5,
                failureThreshold: 60,
              },
              readinessProbe: answers,
              livenessProbe: { ...answers, periodSeconds: 20 },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  };
}

/** The way in from outside of the cluster. */
export function webIngress(
  host: string,
  { metadataOf, names }: Conventions,
): Manifest {
  const service = { name: names.web, port: { name: 'http' } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf('web'),
    spec: {
      rules: [
        {
          host,
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service } }],
          },
        },
      ],
    },
  };
}
