import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../manifests';
import { createPolicyModel } from '../model';

const FILES = ['mongodb.yaml', 'web.yaml']
  .map(file => readFileSync(join(__dirname, '__fixtures__/inventory', file)))
  .join('---\n');

/** What editing goes wrong by: a value of another type, a key, an indent. */
const noise = fc.constantFrom(
  ...['', ' ', '\n', '  ', ': ', '- ', '{', '}', '[]', 'null', '1e9', '-1'],
  ...[
    'true',
    '"',
    '&a ',
    '*a',
    '<<: ',
    '---\n',
    '\0',
    '\ufeff',
    '/33',
    '__proto__: ',
  ],
);

describe('damaged manifests', () => {
  it('are answered for what is left of them, whatever the damage', () => {
    const numRuns = Number(process.env.NETPOL_FUZZ_RUNS ?? 10_000);
    const seed = Number(process.env.NETPOL_FUZZ_SEED ?? Date.now() % 2 ** 31);
    process.stderr.write(
      `damaged manifests: ${numRuns}, NETPOL_FUZZ_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(
        fc.nat(FILES.length),
        // As many characters are lost, or all that follow.
        fc.oneof(fc.nat(40), fc.constant(FILES.length)),
        noise,
        (at, length, inserted) => {
          const text = FILES.slice(0, at) + inserted + FILES.slice(at + length);
          const { manifests, remarks } = parseManifests(text, 'damaged.yaml');
          const model = createPolicyModel(manifests.map(each => each.object));
          expect(model.connections()).toBeInstanceOf(Array);
          expect(model.findings()).toBeInstanceOf(Array);
          // No object is passed over in silence.
          const isSilent = manifests.length + remarks.length === 0;
          expect(isSilent && text.includes('kind:')).toBe(false);
        },
      ),
      { numRuns, seed },
    );
  });
});
