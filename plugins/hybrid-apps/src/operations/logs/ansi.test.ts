import { parseAnsi, Piece, plain } from './ansi';

const E = '\u001b[';

describe('parseAnsi', () => {
  it.each<[string, Piece[]]>([
    ['plain', [{ text: 'plain' }]],
    ['', []],
    [`${E}31mred${E}0m on`, [{ text: 'red', colour: 'red' }, { text: ' on' }]],
    [`${E}1;92mok`, [{ text: 'ok', bold: true, colour: 'green' }]],
    [
      `${E}1;2ma${E}22mb`,
      [{ text: 'a', bold: true, dim: true }, { text: 'b' }],
    ],
    [`${E}33ma${E}mb`, [{ text: 'a', colour: 'yellow' }, { text: 'b' }]],
    [`${E}38;5;196mx`, [{ text: 'x', colour: 'red' }]],
    [`${E}38;5;12mx`, [{ text: 'x', colour: 'blue' }]],
    [`${E}38;5;250mx`, [{ text: 'x', colour: 'white' }]],
    [`${E}38;2;10;200;220mx`, [{ text: 'x', colour: 'cyan' }]],
    [`${E}38;2;10;200;220;1mx`, [{ text: 'x', colour: 'cyan', bold: true }]],
    // A background is passed over with all that says which.
    [`${E}48;5;1;4mx`, [{ text: 'x', underline: true }]],
    [`${E}99;12345mx`, [{ text: 'x' }]],
    // What moves, clears, names windows or links is not done.
    [`a${E}2Jb${E}1;1Hc`, [{ text: 'a' }, { text: 'b' }, { text: 'c' }]],
    ['\u001b]0;title\u0007x', [{ text: 'x' }]],
    ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', [{ text: 'link' }]],
    ['\u001b]0;never ends', []],
    ['\u001b', []],
    ['\u009b31mred', [{ text: 'red', colour: 'red' }]],
    ['login: \r', [{ text: 'login: ' }]],
    ['a\rb\u0000\u007f', [{ text: 'a\u240db\u2400\u2421' }]],
    ['a\u202eb', [{ text: 'a<U+202E>b' }]],
    ['a\tb', [{ text: 'a\tb' }]],
    ['<b>&amp;</b>', [{ text: '<b>&amp;</b>' }]],
  ])('%j', (line, pieces) => {
    expect(parseAnsi(line)).toEqual(pieces);
    expect(plain(line)).toBe(pieces.map(({ text }) => text).join(''));
  });
});
