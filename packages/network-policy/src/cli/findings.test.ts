import { join } from 'node:path';
import { BROKEN, FINDINGS, netpol } from './__testUtils__/netpol';

describe('netpol check without assertions', () => {
  it('tells what to act on, where it stands, and what to do', async () => {
    const { status, stdout } = await netpol(['check', '--dir', FINDINGS]);
    expect(stdout.replaceAll(FINDINGS, 'deploy')).toBe(
      'deploy/policies.yaml:9:3: warning: NetworkPolicy shop/payroll selects no pod. Make spec.podSelector match the labels of the pods that it is meant for, or delete the policy\n',
    );
    expect(status).toBe(0);
  });

  it('exits with 1 where a finding is an error', async () => {
    const { status, stdout } = await netpol(['check', '--dir', BROKEN]);
    expect(stdout).toContain(
      'policy.yaml:12:11: error: NetworkPolicy x/typo: spec.ingress[0].ports[0].port must be',
    );
    expect(status).toBe(1);
  });

  it('tells files that cannot be read with the rest, and once', async () => {
    const { status, stdout, stderr } = await netpol(['check', '--dir', BROKEN]);
    expect(stdout).toMatch(/template\.yaml:1:3: error: /);
    expect(stderr).not.toContain('template.yaml');
    expect(stderr).toContain('values.yaml:1:1: note: ');
    expect(status).toBe(1);
    const strict = await netpol(['check', '--dir', BROKEN, '--strict']);
    expect(strict.status).toBe(2);
  });

  it('writes the same as json, csv and md', async () => {
    const check = (format: string) =>
      netpol(['check', '--dir', FINDINGS, '--format', format]);
    const message = 'NetworkPolicy shop/payroll selects no pod';
    const fix =
      'Make spec.podSelector match the labels of the pods that it is meant for, or delete the policy';
    const file = join(FINDINGS, 'policies.yaml');
    const rule = 'policy-selects-nothing';
    expect(JSON.parse((await check('json')).stdout)).toEqual([
      { level: 'warning', rule, file, line: 9, column: 3, message, fix },
    ]);
    expect((await check('csv')).stdout).toBe(
      `level,rule,file,line,column,message,fix\nwarning,${rule},${file},9,3,${message},"${fix}"\n`,
    );
    expect((await check('md')).stdout).toBe(
      `| level | rule | place | message | fix |\n| --- | --- | --- | --- | --- |\n| warning | ${rule} | ${file}:9 | ${message} | ${fix} |\n`,
    );
    expect((await check('json')).status).toBe(0);
  });

  it('has no picture', async () => {
    const { status, stderr } = await netpol([
      ...['check', '--dir', FINDINGS, '--format', 'dot'],
    ]);
    expect(stderr).toContain('one of txt, json, csv, md, sarif, not "dot"');
    expect(status).toBe(2);
  });
});
