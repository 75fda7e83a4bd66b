/**
 * Native addons (better-sqlite3, isolated-vm) are compiled where their prebuilt
 * binaries cannot be downloaded. node-gyp would then download Node's headers
 * too, though most installations of Node have them on disk: say where they are.
 */
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

const prefix = dirname(dirname(process.execPath));
const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'));

module.exports = {
  name: 'node-headers',
  factory: () => ({
    hooks: {
      setupScriptEnvironment(_project, env) {
        if (hasHeaders && !env.npm_config_nodedir) {
          env.npm_config_nodedir = prefix;
        }
      },
    },
  }),
};
