import { edge, nodesOf } from '../__testUtils__/build';
import { oracle, orderApi } from '../__testUtils__/erp';
import { createTestTexts } from '../__testUtils__/texts';
import {
  chipPorts,
  lineSentence,
  notesOf,
  serviceWords,
  urlOf,
  wrongSince,
} from './words';

const texts = createTestTexts();
const node = nodesOf('onprem/shop');
const web = node('Deployment', 'web', { facts: { restarts: 3 } });

describe('the notes of a card', () => {
  it.each([
    ['nothing of what is well', web, undefined, []],
    ['who calls it', web, 2, ['2 callers']],
    [
      'that it is restarted, where it is not well',
      orderApi,
      1,
      ['14 restarts', '1 caller'],
    ],
    [
      'its networks beside that of Pods',
      oracle,
      undefined,
      ['also on erp/backup-vlan'],
    ],
  ] as const)('tell %s', (_, of, callers, notes) => {
    expect(notesOf(of, callers, texts)).toEqual(notes);
  });

  it('tell since when it is wrong, and of what is well nothing', () => {
    expect(wrongSince(orderApi)).toBe(orderApi.status.since);
    const since = '2026-11-20T11:00:00Z';
    expect(wrongSince(node('Deployment', 'web', { since }))).toBeUndefined();
  });

  it('open web pages alone', () => {
    const urls = (...all: string[]) =>
      urlOf(node('Ingress', 'web', { facts: { urls: all } }));
    expect(urls('https://shop.example/')).toBe('https://shop.example/');
    expect(urls('ftp://shop.example/')).toBeUndefined();
  });
});

describe('what stands on a card and what a line tells', () => {
  const db = node('VirtualMachine', 'db');
  const service = (...ports: number[]) =>
    node('Service', 'db', {
      facts: { ports: ports.map(port => ({ port, protocol: 'TCP' as const })) },
    });

  it.each([
    [[], '', 'Service db'],
    [[80], ':80', 'Service db, port 80'],
    [[80, 443], ':80, 443', 'Service db, ports 80, 443'],
  ])('names the ports %p of a Service', (ports, chip, words) => {
    expect(chipPorts(service(...ports))).toBe(chip);
    expect(serviceWords(service(...ports), texts)).toBe(words);
  });

  it('is a sentence that names Services, and what is only declared', () => {
    const nodes = [web, db, service(5432)];
    const edges = [
      edge(web, nodes[2], 'connects', '', {
        ports: '5432',
        verdict: 'allowed',
      }),
      edge(web, db, 'depends-on', ''),
    ];
    expect(lineSentence(edges, { nodes }, texts)).toBe(
      'Deployment web connects to Service db on 5432 (allowed); Deployment web depends on VM db',
    );
  });
});
