import { join, relative } from 'node:path';
import { BROKEN, FINDINGS, TIMEOUT_MS, netpol } from './__testUtils__/netpol';

jest.setTimeout(TIMEOUT_MS);

describe('netpol check without assertions', () => {
  it('tells what to act on, where it stands, and what to do', () => {
    const { status, stdout } = netpol(['check', '--dir', FINDINGS]);
    expect(stdout.replaceAll(FINDINGS, 'deploy')).toBe(
      'deploy/policies.yaml:9:3: warning: NetworkPolicy shop/payroll selects no pod. Make spec.podSelector match the labels of the pods that it is meant for, or delete the policy\n',
    );
    expect(status).toBe(0);
  });

  it('exits with 1 where a finding is an error', () => {
    const { status, stdout } = netpol(['check', '--dir', BROKEN]);
    expect(stdout).toContain(
      'policy.yaml:12:11: error: NetworkPolicy x/typo: spec.ingress[0].ports[0].port must be',
    );
    expect(status).toBe(1);
  });

  it('puts them on the lines of a pull request, as SARIF', () => {
    const { stdout } = netpol([
      'check',
      '--dir',
      FINDINGS,
      '--format',
      'sarif',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'netpol',
              rules: [
                {
                  id: 'policy-selects-nothing',
                  shortDescription: { text: 'A policy selects no workload' },
                },
              ],
            },
          },
          results: [
            {
              ruleId: 'policy-selects-nothing',
              ruleIndex: 0,
              level: 'warning',
              message: {
                text: expect.stringContaining('shop/payroll selects no pod'),
              },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: {
                      uri: relative(
                        process.cwd(),
                        join(FINDINGS, 'policies.yaml'),
                      ),
                    },
                    region: { startLine: 9, startColumn: 3 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
