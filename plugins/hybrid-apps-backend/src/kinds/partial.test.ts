import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { PlainObject } from '../clusters';
import { createStoreFromObjects, healthOf } from '.';

/** The health of an object in `shop`, where a kind is known in one namespace alone. */
function healthWhere(object: PlainObject, kind: string, namespace: string) {
  const knowledge: KindKnowledge = {
    cluster: 'onprem',
    kind,
    state: 'partial',
    namespaces: [namespace],
  };
  const store = createStoreFromObjects('onprem', [object], {
    knowledge: [knowledge],
  });
  const [first] = store.list({
    group: object.apiVersion.includes('/')
      ? object.apiVersion.split('/')[0]
      : '',
    kind: object.kind,
  });
  return healthOf(first, store).state;
}

describe('what a rule asks for that is known in some namespaces', () => {
  it.each([
    ['shop', 'unjudged'],
    ['bank', 'unknown'],
  ])('has no EndpointSlices, known in %s alone: %s', (namespace, health) => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { ports: [{ port: 80 }] },
    };
    const kind = 'endpointslices.discovery.k8s.io';
    expect(healthWhere(service, kind, namespace)).toBe(health);
  });

  it.each([
    ['images', 'degraded'],
    ['shop', 'progressing'],
  ])('has no golden image, known in %s alone: %s', (namespace, health) => {
    const volume = {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'disk', namespace: 'shop' },
      spec: {
        sourceRef: { kind: 'DataSource', name: 'fedora', namespace: 'images' },
      },
      status: { phase: 'Pending' },
    };
    const kind = 'datasources.cdi.kubevirt.io';
    expect(healthWhere(volume, kind, namespace)).toBe(health);
  });
});
