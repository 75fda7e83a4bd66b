import { DB, INVENTORY, WEB, netpol, question } from './__testUtils__/netpol';
import { COMMANDS, COMMAND_NAMES, isCommand } from './commands';
import { helpOn } from './help';
import { version } from '../../package.json';

describe('netpol --help', () => {
  it('says what each command is for, with an example of each', async () => {
    const { status, stdout, stderr } = await netpol(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of COMMAND_NAMES) {
      expect(stdout).toMatch(new RegExp(`^  ${command} +\\w`, 'm'));
      expect(stdout).toMatch(new RegExp(`^    netpol ${command} --`, 'm'));
    }
    expect((await netpol(['help'])).stdout).toBe(stdout);
    expect((await netpol(['-h'])).stdout).toBe(stdout);
  });

  it('is what a command line without anything gets, as an error', async () => {
    const { stdout } = await netpol(['--help']);
    expect(await netpol([])).toEqual({ status: 2, stdout: '', stderr: stdout });
  });

  it.each(COMMAND_NAMES)('teaches %s alone, by example', async name => {
    const { status, stdout } = await netpol(['help', name]);
    expect(status).toBe(0);
    expect((await netpol([name, '--help'])).stdout).toBe(stdout);
    expect((await netpol([name, '--dir', 'no/such', '-h'])).stdout).toBe(
      stdout,
    );
    expect(stdout).toMatch(new RegExp(`^ +.*netpol ${name} --`, 'm'));
    const [, section = ''] = /\nOptions\n([^]*?)\n\n/.exec(stdout) ?? [];
    const told = [...section.matchAll(/^ {2}--([\w-]+)/gm)].map(
      each => each[1],
    );
    const own = isCommand(name) ? Object.keys(COMMANDS[name].options) : [];
    expect(told).toEqual([...own, 'help']);
  });

  it('fits a terminal, but for what is to be copied', () => {
    const texts = COMMAND_NAMES.filter(isCommand).map(helpOn);
    const long = texts
      .join('')
      .split('\n')
      .filter(line => line.length > 90 && !line.startsWith('    '));
    expect(long).toEqual([]);
  });
});

describe('netpol --version', () => {
  it('is that of the package', async () => {
    expect(await netpol(['--version'])).toEqual({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });
});

describe('bad usage', () => {
  const LIST = ['list', '--dir', INVENTORY];

  it.each([
    [['lits'], 'there is no command "lits": did you mean list?'],
    [['help', 'recomend'], 'no command "recomend": did you mean recommend?'],
    [['chek', '--help'], 'no command "chek": did you mean check?'],
    [['nonsense'], 'no command "nonsense" (there are list, eval, explain,'],
    [['--dir', 'x', 'list'], 'a command comes first'],
    [['list'], 'list needs --dir MANIFESTS'],
    [['list', 'deploy/'], 'not "deploy/": did you mean --dir deploy/?'],
    [['diff', 'main', 'deploy'], 'not "main": did you mean --before main?'],
    [[...LIST, 'x'], 'list takes options alone, not "x"\n'],
    [['list', '--dir'], '--dir needs a value'],
    [['list', '--dir', '--strict'], '--dir needs a value, and "--strict"'],
    [['list', '--dri', 'x'], 'no option --dri: did you mean --dir?'],
    [[...LIST, '--colour'], 'no option --colour (it has --dir, --format,'],
    [[...LIST, '--port', '80'], 'list has no option --port'],
    [[...LIST, '--strict=yes'], '--strict takes no value, not "yes"'],
    [[...LIST, '--dir', INVENTORY], '--dir is given twice'],
    [[...LIST, '--format', 'jsno'], 'not "jsno": did you mean json?'],
    [[...LIST, '--format', 'sarif'], 'txt, json, csv, md, dot, not "sarif"'],
    [
      ['eval', ...question(WEB, DB), '--format', 'yaml'],
      '--format must be one of txt, json, csv, md, dot, not "yaml"',
    ],
    [['diff', '--before', 'x'], 'needs --after MANIFESTS, or --staged and'],
    [
      ['diff', '--before', 'x', '--after', 'y', '--staged'],
      '--staged does not go with --before, --after',
    ],
    [['eval', ...question(WEB, DB)], 'eval needs --port N'],
    [['eval', ...question(WEB, DB, '--port', '0')], '--port must be'],
    [['eval', ...question('10.0.0.0/8', DB, '--port', '1')], '--source must'],
    [['explain', ...question(WEB, DB, '--protocol', 'GRE')], '--protocol must'],
    [
      ['explain', ...question(WEB, DB, '--protocol', 'tcp')],
      'not "tcp": did you mean TCP?',
    ],
  ])('exits with 2 and says what is wrong, case %#', async (args, message) => {
    const { status, stdout, stderr } = await netpol(args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nSee netpol (--help|help \w+)\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('bad input', () => {
  it.each([
    [['list', '--dir', 'no/such/folder'], 'no/such/folder: '],
    [['eval', ...question('x/y', DB, '--port', '1')], 'no workload or Pod x/y'],
  ])('exits with 2 and says what is wrong, case %#', async (args, message) => {
    const { status, stdout, stderr } = await netpol(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
