import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ManifestsNotFoundError, readManifests } from './read';

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

describe('readManifests', () => {
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'netpol-'));
    folder = join(home, 'manifests');
    mkdirSync(join(folder, 'nested', 'deeper'), { recursive: true });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const files = () =>
    readManifests(folder, readFileSync).manifests.map(each =>
      relative(folder, each.place('').file),
    );

  it('reads YAML and JSON in nested folders, sorted, and nothing else', () => {
    writeFileSync(join(folder, 'b.yml'), pod('b'));
    writeFileSync(
      join(folder, 'nested', 'deeper', 'a.json'),
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}',
    );
    writeFileSync(join(folder, 'nested', 'c.YAML'), pod('c'));
    writeFileSync(join(folder, 'README.md'), pod('d'));
    expect(files()).toEqual(
      ['b.yml', 'nested/c.YAML', 'nested/deeper/a.json'].sort(),
    );
  });

  it('follows links inside the folder once, and none that lead out', () => {
    writeFileSync(join(home, 'secret.yaml'), pod('secret'));
    writeFileSync(join(folder, 'a.yaml'), pod('a'));
    symlinkSync(join(home, 'secret.yaml'), join(folder, 'out.yaml'));
    symlinkSync(home, join(folder, 'up'));
    symlinkSync(folder, join(folder, 'nested', 'loop'));
    symlinkSync('a.yaml', join(folder, 'z.yaml'));
    symlinkSync('nowhere', join(folder, 'dangling.yaml'));
    expect(files()).toEqual(['a.yaml']);
    expect(
      readManifests(folder, readFileSync).remarks.map(each =>
        relative(folder, each.file),
      ),
    ).toEqual(['dangling.yaml', 'out.yaml', 'up']);
  });

  it('reads one file, and says when there is none', () => {
    writeFileSync(join(folder, 'a.yaml'), pod('a'));
    expect(
      readManifests(join(folder, 'a.yaml'), readFileSync).manifests,
    ).toHaveLength(1);
    expect(() => readManifests(join(folder, 'no.yaml'), readFileSync)).toThrow(
      ManifestsNotFoundError,
    );
  });

  it('does not let an empty folder pass for an empty cluster', () => {
    expect(readManifests(folder, readFileSync).remarks).toEqual([
      expect.objectContaining({
        kind: 'problem',
        message: 'there is no Kubernetes object',
      }),
    ]);
  });

  it('leaves what Helm and Kustomize make of files to them, with a note', () => {
    mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
    const write = (file: string, text: string) =>
      writeFileSync(join(folder, file), text);
    write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\n');
    write('chart/templates/web.yaml', pod('{{ .Release.Name }}'));
    write('chart/templates/plain.yaml', pod('plain'));
    write('kustomization.yaml', 'resources: [a.yaml]\n');
    write('odd.yaml', '{{- if true }}\na: 1\n');
    expect(files()).toEqual(['chart/templates/plain.yaml']);
    const told = readManifests(folder, readFileSync).remarks.map(
      ({ kind, file, message }) =>
        `${kind} ${relative(folder, file)} ${message}`,
    );
    expect(told).toEqual([
      'note chart/Chart.yaml is no Kubernetes object: passed over',
      "note chart/templates/web.yaml is a Helm chart's template: render it first (helm template)",
      expect.stringMatching(/^note kustomization.yaml .*kubectl kustomize/),
      expect.stringMatching(
        /^problem odd.yaml .*: a template has to be rendered/,
      ),
    ]);
  });

  it.each(['utf16le', 'utf16be'])('reads %s, as kubectl does', encoding => {
    const bytes = Buffer.from(`\ufeff${pod('wide')}`, 'utf16le');
    writeFileSync(
      join(folder, 'a.yaml'),
      encoding === 'utf16be' ? bytes.swap16() : bytes,
    );
    expect(readManifests(folder, readFileSync).remarks).toEqual([]);
    expect(files()).toEqual(['a.yaml']);
  });
});
