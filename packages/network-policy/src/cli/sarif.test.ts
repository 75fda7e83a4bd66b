import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { BROKEN, FINDINGS, INVENTORY, netpol } from './__testUtils__/netpol';
import { RULES } from './rules';

async function sarif(args: string[], options?: Parameters<typeof netpol>[1]) {
  const { stdout, stderr } = await netpol(
    ['check', '--format', 'sarif', ...args],
    options,
  );
  expect(stderr).not.toContain('problem');
  const log: Log = JSON.parse(stdout);
  const [run] = log.runs;
  const { rules = [] } = run.tool.driver;
  return { log, run, rules, results: run.results ?? [] };
}

const artifactOf = ({ results }: Awaited<ReturnType<typeof sarif>>) =>
  results[0].locations?.[0].physicalLocation?.artifactLocation;

/** What GitHub's code scanning demands of a file: an empty text counts as none. */
function expectUploadable({
  log,
  rules,
  results,
}: Awaited<ReturnType<typeof sarif>>) {
  const said = { text: expect.stringMatching(/^[^]{1,1024}$/) };
  expect(log).toMatchObject({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'netpol' } } }],
  });
  for (const rule of rules) {
    expect(rule).toEqual({
      id: expect.stringMatching(/^[a-z-]+$/),
      shortDescription: said,
      fullDescription: said,
      help: { ...said, markdown: said.text },
      defaultConfiguration: {
        level: expect.stringMatching(/^(note|warning|error)$/),
      },
    });
  }
  expect(results).not.toEqual([]);
  for (const result of results) {
    expect(rules[result.ruleIndex ?? -1].id).toBe(result.ruleId);
    expect(['note', 'warning', 'error']).toContain(result.level);
    expect(result.message).toEqual({ text: expect.stringMatching(/./) });
    expect(result.locations).toHaveLength(1);
    const place = result.locations?.[0].physicalLocation;
    const uri = place?.artifactLocation?.uri ?? '';
    expect(uri).toMatch(/^[^\\ ]+$/);
    expect(new URL(uri, 'file:///repository/').protocol).toBe('file:');
    const { startLine = 0, startColumn = 0, ...end } = place?.region ?? {};
    expect([startLine, startColumn].every(each => each >= 1)).toBe(true);
    expect(end).toEqual({ endLine: startLine, endColumn: startColumn + 1 });
  }
}

describe('netpol check --format sarif', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'netpol-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has what the upload demands, for findings, bad files and assertions', async () => {
    const file = join(folder, 'reach.txt');
    writeFileSync(
      file,
      'assert: web -> mongodb-vm denied\nassert: web -> nobody denied',
    );
    const rulesOf = async (...args: string[]) => {
      const found = await sarif(args);
      expectUploadable(found);
      return new Set(found.results.map(each => each.ruleId));
    };
    expect(await rulesOf('--dir', FINDINGS)).toContain(
      'policy-selects-nothing',
    );
    const broken = await rulesOf('--dir', BROKEN);
    expect(broken).toContain('unreadable-input');
    expect(broken).toContain('invalid-object');
    const failed = await rulesOf('--dir', INVENTORY, '--assert', file);
    expect([...failed]).toEqual(['assertion', 'bad-assertion']);
  });

  it('describes every rule in every run, as the same input gives the same rules', async () => {
    const { rules } = await sarif(['--dir', INVENTORY]);
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(RULES));
  });

  it('puts a finding on its line', async () => {
    const { results } = await sarif(['--dir', FINDINGS]);
    expect(results).toMatchObject([
      {
        ruleId: 'policy-selects-nothing',
        level: 'warning',
        message: {
          text: expect.stringMatching(
            /shop\/payroll selects no pod\. Make .*\.$/,
          ),
        },
        locations: [
          { physicalLocation: { region: { startLine: 9, startColumn: 3 } } },
        ],
      },
    ]);
  });

  describe('names files as the repository does', () => {
    const inRepository = {
      uri: 'deploy%20%231/policies.yaml',
      uriBaseId: '%SRCROOT%',
    };
    let repository: string;
    let deploy: string;
    beforeEach(() => {
      repository = join(folder, 'repository');
      deploy = join(repository, 'deploy #1');
      cpSync(FINDINGS, deploy, { recursive: true });
      mkdirSync(join(repository, '.git'));
      mkdirSync(join(repository, 'tools'));
    });

    it.each([
      ['below where the command runs', '', 'deploy #1'],
      ['by an absolute path', '', undefined],
      ['beside where the command runs', 'tools', '../deploy #1'],
      ['where the command runs', 'deploy #1', '.'],
      ['one file of them', 'tools', '../deploy #1/policies.yaml'],
    ])('%s', async (_, where, dir) => {
      const cwd = join(repository, where);
      const found = await sarif(['--dir', dir ?? deploy], { cwd });
      expect(artifactOf(found)).toEqual(inRepository);
      expect(found.run.originalUriBaseIds).toEqual({
        '%SRCROOT%': { uri: `${pathToFileURL(repository)}/` },
      });
    });

    it('through a link to them', async () => {
      symlinkSync(deploy, join(repository, 'link'));
      const found = await sarif(['--dir', 'link'], { cwd: repository });
      expect(artifactOf(found)).toEqual(inRepository);
    });

    it('in full where they are outside of it', async () => {
      cpSync(FINDINGS, join(folder, 'elsewhere'), { recursive: true });
      const found = await sarif(['--dir', '../elsewhere'], { cwd: repository });
      expectUploadable(found);
      expect(artifactOf(found)).toEqual({
        uri: pathToFileURL(join(folder, 'elsewhere/policies.yaml')).href,
      });
    });
  });

  it('goes by where the command runs when that is no repository', async () => {
    cpSync(FINDINGS, join(folder, 'deploy'), { recursive: true });
    const found = await sarif(['--dir', 'deploy'], { cwd: folder });
    expect(artifactOf(found)).toEqual({
      uri: 'deploy/policies.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('has a place for what standard input holds', async () => {
    const found = await sarif(['--dir', '-'], { input: '{' });
    expectUploadable(found);
    expect(artifactOf(found)).toEqual({ uri: 'stdin' });
  });
});
