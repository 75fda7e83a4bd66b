/**
 * Checks what npm will give to others: the manifests, READMEs and licences of
 * the packages that are not private. It reads the sources alone, and needs
 * nothing built; `npm run test:install` looks at what is built.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './install.mjs';
import { published } from './published.mjs';

const read = file => readFileSync(join(root, file), 'utf8');
const exists = file => existsSync(join(root, file));

/**
 * A portal has its own versions of what we depend on. An exact one brings a
 * second copy beside it, and a second copy of a package of Backstage's does not
 * know the first one's services, routes and contexts.
 */
function exactVersions({ manifest }) {
  return ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
    section =>
      Object.entries(manifest[section] ?? {})
        .filter(([, range]) => /^[=v\s]*\d+\.\d+\.\d+[^\s|]*$/.test(range))
        .map(
          ([name, version]) =>
            `package.json: ${section} pins ${name} to ${version}; give a range, such as ^${version}`,
        ),
  );
}

/** What a package works with beside its code, where it has it. */
const CARRIED = ['bin', 'config.d.ts', 'migrations', 'templates'];

function missingFiles({ folder, manifest }) {
  const { files = [], configSchema } = manifest;
  return [
    ...CARRIED.filter(
      name => exists(`${folder}/${name}`) && !files.includes(name),
    ).map(name => `package.json: 'files' lacks ${name}`),
    ...files
      .filter(name => name !== 'dist' && !exists(`${folder}/${name}`))
      .map(name => `package.json: 'files' names ${name}, which is not there`),
    ...(exists(`${folder}/config.d.ts`) && configSchema !== 'config.d.ts'
      ? [`package.json: 'configSchema' is not config.d.ts`]
      : []),
  ];
}

function licence({ folder }) {
  const file = `${folder}/LICENSE`;
  return exists(file) && read(file) === read('LICENSE')
    ? []
    : [`LICENSE: not the one of the repository; copy it: cp LICENSE ${file}`];
}

const { repository } = JSON.parse(read('package.json'));
const { pathname } = new URL(repository.url);
/** How a link to a file of this repository begins: on its pages, and as the file itself. */
const OWN = new RegExp(
  `^https://(?:github\\.com${pathname}/(?:blob|tree)|raw\\.githubusercontent\\.com${pathname})/main/`,
);

/** The targets of a Markdown text's links and images, outside of code. */
const linksOf = markdown =>
  [
    ...markdown
      .replace(/^( *)(```|~~~)[\s\S]*?^ *\2/gm, '')
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*(\S+)/gm),
  ].map(([, inline, reference]) => inline ?? reference);

/**
 * A README is read on npm's page of the package and in node_modules, where
 * there is no repository around it.
 */
function strayLinks({ folder, manifest }) {
  if (!exists(`${folder}/README.md`)) {
    return ['README.md: missing'];
  }
  const carried = ['README.md', 'LICENSE', 'package.json', ...manifest.files];
  return linksOf(read(`${folder}/README.md`)).flatMap(link => {
    const target = decodeURI(link.replace(/[#?].*$/, ''));
    if (OWN.test(target)) {
      const file = target.replace(OWN, '');
      return exists(file)
        ? []
        : [`README.md: ${link} is not in this repository`];
    }
    if (target === '' || /^[a-z][a-z+.-]*:/i.test(target)) {
      return [];
    }
    const file = posix.normalize(target);
    if (!carried.some(name => file === name || file.startsWith(`${name}/`))) {
      return [
        `README.md: ${link} is not in the package; link to it as ${
          repository.url
        }/blob/main/${posix.join(folder, link)}`,
      ];
    }
    return exists(`${folder}/${file}`)
      ? []
      : [`README.md: ${link} points nowhere`];
  });
}

const checks = [exactVersions, missingFiles, licence, strayLinks];
for (const each of published) {
  for (const problem of checks.flatMap(check => check(each))) {
    console.error(`${each.folder}/${problem}`);
    process.exitCode = 1;
  }
}
