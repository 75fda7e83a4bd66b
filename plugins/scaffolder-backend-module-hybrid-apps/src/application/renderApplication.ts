import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Component, conventionsOf } from './conventions';
import { networkPolicies } from './policies';
import { HybridApplication } from './schema';
import { requireValid } from './validate';
import { virtualMachine } from './virtualMachine';
import { webDeployment, webIngress } from './webTier';

/**
 * The manifests of an app: a web tier in containers and a database in a VM,
 * each with a Service and a NetworkPolicy that permits nothing but its port.
 *
 * They are built as values, not as text, so no input can become anything but
 * the value of its field.
 *
 * @throws InputError that names every answer that is wrong, and what would be
 * right.
 */
export function renderApplication(app: HybridApplication): Manifest[] {
  requireValid(app);
  const conventions = conventionsOf(app);
  const service = (
    component: Component,
    port: { name: string; port: number; targetPort: number | string },
  ): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: conventions.metadataOf(component),
    spec: {
      selector: conventions.selectorOf(component),
      ports: [{ ...port, protocol: 'TCP' }],
    },
  });
  const { web, database } = app;
  return [
    ...networkPolicies(app, conventions),
    service('database', {
      name: 'database',
      port: database.port,
      targetPort: database.port,
    }),
    service('web', { name: 'http', port: 80, targetPort: 'http' }),
    virtualMachine(app, conventions),
    webDeployment(app, conventions),
    ...(web.host ? [webIngress(web.host, conventions)] : []),
  ];
}
