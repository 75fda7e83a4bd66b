import fc from 'fast-check';
import { hostsIn, ofVariable } from '../../__testUtils__/hostsIn';

/** A host, or one of a piece of a password, is drawn out by every form that has its signs. */
const BAITS = [
  'redis',
  'redis:6379',
  'redis.shop.svc',
  '@redis',
  '@redis:6379/x?',
  '@(redis:6379)/',
  '@tcp(redis:6379)/',
  ';Server=redis;',
  ';Data Source=redis,1;',
  ';serverName=redis;portNumber=6379;',
  ';Host=redis;Port=6379;',
  ';Endpoint=sb://redis/;',
  ' host=redis ',
  ' port=6379 ',
  ',redis:6379,',
  ',host=redis,',
  ')(host=redis)(port=6379)',
  '?host=redis&port=6379',
  '0@redis:6379',
  'dns:redis:6379',
  '["redis:6379"]',
  '(ADDRESS=(HOST=redis)(PORT=6379))',
];

describe('what is drawn out of a URL', () => {
  const host = fc.constantFrom('db', 'db.shop.svc', 'db.example.com');
  const port = fc.integer({ min: 1, max: 65535 });
  const scheme = fc.constantFrom('postgres', 'redis', 'amqp', 'jdbc:mysql');
  const sign = fc.constantFrom(...'abc019@:/?#,;&=%+-_.[](){}\\ \'"$');
  const textOf = (...baits: string[]) =>
    fc
      .string({
        unit: fc.oneof(sign, fc.constantFrom(...baits)),
        maxLength: 12,
      })
      // Two URLs in a list are told from one with such a password by nobody.
      .filter(text => !text.includes('://'));
  /** Whatever people put there, the signs that mean something in URLs above all. */
  const secret = textOf('redis', 'redis:6379', 'redis.shop.svc', '@redis');
  const baited = textOf(...BAITS.filter(bait => !bait.includes('://')));

  it('is its host and port, where the rest is encoded', () => {
    fc.assert(
      fc.property(
        scheme,
        host,
        port,
        fc.array(secret, { minLength: 4, maxLength: 4 }),
        (start, name, number, secrets) => {
          const [user, password, path, query] = secrets.map(encodeURIComponent);
          expect(
            ofVariable(
              'X',
              `${start}://${user}:${password}@${name}:${number}/${path}?${query}`,
            ),
          ).toEqual([`${name}:${number}`]);
        },
      ),
    );
  });

  it('is its host and port, or nothing, where the rest is not encoded', () => {
    fc.assert(
      fc.property(
        scheme,
        host,
        port,
        fc.array(secret, { minLength: 4, maxLength: 4 }),
        fc.constantFrom('X', 'DATABASE_URL', 'PASSWORD'),
        (start, name, number, [user, password, path, query], variable) => {
          const url = `${start}://${user}:${password}@${name}:${number}/${path}?${query}`;
          const only = new Set([`${name}:${number}`]);
          for (const found of [
            ofVariable(variable, url),
            hostsIn({ args: [`--url=${url}`] }),
            hostsIn({ args: ['--url', url] }),
          ]) {
            expect(found.filter(one => !only.has(one))).toEqual([]);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  type Family = [family: string, write: (password: string) => string];

  /** As each of them says that a password is written, with all of its signs. */
  const quoted: Family[] = [
    ['SQL Server', text => `jdbc:sqlserver://db:1;user=u;password=${text}`],
    ['ADO.NET, "', text => `Server=db,1;Pwd="${text.replace(/"/g, '""')}"`],
    ["ADO.NET, '", text => `Pwd='${text.replace(/'/g, "''")}';Server=db,1`],
    ['ODBC', text => `Server=db,1;Pwd={${text.replace(/\}/g, '}}')}};Uid=u`],
    ['ODBC', text => `Pwd={${text.replace(/\}/g, '}}')}};Server=db;Port=1`],
    [
      'libpq',
      text => `password='${text.replace(/['\\]/g, '\\$&')}' host=db port=1`,
    ],
    [
      'SQL Server by properties',
      text =>
        `jdbc:sqlserver://;password={${text.replace(
          /\}/g,
          '}}',
        )}};serverName=db;portNumber=1`,
    ],
    ['JSON', text => JSON.stringify({ password: text, url: 'http://db:1' })],
    [
      'libpq without quotes',
      text => `password=x${text.replace(/['\\\s;]/g, '\\$&')} host=db port=1`,
    ],
  ];

  /** As people write it, without any escape. */
  const raw: Family[] = [
    ['Oracle', text => `jdbc:oracle:thin:user/${text}@//db:1/name`],
    ['Oracle', text => `jdbc:oracle:thin:@//db:1/name?wallet_password=${text}`],
    ['ADO.NET', text => `Server=db,1;User Id=u;Password=${text}`],
    ['ADO.NET', text => `Host=db;Port=1;Password=${text};Pooling=true`],
    ['ODBC', text => `Driver={x};Server=db,1;Pwd={${text}};`],
    ['libpq', text => `host=db port=1 password=${text}`],
    ['libpq', text => `host=db port=1 password='${text}'`],
    ['gorm', text => `host=db port=1 password=${text} TimeZone=UTC`],
    ['JDBC', text => `jdbc:as400://db:1;user=u;password=${text}`],
    ['JDBC', text => `jdbc:mysql://db:1/name?user=u&password=${text}`],
    ['go-sql-driver/mysql', text => `user:${text}@tcp(db:1)/name?x=y`],
    ['go-sql-driver/mysql', text => `user:${text}@(db:1)/name`],
    ['go-sql-driver/mysql', text => `user:${text}@unix(/db)/name`],
    ['MySQL', text => `jdbc:mysql://(host=db,port=1,password=${text})/x`],
    [
      'MySQL',
      text => `jdbc:mysql://u@address=(host=db)(port=1)(password=${text})/x`,
    ],
    ['SQL Server', text => `jdbc:sqlserver://db;port=1;user=u;pwd=${text}`],
    ['libpq URI', text => `postgres://db:1/name?user=u&password=${text}`],
    ['libpq URI', text => `postgres:///x?host=db&port=1&password=${text}`],
    ['libpq URI', text => `postgres://user:${text}@/x?host=db&port=1`],
    ['MongoDB', text => `mongodb://user:${text}@db:1,db:1/name`],
    ['Redis of .NET', text => `db:1,password=${text}`],
    ['JAAS', text => `x.LoginModule required username="u" password="${text}";`],
  ];
  const address = ['db:1'];

  it.each(quoted)(
    'is its host and port in %s too, whatever the password',
    (_, write) => {
      fc.assert(
        fc.property(baited, text => {
          expect(ofVariable('X', write(text))).toEqual(address);
        }),
        { numRuns: 1000 },
      );
    },
  );

  it.each(raw)(
    'is its host and port, or nothing, in %s with a password that is not in quotes (%#)',
    (_, write) => {
      fc.assert(
        fc.property(baited, text => {
          for (const found of [
            ofVariable('X', write(text)),
            ofVariable('DATABASE_URL', write(text)),
            hostsIn({ args: ['--dsn', write(text)] }),
            hostsIn({ args: [`--dsn=${write(text)}`] }),
          ]) {
            expect(found.filter(one => !/^db(?::1)?$/.test(one))).toEqual([]);
          }
        }),
        { numRuns: 1000 },
      );
    },
  );
});
