import fc from 'fast-check';
import { ConfiguredHost, hostsOf } from '.';

const written = ({ host, port }: ConfiguredHost) =>
  port === undefined ? host : `${host}:${port}`;

const hostsIn = (container: object): string[] =>
  hostsOf({ containers: [container] }, 'spec').map(written);

const ofVariable = (name: string, value: string) =>
  hostsIn({ env: [{ name, value }] });

describe('the hosts of a variable', () => {
  // The password, and whatever else is no host, is `redis`: as if a Service had its name.
  it.each([
    // URLs
    ['DATABASE_URL', 'postgres://user:redis@db', ['db']],
    ['DATABASE_URL', 'postgres://user:redis@db:5432/redis', ['db:5432']],
    ['DATABASE_URL', 'postgres://redis:redis@db/x?host=redis', ['db']],
    ['DATABASE_URL', 'postgres://redis@db.shop.svc:5432', ['db.shop.svc:5432']],
    ['DATABASE_URL', 'postgres://u:redis@x@db:5432/x', ['db:5432']],
    ['DATABASE_URL', 'postgres://u:redis%40x%2Fredis@db/x', ['db']],
    ['DATABASE_URL', 'postgres://u:red/is@db/x', []],
    ['DATABASE_URL', 'postgres://u:1/redis@db/x', []],
    ['DATABASE_URL', 'postgres://u:12 redis:1@db/x', []],
    ['DATABASE_URL', 'postgres://u:red#is@db/x', []],
    ['CACHE', 'redis://cache.example.com', ['cache.example.com']],
    ['CACHE', 'redis://:redis@cache:6379/0', ['cache:6379']],
    ['CACHE', 'redis://CACHE.:6379', ['cache:6379']],
    ['QUEUE', 'amqp://u:redis@rabbit/redis', ['rabbit']],
    ['API', 'http://[fd00::7]:8080/redis', ['fd00::7:8080']],
    ['API', 'http://u:redis@[fe80::1%25eth0]/', ['fe80::1']],
    ['API', 'http://10.0.0.7:80', ['10.0.0.7:80']],
    ['API', 'http://api:/redis', ['api']],
    ['API', 'http://api:99999/', []],
    ['API', 'http://$(REDIS_HOST):6379', []],
    ['API', 'http://registry/npm/@redis/x', []],
    ['BUCKET', 's3://redis/path', []],
    ['SOCKET', 'unix:///var/run/redis', []],
    ['MONGO', 'mongodb://u:redis@a:1,b:2/redis', ['a:1', 'b:2']],
    ['MONGO', 'mongodb://u:re,dis@a:1,b:2/redis', ['a:1', 'b:2']],
    ['MONGO', 'mongodb+srv://u:redis@mongo.x.net/y', ['mongo.x.net']],
    ['ETCD', 'http://a:2379,http://b:2379', ['a:2379', 'b:2379']],
    ['KAFKA', 'PLAINTEXT://a:9092,SSL://b:9093', ['a:9092', 'b:9093']],
    ['AMQP', 'amqp://u:redis@a:1,amqp://u:redis@b:2', ['a:1', 'b:2']],
    ['API', 'http://a/?next=x,http://redis', ['a']],
    ['API', 'http://u:redis,ab://cd@a', []],
    ['NO_PROXY_URL', 'mailto:redis@db', []],
    // JDBC
    ['JDBC', 'jdbc:postgresql://db/redis?password=redis', ['db']],
    ['JDBC', 'jdbc:postgresql://a:1,b:2/x', ['a:1', 'b:2']],
    ['JDBC', 'jdbc:mysql:loadbalance://a:1,b:2/x', ['a:1', 'b:2']],
    ['JDBC', 'jdbc:oracle:thin:@//db:1521/redis', ['db:1521']],
    ['JDBC', 'jdbc:oracle:thin:@db:1521:redis', ['db:1521']],
    ['JDBC', 'jdbc:oracle:thin:u/redis@db:1521:sid', ['db:1521']],
    ['JDBC', 'jdbc:oracle:thin:u/re@dis@//db:1521/x', ['db:1521']],
    ['JDBC', 'jdbc:oracle:thin:@tcps://db:2484/x', ['db:2484']],
    ['JDBC', 'jdbc:oracle:thin:@redis', []],
    [
      'JDBC',
      'jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=(SID=redis)))',
      ['db:1521'],
    ],
    ['JDBC', 'jdbc:sqlserver://db:1433;databaseName=redis', ['db:1433']],
    ['JDBC', 'jdbc:sqlserver://db\\redis:1433;password=re@dis', ['db:1433']],
    ['JDBC', 'jdbc:db2://db:50000/x:user=redis;password=redis;', ['db:50000']],
    ['JDBC', 'jdbc:h2:mem:redis', []],
    ['JDBC', 'jdbc:as400://db;user=u;password=redis', ['db']],
    ['JDBC', 'jdbc:as400://db;user=u;password=a@redis:1', []],
    ['JDBC', 'jdbc:oracle:thin:@//db:1/x?wallet_password=a@redis:1', []],
    ['JDBC', 'jdbc:mysql://db/x?password=a@tcp(redis:1)/', []],
    // go-sql-driver/mysql
    ['DSN', 'redis:redis@tcp(db:3306)/redis?x=redis', ['db:3306']],
    ['DSN', 'u:re@tcp(redis:1)/@tcp(db:3306)/x', ['db:3306']],
    ['DSN', 'u:redis@tcp([fd00::7]:3306)/x', ['fd00::7:3306']],
    ['DSN', 'u:redis@unix(/redis)/x', []],
    ['DSN', 'tcp(db:3306)/x', ['db:3306']],
    ['DSN', 'redis:1 a,b=c@unix(/redis)/x', []],
    ['DSN', 'u:@tcp(redis:1)/;a b=c,d=e@unix(/redis)/x', []],
    // libpq
    ['DSN', 'host=db port=5432 password=redis', ['db:5432']],
    ['DSN', "password='x host=redis \\' ' host=db", ['db']],
    ['DSN', 'password = redis:1 host = a,b port=1,2', ['a:1', 'b:2']],
    ['DSN', "host=db password='redis", []],
    ['DSN', 'host=/var/run/redis dbname=redis', []],
    // ADO.NET and its kin
    ['DSN', 'Server=db,1433;Password=redis', ['db:1433']],
    ['DSN', 'Server=tcp:db\\redis,1433;User Id=redis;', ['db:1433']],
    ['DSN', 'Data Source=db;Password="x;Server=redis"', ['db']],
    ['DSN', "Password='a;Host=redis';Host=db;Port=5432", ['db:5432']],
    ['DSN', 'Password="a;Server=redis', []],
    ['DSN', 'Password= "a;Server=redis', []],
    ['DSN', 'Host=a:1,b:2;Username=redis', ['a:1', 'b:2']],
    ['DSN', 'Data Source=//db:1521/redis;Password=redis', ['db:1521']],
    ['DSN', 'Endpoint=sb://bus.x.net/;SharedAccessKey=redis=', ['bus.x.net']],
    // Two values of one key: one may be a piece of a password.
    ['DSN', 'Server=db;Password=a;Server=redis', []],
    ['DSN', 'Data Source=db;Password=a;Host=redis', []],
    ['DSN', 'Server=db;Server=db', ['db']],
    ['DSN', 'Host=db;Password=a;Port=1;Port=6379', ['db']],
    ['DSN', 'host=db password=a host=redis', []],
    // A semicolon that another form takes for a part of the password.
    ['DSN', 'host=db password=a;Server=redis;b', []],
    ['DSN', 'user=u password=a;host=redis', []],
    ['DSN', 'host=db TimeZone=UTC password=a;Server=redis', []],
    // ODBC
    [
      'DSN',
      'Driver={ODBC Driver 18 for SQL Server};Server=tcp:db,1433;Uid=u;Pwd={a;Server=redis};Encrypt=yes',
      ['db:1433'],
    ],
    ['DSN', 'Driver={ODBC};Server=db;Pwd={x;Server=redis;y=z}', ['db']],
    ['DSN', 'Pwd={x}};Server=redis;}}};Server={db};', ['db']],
    ['DSN', 'Server=db;Pwd={x}};Server=redis', []],
    ['DSN', 'Server=db;Pwd={x}y;Server=redis', []],
    ['DSN', 'Driver=FreeTDS;Server=db;Port=1433;PWD=redis;', ['db:1433']],
    // Redis of .NET
    ['CACHE', 'a:6379,b:6379,password=redis,ssl=true', ['a:6379', 'b:6379']],
    ['CACHE', 'a:6379,password=redis,redis:1', ['a:6379']],
    ['DSN', 'redis:6379,a=b@tcp(db:3306)/x', []],
    ['CACHE', 'cache:6379,password=a@tcp(redis:1)/', []],
    // host:port, alone and in lists
    ['KAFKA', 'a:9092,b:9092', ['a:9092', 'b:9092']],
    ['CACHE', 'cache:6379', ['cache:6379']],
    ['CACHE', '[fd00::7]:6379', ['fd00::7:6379']],
    ['TIME', '12:30', []],
    ['RANGE', '1000:1000', []],
    ['DB_PASSWORD', 'redis:6379', []],
    ['PGPASSWORD', 'redis:6379', []],
    ['BASIC_AUTH', 'redis:1234', []],
    ['IMAGE', 'redis:7', []],
    ['TOKEN_URL', 'http://keycloak/token', ['keycloak']],
    // names
    ['DB_HOST', 'db', ['db']],
    ['PGHOST', 'db', ['db']],
    ['dbHost', 'db', ['db']],
    ['ZOO_SERVER_1', 'zoo', ['zoo']],
    ['MONGO_HOSTS', 'a,b', ['a', 'b']],
    ['PEER_ADDRESS', 'fd00::7', ['fd00::7']],
    ['CATALOG_SERVICE', 'catalog', ['catalog']],
    ['SERVICE_NAME', 'redis', []],
    ['SERVICE_ACCOUNT', 'redis', []],
    ['MODE', 'redis', []],
    ['MODE', 'redis.shop', []],
    ['MODE', 'db.shop.svc', ['db.shop.svc']],
    [
      'MODE',
      'db-0.db.shop.svc.cluster.local',
      ['db-0.db.shop.svc.cluster.local'],
    ],
    ['REDIS_PASSWORD', 'redis', []],
    ['REDIS_PASSWORD', 'db.shop.svc', []],
    ['MY_URL', 'hello redis', []],
    // several words
    ['JAVA_OPTS', '-Ddb.host=db -Ddb.password=redis', ['db']],
    ['OPTS', '--token redis:1 --api-server api:80', ['api:80']],
    ['CONFIG', '{"password": "redis:1", "url": "http://db:2/x"}', ['db:2']],
    ['CONFIG', 'password: redis:1\nurl: http://db:2/x', ['db:2']],
    ['CONFIG', '{"password":"redis:1"}', []],
    ['OPTS', '-p"a redis:1" --x "redis:1', []],
    ['CONFIG', 'password: a redis:1\nurl: http://db:2/x', ['db:2']],
    ['CONFIG', 'passphrase=a redis:1 url=http://db:2/x', ['db:2']],
    ['CONFIG', 'user=u passphrase={a redis:1}', []],
    ['CONFIG', 'token: [a, redis:1]', []],
    ['SCRIPT', 'set -e; TOKEN=$(cat t); wait-for db:5432', ['db:5432']],
    [
      'JAAS',
      'PlainLoginModule required username="u" password="a;Server=redis;b";',
      [],
    ],
  ])('%s=%s', (name, value, expected) => {
    expect(ofVariable(name, value)).toEqual(expected);
  });
});

describe('the hosts of a command', () => {
  it.each<[string[], string[]]>([
    [['wait-for', 'db:5432'], ['db:5432']],
    [['--db-host=db', '--mode=redis'], ['db']],
    [['--db-host', 'db', 'redis'], ['db']],
    [['--requirepass', 'redis:1'], []],
    [['--password=redis:1'], []],
    [['--user', 'redis:1', 'http://api'], ['api']],
    [['-u', 'redis:1', 'http://api'], ['api']],
    [['--url=postgres://u:redis@db:5432/x'], ['db:5432']],
    [['--dsn=Server=db,1433;Password=redis:1'], ['db:1433']],
    [['sh', '-c', 'until nc -z db:5432; do sleep 1; done'], ['db:5432']],
    [['sh', '-c', 'curl "http://u:redis@api:80/redis"; exec x'], ['api:80']],
    [['sh', '-c', "mysql --password='redis:1 b' --host=db"], ['db']],
    [['sh', '-c', 'bash -c "wait-for db:5432"'], ['db:5432']],
    [['sh', '-c', 'npx @redis/x --url http://db'], []],
    [['sh', '-c', 'x "redis:1'], []],
    [['cp', 'redis@db:/x', 'http://api'], ['api']],
  ])('%j', (args, expected) => {
    expect(hostsIn({ args })).toEqual(expected);
  });

  it('lets a flag of the command have its value in the arguments', () => {
    expect(hostsIn({ command: ['web', '--db-host'], args: ['db'] })).toEqual([
      'db',
    ]);
  });
});

describe('where a host is named', () => {
  it('is told with the variable, in init containers too', () => {
    const container = {
      name: 'web',
      env: [
        { name: 'A', value: 'x' },
        { name: 'B_URL', value: 'http://b:80' },
      ],
      args: ['--c=http://c'],
    };
    expect(
      hostsOf(
        { initContainers: [container], containers: [container] },
        'spec.template.spec',
      ),
    ).toEqual(
      ['initContainers', 'containers'].flatMap(field => [
        {
          fieldPath: `spec.template.spec.${field}[0].env[1].value`,
          variable: 'B_URL',
          host: 'b',
          port: 80,
        },
        {
          fieldPath: `spec.template.spec.${field}[0].args[0]`,
          host: 'c',
        },
      ]),
    );
  });

  it.each([undefined, null, 'x', {}, { containers: 'x' }, { containers: [1] }])(
    'is nowhere in %j',
    spec => expect(hostsOf(spec, 'spec')).toEqual([]),
  );
});

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
  const password = textOf(...BAITS.filter(bait => !bait.includes('://')));

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
    ['Redis of .NET', text => `db:1,password=${text}`],
    ['JAAS', text => `x.LoginModule required username="u" password="${text}";`],
  ];
  const address = ['db:1'];

  it.each(quoted)(
    'is its host and port in %s too, whatever the password',
    (_, write) => {
      fc.assert(
        fc.property(password, text => {
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
        fc.property(password, text => {
          for (const found of [
            ofVariable('X', write(text)),
            ofVariable('DATABASE_URL', write(text)),
            hostsIn({ args: ['--dsn', write(text)] }),
            hostsIn({ args: [`--dsn=${write(text)}`] }),
          ]) {
            expect([[], ['db'], address]).toContainEqual(found);
          }
        }),
        { numRuns: 1000 },
      );
    },
  );
});
