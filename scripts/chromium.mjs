import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const onPath = name => {
  const folder = (process.env.PATH ?? '')
    .split(':')
    .find(candidate => existsSync(join(candidate, name)));
  return folder && join(folder, name);
};

/** Where Chromium is: what `CHROMIUM` says, or on PATH. Nothing where none runs. */
export function findChromium() {
  const chromium =
    process.env.CHROMIUM ??
    ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean);
  return chromium && spawnSync(chromium, ['--version']).status === 0
    ? chromium
    : undefined;
}

/** What to do where there is none. @param {string} command */
export const howToGetChromium = command =>
  'Install Chromium (Debian, Ubuntu: apt-get install chromium) ' +
  `or say where it is: CHROMIUM=/path/to/chrome ${command}`;
