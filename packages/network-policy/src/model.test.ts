import { createPolicyModel, PeerNotFoundError } from './index';
import { inventoryApp, pod, service, DB_LABELS } from './__testUtils__/objects';

const web = { namespace: 'shop', name: 'web' };
const batch = { namespace: 'shop', name: 'batch' };
const vm = { namespace: 'shop', name: 'mongodb-vm', kind: 'VirtualMachine' };
const mongodb = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'shop',
  name: 'mongodb',
};

describe('the inventory app: a database in a stopped VM', () => {
  const model = createPolicyModel(inventoryApp());

  it('lets the web pods reach the database, and names the rule', () => {
    const answer = model.evaluate({
      source: web,
      destination: vm,
      port: 27017,
    });
    expect(answer.verdict).toBe('allowed');
    expect(answer.ingress.decision).toEqual({
      by: 'rule',
      tier: 'NetworkPolicy',
      policy: mongodb,
      rule: 'spec.ingress[0]',
      action: 'Allow',
      peer: 'spec.ingress[0].from[0]',
      port: 'spec.ingress[0].ports[0]',
    });
    expect(answer.egress.decision).toEqual({
      by: 'no-policy',
      action: 'Allow',
    });
    expect(answer.ingress.posture).toBe('isolated');
    expect(answer.egress.posture).toBe('open');
  });

  it('denies everyone else, and says what the nearest rule lacked', () => {
    const answer = model.evaluate({
      source: batch,
      destination: vm,
      port: 27017,
    });
    expect(answer.verdict).toBe('denied');
    expect(answer.ingress.decision).toEqual({
      by: 'tier-default',
      tier: 'NetworkPolicy',
      action: 'Deny',
      policies: [mongodb],
    });
    expect(answer.ingress.nearest).toMatchObject({
      policy: mongodb,
      rule: 'spec.ingress[0]',
      port: 'spec.ingress[0].ports[0]',
      lacks: [{ what: 'peer', path: 'spec.ingress[0].from[0]' }],
    });
    expect(answer.summary).toContain('labels app=batch');
  });

  it('denies another port, and says that the port is missing', () => {
    const answer = model.evaluate({ source: web, destination: vm, port: 22 });
    expect(answer.verdict).toBe('denied');
    expect(answer.ingress.nearest?.lacks).toEqual([
      {
        what: 'port',
        path: 'spec.ingress[0].ports[0]',
        message: 'TCP 22 is not in TCP 27017',
      },
    ]);
  });

  it('tells how the VM stands, and by which policy', () => {
    expect(model.posture(vm)).toMatchObject({
      ingress: {
        posture: 'isolated',
        policies: [{ tier: 'NetworkPolicy', policy: mongodb }],
      },
      egress: { posture: 'open', policies: [] },
    });
  });

  it('refuses a name that is not there', () => {
    expect(() =>
      model.evaluate({
        source: { namespace: 'shop', name: 'nobody' },
        destination: vm,
        port: 1,
      }),
    ).toThrow(PeerNotFoundError);
  });
});

describe('Services', () => {
  it('resolves a ClusterIP to the pod and its targetPort before policy is asked', () => {
    const model = createPolicyModel([
      ...inventoryApp(),
      service('shop/db', {
        clusterIP: '10.96.0.9',
        selector: DB_LABELS,
        ports: [{ port: 80, targetPort: 'mongo' }],
      }),
    ]);
    for (const destination of [
      { ip: '10.96.0.9' },
      { namespace: 'shop', name: 'db', kind: 'Service' },
    ]) {
      const answer = model.evaluate({ source: web, destination, port: 80 });
      expect(answer).toMatchObject({
        verdict: 'allowed',
        port: 27017,
        service: { port: 80, backends: [{ port: 27017 }] },
      });
    }
    expect(
      model.evaluate({
        source: web,
        destination: { ip: '10.96.0.9' },
        port: 81,
      }),
    ).toMatchObject({
      verdict: 'denied',
      notes: [expect.stringContaining('has no port TCP 81')],
    });
  });
});

describe('bad input', () => {
  it('is a problem of one object, and the rest is answered', () => {
    const model = createPolicyModel([
      ...inventoryApp(),
      { kind: 'NetworkPolicy', apiVersion: 'networking.k8s.io/v1' },
      'not an object',
      pod('shop/broken', {}, { containers: 'none' }),
    ]);
    expect(model.problems.map(each => each.message)).toEqual([
      'metadata.name is required',
      'the object is no Kubernetes object',
      'spec.containers must be a list',
    ]);
    expect(
      model.evaluate({ source: web, destination: vm, port: 27017 }).verdict,
    ).toBe('allowed');
  });
});
