/** The project's own yarn, for a machine that has none: `node scripts/yarn.mjs add …`. */
import { yarn } from './install.mjs';

process.exitCode = await yarn(process.argv.slice(2));
