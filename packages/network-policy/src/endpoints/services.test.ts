import { createPolicyModel } from '../index';
import { evaluateOne } from '../__testUtils__/ask';
import { SHOP, ingress } from '../__testUtils__/networkPolicy';
import { service } from '../__testUtils__/objects';

describe('Services', () => {
  const backends = [
    ...SHOP,
    service('shop/db', {
      clusterIP: '10.96.0.1',
      selector: { app: 'db' },
      ports: [{ port: 80, targetPort: 'sql' }],
    }),
    service('shop/headless', {
      clusterIP: 'None',
      selector: { app: 'db' },
      ports: [{ port: 5432 }],
    }),
  ];

  it('is uncertain when backends differ, and says which', () => {
    const answer = evaluateOne(
      [...backends, ingress({ ports: [{ port: 5432 }] })],
      'shop/web',
      '10.96.0.1',
    );
    expect(answer.verdict).toBe('uncertain');
    expect(answer.reasons.join()).toContain(
      'shop/db-2[Pod] TCP 5433 is denied',
    );
  });

  it('keeps the port of a headless Service, which has no address of its own', () => {
    const model = createPolicyModel([
      ...backends,
      ingress({ ports: [{ port: 5432 }] }),
    ]);
    expect(
      model.evaluate({
        source: { namespace: 'shop', name: 'web' },
        destination: { namespace: 'shop', name: 'headless', kind: 'Service' },
        port: 5432,
      }),
    ).toMatchObject({ verdict: 'allowed', port: 5432 });
  });
});
