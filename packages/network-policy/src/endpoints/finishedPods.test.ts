import { createPolicyModel } from '../index';
import { networkPolicy, pod, service } from '../__testUtils__/objects';

describe('pods that have ended', () => {
  const objects = (phase: string) => [
    pod('shop/web', { app: 'web' }),
    pod('shop/job', { app: 'job' }, {}, { phase, podIP: '10.0.0.9' }),
    service('shop/job', { selector: { app: 'job' }, ports: [{ port: 80 }] }),
    networkPolicy('shop/job', { podSelector: { matchLabels: { app: 'job' } } }),
  ];

  it.each<[string, boolean]>([
    ['Succeeded', true],
    ['Failed', true],
    ['Running', false],
    ['Pending', false],
    // A node that does not answer: its pods may run on.
    ['Unknown', false],
  ])('a pod in phase %s is out: %s', (phase, isOut) => {
    const model = createPolicyModel(objects(phase));
    expect(model.workloads.map(each => each.name)).toEqual(
      isOut ? ['web'] : ['job', 'web'],
    );
    const toService = model.evaluate({
      source: { namespace: 'shop', name: 'web' },
      destination: { namespace: 'shop', name: 'job', kind: 'Service' },
      port: 80,
    });
    expect(toService.notes).toEqual(
      isOut ? ['Service shop/job has no pods behind it'] : [],
    );
    // Its address is anyone's now, and the policy selects nobody.
    const toAddress = model.evaluate({
      source: { namespace: 'shop', name: 'web' },
      destination: { ip: '10.0.0.9' },
      port: 80,
    });
    expect(toAddress.verdict).toBe(isOut ? 'allowed' : 'denied');
    expect(
      model.findings().some(each => each.kind === 'policy-selects-nothing'),
    ).toBe(isOut);
  });
});
