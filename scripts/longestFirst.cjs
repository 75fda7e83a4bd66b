/**
 * The order in which jest begins with files. Those that wait for servers come
 * first, so that the others fill their pauses and none of them runs on alone at
 * the end; jest itself goes by size, on a machine that has not run them before.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const WAITING =
  /(\.integration|\.property|plugin|module|oracle|packed|kubectl)\.test\.tsx?$/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const bySize = super.sort(tests);
    const waits = ({ path }) => WAITING.test(path);
    return [...bySize.filter(waits), ...bySize.filter(test => !waits(test))];
  }
};
