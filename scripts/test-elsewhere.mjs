/**
 * `npm run test:elsewhere`: the tests as they run on another day, in another
 * time zone, in another language, in another order, and beside other work. None
 * of it may change what they say. It needs faketime. Tests of generated cases
 * are left out: what they say hangs on their seed alone.
 *
 *   --at TIME       +400d unless told, or like "@2028-02-29 23:59:50"
 *   --zone NAME     Pacific/Kiritimati unless told, which is 14 hours ahead
 *   --lang NAME     es_ES.UTF-8 unless told
 *   --busy N        beside so many processes that do nothing but count; none unless told
 */
import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { conclude, GENERATED, runJest } from './jest.mjs';

const {
  values: { at, zone, lang, busy },
  positionals: patterns,
} = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: 'string', default: '+400d' },
    zone: { type: 'string', default: 'Pacific/Kiritimati' },
    lang: { type: 'string', default: 'es_ES.UTF-8' },
    busy: { type: 'string', default: '0' },
  },
});

if (spawnSync('faketime', ['--version']).error) {
  console.error(
    'faketime is not installed, by which the tests run on another day (Debian, Ubuntu: apt-get install faketime).',
  );
  process.exit(1);
}
await ensureInstalled();

console.log(
  `The tests at ${at}, in ${zone}, in ${lang}, in random order, beside ${busy} busy processes`,
);
const others = Array.from({ length: Number(busy) }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
);
try {
  conclude(
    await runJest(
      [
        ...(patterns.length > 0 ? patterns : ['--silent']),
        '--randomize',
        // Nor could it be for kubectl, which is linked statically and keeps the real time.
        `--testPathIgnorePatterns=${GENERATED.join('|')}`,
      ],
      {
        under: ['faketime', '-f', at],
        env: {
          TZ: zone,
          LANG: lang,
          LC_ALL: lang,
          // Time goes on as fast as it does; only what it is called is another.
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
          DONT_FAKE_MONOTONIC: '1',
        },
      },
    ),
  );
} finally {
  others.forEach(other => other.kill('SIGKILL'));
}
