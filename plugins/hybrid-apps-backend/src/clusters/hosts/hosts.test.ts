import { hostsOf } from '.';
import { hostsIn, ofVariable } from '../../__testUtils__/hostsIn';

describe('the hosts of a variable', () => {
  // The password, and whatever else is no host, is `redis`: as if a Service had its name.
  it.each([
    // URLs
    ['DATABASE_URL', 'postgres://user:redis@db', ['db']],
    ['DATABASE_URL', 'postgres://user:redis@db:5432/redis', ['db:5432']],
    // libpq: the parameters count before the authority.
    ['DATABASE_URL', 'postgres://redis:redis@redis/x?host=db', ['db']],
    ['DATABASE_URL', 'postgres://u:p@redis:5432/x?host=db', ['db:5432']],
    ['DATABASE_URL', 'postgresql:///x?host=db&port=5432', ['db:5432']],
    ['DATABASE_URL', 'postgresql:///x?host=a,b&port=1,2', ['a:1', 'b:2']],
    [
      'DATABASE_URL',
      'postgresql+psycopg2:///x?host=a:1&host=b:2',
      ['a:1', 'b:2'],
    ],
    ['DATABASE_URL', 'postgresql://u:p@db:1/x?port=2', ['db:2']],
    ['DATABASE_URL', 'postgresql://u:p@redis/x?host=/cloudsql/redis', []],
    ['DATABASE_URL', 'postgres://db/x?password=a%26host%3Dredis', ['db']],
    ['DATABASE_URL', 'postgres://u:p?host=redis@db/x', []],
    ['DATABASE_URL', 'postgres://db/x?password=a&host=redis', []],
    ['DATABASE_URL', 'postgres:///x?host=db&password=redis', ['db']],
    ['DATABASE_URL', 'mysql://u:p@db/x?host=redis', ['db']],
    ['JDBC', 'jdbc:postgresql://db/x?host=redis', ['db']],
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
    ['API', 'http://u:redis;ab://cd@a', []],
    ['API', 'http://a/x;y=redis,http://redis', ['a']],
    // Lists of URLs
    ['BROKER', 'sentinel://a:1;sentinel://b:2', ['a:1', 'b:2']],
    ['BROKER', 'amqp://u:redis@a:1//;amqp://u:redis@b:2//', ['a:1', 'b:2']],
    ['EUREKA', 'http://u:p@a:1/eureka/,http://u:p@b:2/eureka/', ['a:1', 'b:2']],
    ['NATS', 'nats://u:redis@a:1,nats://b:2', ['a:1', 'b:2']],
    ['NATS', 'nats://a:1, nats://b:2,', ['a:1', 'b:2']],
    ['LISTENERS', 'INTERNAL://a:1,EXTERNAL_SASL://b:2', ['a:1', 'b:2']],
    ['CLUSTER', 'e-0=http://a:1,e-1=http://b:2', ['a:1', 'b:2']],
    ['CLUSTER', 'e-0=http://a:1,password=http://redis', ['a:1']],
    ['CLUSTER', 'e-0=http://u:1,e-1=http://redis@b', []],
    ['HOSTS', '["http://a:1","http://b:2"]', ['a:1', 'b:2']],
    ['HOSTS', '["http://a:1", "http://b:2"]', ['a:1', 'b:2']],
    ['HOSTS', '["a", "b:2"]', ['a', 'b:2']],
    ['X', '["redis"]', []],
    ['X', '["redis@x", "db:1"]', []],
    ['CONFIG', '{"db":{"host":"db","password":"redis:1"}}', ['db']],
    ['CONFIG', '{"credentials":{"x":["redis:1"]}}', []],
    ['CONFIG', '{"password":"a\\" redis:1 {","url":"http://db"}', ['db']],
    ['NO_PROXY_URL', 'mailto:redis@db', []],
    // JDBC
    ['JDBC', 'jdbc:postgresql://db/redis?password=redis', ['db']],
    ['JDBC', 'jdbc:postgresql://a:1,b:2/x', ['a:1', 'b:2']],
    ['JDBC', 'jdbc:mysql:loadbalance://a:1,b:2/x', ['a:1', 'b:2']],
    ['JDBC', 'jdbc:aws-wrapper:postgresql://db:1/x', ['db:1']],
    ['JDBC', 'jdbc-secretsmanager:mysql://db:1/x', ['db:1']],
    ['JDBC', 'jdbc:mysql://u:redis@[a:1,b:2]/x', ['a:1', 'b:2']],
    ['JDBC', 'jdbc:mysql://address=(host=db)(port=1)/x', ['db:1']],
    ['JDBC', 'jdbc:mysql://(host=db,port=1,password=redis)/x', ['db:1']],
    ['JDBC', 'jdbc:mysql://(host=db,password=a,host=redis)/x', []],
    ['JDBC', 'jdbc:mysql://(host=db,password=a@redis:1)/x', []],
    ['JDBC', 'jdbc:mysql://address=(host=db)(password=a@(redis:1)/x', []],
    ['JDBC', 'jdbc:mysql://u@(host=db)(password=a@redis:1/b)/x', []],
    ['JDBC', 'jdbc:mysql://[(host=a,port=1),(host=b)]/x', ['a:1', 'b']],
    ['JDBC', 'jdbc:mysql://(host=db,password=a),(host=redis)/x', []],
    [
      'JDBC',
      'jdbc:mariadb://address=(host=a)(port=1)(type=primary),address=(host=b)/x',
      ['a:1', 'b'],
    ],
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
    ['JDBC', 'jdbc:sqlserver://;serverName=db;portNumber=1433', ['db:1433']],
    ['JDBC', 'jdbc:sqlserver://db;portNumber=1433;x=redis', ['db:1433']],
    ['JDBC', 'jdbc:sqlserver://;password={a;serverName=redis}', []],
    ['JDBC', 'jdbc:sqlserver://db;password={a;portNumber=6379}', ['db']],
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
    ['DSN', 'u:redis@(db:3306)/x', ['db:3306']],
    ['DSN', 'u:redis@tcp(de:ad:be:ef::ca:fe)/x', ['de:ad:be:ef::ca:fe']],
    ['DSN', 'mysql://u:redis@tcp(db:3306)/x', ['db:3306']],
    ['DSN', 'mysql://u:redis@(db:3306)/', ['db:3306']],
    ['DSN', 'tcp(db:3306)/x', ['db:3306']],
    ['DSN', 'u:@(redis:1)/$(@unix(/redis)/x', []],
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
    ['KAFKA', 'a:9092, b:9092,', ['a:9092', 'b:9092']],
    ['BROKERS', 'a:9092;b:9092', ['a:9092', 'b:9092']],
    ['SENTINEL_HOSTS', 'a, b', ['a', 'b']],
    ['MODE', 'redis, cache', []],
    [
      'ZOOKEEPER_CONNECT',
      'zk-0.zk:1,zk-1.zk:2/redis',
      ['zk-0.zk:1', 'zk-1.zk:2'],
    ],
    ['ZOOKEEPER_CONNECT', 'zk:2181/redis', ['zk:2181']],
    ['BACKEND_URL', 'api:8080/redis', ['api:8080']],
    ['CREDENTIAL_OF_X', 'redis:123/redis', []],
    ['X', 'redis:123/redis', []],
    ['ALLOWED_ADDRESSES', '10.0.0.0/8', []],
    ['VOTERS', '0@a:9093,1@b:9093', ['a:9093', 'b:9093']],
    ['VOTERS', '1@a:9093', ['a:9093']],
    ['VOTERS', '0@a:9093,redis@b:9093', []],
    ['PAYMENTS', 'dns:///payments.shop:50051', ['payments.shop:50051']],
    ['PAYMENTS', 'dns:payments.shop:50051', ['payments.shop:50051']],
    ['PAYMENTS', 'dns://redis/payments:50051', ['payments:50051']],
    ['PAYMENTS', 'kubernetes:///payments.shop:1', ['payments.shop:1']],
    ['RESOLVER', 'dns:53', ['dns:53']],
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
    // Of telemetry and Knative, the name of the workload itself.
    ['CATALOG_SERVICE', 'redis', []],
    ['K_SERVICE', 'redis', []],
    ['DD_SERVICE', 'redis', []],
    ['CATALOG_SERVICE', 'catalog:8080', ['catalog:8080']],
    ['AUTH_SERVICE', 'http://auth/redis', ['auth']],
    ['AUTH_SERVICE_HOST', 'auth', ['auth']],
    // Whose hosts are not asked
    ['NO_PROXY', 'redis.shop.svc,redis:6379,.svc,10.0.0.0/8', []],
    ['NO_PROXY', 'redis.shop.svc', []],
    ['no_proxy', 'http://redis', []],
    ['BUILD_NO_PROXY', 'redis:6379', []],
    ['npm_config_noproxy', 'redis:6379', []],
    ['NONPROXYHOSTS', 'redis|redis.shop.svc', []],
    ['NONPROXYHOSTS', 'redis', []],
    ['JAVA_OPTS', '-Dhttp.nonProxyHosts=redis -Ddb.host=db', ['db']],
    ['ALLOWED_HOSTS', 'redis,redis.example.com', []],
    ['HTTP_PROXY', 'http://u:redis@proxy:3128', ['proxy:3128']],
    ['SERVICE_NAME', 'redis', []],
    ['SERVICE_ACCOUNT', 'redis', []],
    ['MODE', 'redis', []],
    ['MODE', 'redis.shop', []],
    ['MODE', 'db.shop.svc', ['db.shop.svc']],
    ['MODE', 'db.shop.svc.k8s.corp', ['db.shop.svc.k8s.corp']],
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
    [['--no-proxy', 'redis:1', '--noproxy=redis:1'], []],
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
          byScheme: 80,
        },
      ]),
    );
  });

  it.each([undefined, null, 'x', {}, { containers: 'x' }, { containers: [1] }])(
    'is nowhere in %j',
    spec => expect(hostsOf(spec, 'spec')).toEqual([]),
  );
});

it.each<[string, Array<number | undefined>]>([
  ['http://api', [80]],
  ['https://u:p@api/x?y', [443]],
  ['HTTPS://api:/', [443]],
  ['ws://api', [80]],
  ['wss://api', [443]],
  ['ftp://api', [21]],
  ['http://a,http://b:8080', [80, undefined]],
  // What the URL standard has no port of.
  ['redis://api', [undefined]],
  ['jdbc:http://api', [undefined]],
  ['https://api:8443', [undefined]],
])('goes to the port of its scheme: %s', (value, ports) => {
  expect(
    hostsOf(
      { containers: [{ env: [{ name: 'API_URL', value }] }] },
      'spec',
    ).map(({ byScheme }) => byScheme),
  ).toEqual(ports);
});
