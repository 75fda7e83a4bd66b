import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const page = readFileSync(join(root, 'docs/extending-the-page.md'), 'utf8');

describe('docs/extending-the-page.md', () => {
  it.each(['plugin.tsx', 'RunbookTab.tsx', 'texts.ts'])(
    'shows %s of the example as it is tested',
    file => {
      const source = readFileSync(
        join(root, 'plugins/hybrid-apps/dev/example', file),
        'utf8',
      );
      const blocks = [...page.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(
        ([, code]) => code,
      );
      expect(blocks).toContain(source);
    },
  );
});
