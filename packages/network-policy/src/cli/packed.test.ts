import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DB, INVENTORY, WEB, netpol, question } from './__testUtils__/netpol';
import { dependencies, version } from '../../package.json';

const PACKAGE = resolve(__dirname, '../..');
const ROOT = resolve(PACKAGE, '../..');

// It is built, packed and installed as it would be published, which takes a while.
jest.setTimeout(300_000);

/** Runs a command to its end, and gives what it prints. */
function run(cwd: string, command: string, ...args: string[]): string {
  const { NODE_OPTIONS, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env,
  });
  if (status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')}: ${error ?? stderr + stdout}`,
    );
  }
  return stdout;
}

/** Makes a tarball of a package, in a folder. */
function pack(folder: string, into: string, ...options: string[]): string {
  const args = ['pack', '--json', '--pack-destination', into, ...options];
  const answer: { readonly filename: string }[] = JSON.parse(
    run(folder, 'npm', ...args),
  );
  return join(into, answer[0].filename);
}

/**
 * Builds and packs a copy, as packing changes package.json, with what a checkout
 * has around it. Types are checked elsewhere.
 */
function packCopy(folder: string): string {
  const copy = join(folder, 'checkout/packages/network-policy');
  for (const each of ['package.json', 'tsconfig.json', 'yarn.lock']) {
    cpSync(join(ROOT, each), join(folder, 'checkout', each));
  }
  symlinkSync(
    join(ROOT, 'node_modules'),
    join(folder, 'checkout/node_modules'),
  );
  for (const each of ['package.json', 'README.md', 'bin', 'src']) {
    cpSync(join(PACKAGE, each), join(copy, each), { recursive: true });
  }
  const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
  run(
    join(folder, 'checkout'),
    bin('tsc'),
    ...['--noCheck', '--emitDeclarationOnly'],
  );
  run(copy, bin('backstage-cli'), 'package', 'build');
  return pack(copy, folder);
}

describe('the packed package', () => {
  let folder: string;
  let app: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'netpol-')));
    app = join(folder, 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{"private": true}');
    const tarballs = [
      packCopy(folder),
      // From the checkout: nothing is fetched.
      ...Object.keys(dependencies).map(each =>
        pack(join(ROOT, 'node_modules', each), folder, '--ignore-scripts'),
      ),
    ];
    run(
      app,
      ...(['npm', 'install', '--offline', '--no-audit', '--no-fund'] as const),
      ...tarballs,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const installed = (...args: string[]) =>
    run(app, join(app, 'node_modules/.bin/netpol'), ...args);

  it('brings along its dependencies alone', () => {
    const names = readdirSync(join(app, 'node_modules'))
      .filter(each => !each.startsWith('.'))
      .sort();
    expect(names).toEqual(
      ['@hybrid-apps', ...Object.keys(dependencies)].sort(),
    );
  });

  it('has what is built, and neither sources nor tests', () => {
    const root = join(app, 'node_modules/@hybrid-apps/network-policy');
    expect(readdirSync(root).sort()).toEqual([
      ...['README.md', 'bin', 'dist', 'package.json'],
    ]);
    const files = readdirSync(join(root, 'dist'), { recursive: true });
    expect(files.map(String).filter(each => /test|__/i.test(each))).toEqual([]);
    expect(files).toContain('index.d.ts');
  });

  it('answers as the checkout does', async () => {
    expect(installed('--version')).toBe(`${version}\n`);
    for (const args of [
      ['help', 'list'],
      ['list', '--dir', INVENTORY],
      ['explain', ...question(WEB, DB)],
      ['check', '--dir', INVENTORY, '--format', 'md'],
    ]) {
      expect(installed(...args)).toBe((await netpol(args)).stdout);
    }
  });

  it('is a library for both kinds of modules', () => {
    const ask = 'console.log(createPolicyModel([]).connections().length)';
    const name = '@hybrid-apps/network-policy';
    for (const [type, load] of [
      ['module', `import { createPolicyModel } from '${name}'`],
      ['commonjs', `const { createPolicyModel } = require('${name}')`],
    ]) {
      expect(
        run(
          app,
          process.execPath,
          `--input-type=${type}`,
          '-e',
          `${load};${ask}`,
        ),
      ).toBe('0\n');
    }
  });
});
