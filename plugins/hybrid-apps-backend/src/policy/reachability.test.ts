import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventory } from '../__testUtils__/inventory';
import {
  WEB,
  VM,
  POLICY,
  peer,
  mongodb,
  ask,
  without,
} from '../__testUtils__/judged';
import { createStoreFromObjects } from '../kinds';
import { createClusterPolicies } from './clusterPolicy';
import { checkReachability } from './reachability';

describe('checkReachability', () => {
  it('says which rule lets a connection through, and what the rule is', () => {
    const { answer, workloads } = ask({});
    expect(answer).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed by NetworkPolicy inventory/mongodb, spec.ingress[0]',
      egress: { verdict: 'allowed', deciding: [] },
      ingress: {
        verdict: 'allowed',
        deciding: [
          {
            action: 'Allow',
            path: 'spec.ingress[0]',
            policy: { id: POLICY },
            rule: { ports: [{ port: 27017 }] },
          },
        ],
      },
    });
    expect(workloads).toEqual([WEB, VM]);
  });

  it('says why a connection is denied, and what the nearest rule lacked', () => {
    const { answer } = ask({ source: peer('Deployment', 'other') });
    expect(answer.verdict).toBe('denied');
    expect(answer.summary).toBe(
      'Denied: no rule of NetworkPolicy inventory/mongodb allows it (ingress)',
    );
    expect(answer.ingress).toMatchObject({
      deciding: [{ action: 'Deny', policy: { name: 'mongodb' } }],
      nearest: {
        rule: { path: 'spec.ingress[0]' },
        lacked: expect.stringContaining('other'),
      },
    });
  });

  it('says so where no policy has a say', () => {
    const { answer } = ask({}, without('NetworkPolicy'));
    expect(answer).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed: no policy denies it',
    });
  });

  it.each(['forbidden', 'stale'] as const)(
    'is uncertain where policies are %s, and says why',
    state => {
      const gap: KindKnowledge = {
        cluster: 'onprem',
        kind: 'networkpolicies.networking.k8s.io',
        state,
      };
      const { answer } = ask({}, inventory, [gap]);
      expect(answer).toMatchObject({
        verdict: 'uncertain',
        egress: { verdict: 'uncertain' },
        ingress: { verdict: 'uncertain' },
        knowledge: [gap],
      });
      expect(answer.summary).toContain(state);
    },
  );

  it('is uncertain between clusters', () => {
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, inventory),
    );
    const { answer } = checkReachability(
      {
        source: peer('Deployment', 'web', 'cloud'),
        destination: mongodb,
        protocol: 'TCP',
        port: 1,
      },
      stores,
      createClusterPolicies(),
    );
    expect(answer.verdict).toBe('uncertain');
    expect(answer.summary).toContain('from cluster cloud to cluster onprem');
  });

  it('asks for workloads that exist', () => {
    expect(() => ask({ source: peer('Deployment', 'nobody') })).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
    expect(() => ask({ source: { ip: 'x' } })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(() =>
      ask({ source: { ip: '192.0.2.1' }, destination: { ip: '192.0.2.2' } }),
    ).toThrow(expect.objectContaining({ name: 'InputError' }));
  });

  it('names the workloads behind an address or a Service', () => {
    const { workloads } = ask({
      source: { ip: '10.0.0.7' },
      destination: peer('Service', 'mongodb'),
    });
    expect(workloads).toEqual(expect.arrayContaining([WEB, VM]));
  });
});
