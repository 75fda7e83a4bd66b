import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importLoops } from './importLoops.mjs';

const loopsOf = files => importLoops(new Map(Object.entries(files)));

test('a loop is found, whatever way its files import each other', () => {
  const ways = [
    "import { a } from './a';",
    "import type { A } from './a';",
    "import './a';",
    "export * from './a';",
    "export type { A } from './a';",
    "const a = () => import('./a');",
    "type A = import('./a').A;",
    "const a = require('./a');",
  ];
  for (const way of ways) {
    assert.deepEqual(
      loopsOf({ 'src/a.ts': "import { b } from './b';", 'src/b.ts': way }),
      [['src/a.ts', 'src/b.ts']],
      way,
    );
  }
});

test('a loop is followed through folders, and what leads to it is not part of it', () => {
  assert.deepEqual(
    loopsOf({
      'src/a.ts': "import './b/c';",
      'src/b/c.tsx': "import '..';",
      'src/index.ts': "import './b';",
      'src/b/index.ts': "import { c } from './c';",
    }),
    [['src/b/c.tsx', 'src/index.ts', 'src/b/index.ts']],
  );
});

test('files that import the same, or what is no file here, are no loop', () => {
  assert.deepEqual(
    loopsOf({
      'src/a.ts': "import './b'; import './c'; import 'a'; import './a.json';",
      'src/b.ts': "import './c';",
      'src/c.ts': "// import './a';\nconst text = \"import './a'\";",
    }),
    [],
  );
});
