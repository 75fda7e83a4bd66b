import { isByTls, readQuestion, writeQuestion } from './question';

const read = (to: string) => readQuestion(to, name => name === 'c');

describe('what a request goes to', () => {
  it.each([
    ['https://shop.example.com', 'https shop.example.com 443 /'],
    ['HTTP://Shop.Example.com.:8080/a/b', 'http shop.example.com 8080 /a/b'],
    ['wss://shop.example.com/live', 'wss shop.example.com 443 /live'],
    ['shop.example.com', '- shop.example.com - /'],
    ['shop.example.com:8443/cart', '- shop.example.com 8443 /cart'],
    ['https://me:pass@shop.example.com/', 'https shop.example.com 443 /'],
    ['https://me:p@ss@shop.example.com/', 'https shop.example.com 443 /'],
    ['https://shop.example.com/a?q=1#f', 'https shop.example.com 443 /a'],
    ['https://shop.example.com?q=1', 'https shop.example.com 443 /'],
    [
      'https://shop.example.com/cart/../admin',
      'https shop.example.com 443 /admin',
    ],
    ['shop.example.com/a/%2E%2e/../..?q=1', '- shop.example.com - /'],
    ['shop.example.com//a/./b..', '- shop.example.com - //a/b..'],
    ['constructor://web', 'constructor web - /'],
    ['192.0.2.7', '- 192.0.2.7 - /'],
    ['[2001:db8::7]:80', '- 2001:db8::7 80 /'],
    ['2001:db8::7', '- 2001:db8::7 - /'],
    [' web ', '- web - /'],
    ['a/b/c/d/e', '- a - /b/c/d/e'],
    ['a/b/c/D/e', '- a - /b/c/D/e'],
    ['https://c/API/v1', 'https c 443 /API/v1'],
  ])('%s is %s', (to, expected) => {
    const question = read(to);
    const words =
      'id' in question
        ? question.id
        : [
            question.scheme ?? '-',
            question.host,
            question.port ?? '-',
            question.path,
          ].join(' ');
    expect(words).toBe(expected);
    // What is written of it is read as the same.
    expect(read(writeQuestion(question))).toEqual(question);
  });

  it.each(['c/shop//Service/web', 'c/shop/networking.k8s.io/Ingress/front'])(
    '%s is an object',
    id => expect(read(id)).toEqual({ id }),
  );

  it.each([
    '',
    ' ',
    'not a host',
    'https://',
    'web:0',
    'web:65536',
    '/path',
    '12',
  ])('%j is none, and says so', to =>
    expect(() => read(to)).toThrow('no URL, host, address'),
  );

  it.each([
    ['https://a.example', true],
    ['http://a.example:443', false],
    ['a.example:443', true],
    ['a.example', undefined],
  ])('%s: by TLS is %s', (to, expected) => {
    const question = read(to);
    expect('id' in question ? undefined : isByTls(question)).toBe(expected);
  });
});
