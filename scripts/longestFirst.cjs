/**
 * The order in which jest begins with files. Those that wait for servers come
 * first, so that the others fill their pauses and none of them runs on alone at
 * the end; jest itself goes by size, on a machine that has not run them before.
 */
const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

const WAITING = /(\.integration|\.property|oracle|packed|kubectl)\.test\.tsx?$/;
/** A file that starts a portal says so, whatever it is called. */
const PORTAL = /\bstart(Portal|TestBackend)\(/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const bySize = super.sort(tests);
    const waits = new Set(
      bySize.filter(
        ({ path }) =>
          WAITING.test(path) || PORTAL.test(readFileSync(path, 'utf8')),
      ),
    );
    return [...waits, ...bySize.filter(test => !waits.has(test))];
  }
};
