import { ActOffer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { nodesOf } from '../../__testUtils__/build';
import { entriesFor, targetsOf, wordsOf } from './entries';

const node = nodesOf('onprem/shop');
const db = node('VirtualMachine', 'db');
const dbCopy = node('VirtualMachine', 'db-copy');
const web = node('Deployment', 'web');
const nodes = [dbCopy, web, db];

const offerOf = (act: string, possible = true): ActOffer => ({
  act,
  label: act,
  will: '',
  danger: 'none',
  possible,
  basis: 'b',
});

const namesOf = (text: string, selected?: string) =>
  targetsOf(nodes, selected, wordsOf(text)).map(({ name }) => name);

describe('whose acts are offered', () => {
  it.each<[string, string | undefined, string[]]>([
    ['', undefined, []],
    ['', web.id, ['web']],
    ['stop db', undefined, ['db', 'db-copy']],
    ['Stop DB', web.id, ['web', 'db', 'db-copy']],
    ['db', db.id, ['db', 'db-copy']],
    // A letter names too much.
    ['d', undefined, []],
    ['stop', undefined, []],
  ])('%j with %s selected: %j', (text, selected, expected) => {
    expect(namesOf(text, selected)).toEqual(expected);
  });

  it('are few', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      node('Pod', `web-${index}`),
    );
    expect(targetsOf(many, undefined, ['web'])).toHaveLength(5);
  });
});

describe('what is found', () => {
  const found = (text: string, selected?: string) => {
    const words = wordsOf(text);
    return entriesFor({
      nodes,
      targets: targetsOf(nodes, selected, words),
      offers: new Map([
        [db.id, [offerOf('Start', false), offerOf('Stop')]],
        [dbCopy.id, [offerOf('Stop')]],
        [web.id, [offerOf('Scale')]],
      ]),
      words,
      names: {
        node: ({ kind, name }) => `${kind} ${name}`,
        act: ({ label }) => label,
      },
    }).map(entry =>
      entry.is === 'go'
        ? entry.node.name
        : `${entry.offer.label} ${entry.node.name}`,
    );
  };

  it.each<[string, string | undefined, string[]]>([
    ['', undefined, ['db-copy', 'web', 'db']],
    // What is selected is acted on first.
    ['', web.id, ['Scale web', 'db-copy', 'web', 'db']],
    ['web', undefined, ['web', 'Scale web']],
    // What can be done comes before what cannot.
    ['db', undefined, ['db', 'db-copy', 'Stop db', 'Start db', 'Stop db-copy']],
    ['stop db', undefined, ['Stop db', 'Stop db-copy']],
    ['db virtual sto', undefined, ['Stop db', 'Stop db-copy']],
    ['scale', web.id, ['Scale web']],
    ['nobody', undefined, []],
  ])('%j with %s selected: %j', (text, selected, expected) => {
    expect(found(text, selected)).toEqual(expected);
  });
});
