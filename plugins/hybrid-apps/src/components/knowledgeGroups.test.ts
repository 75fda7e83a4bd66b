import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { groupKnowledge } from './knowledgeGroups';

const known = (
  kind: string,
  state: KindKnowledge['state'],
  namespaces?: string[],
): KindKnowledge => ({
  cluster: 'hub',
  kind,
  state,
  ...(namespaces && { namespaces }),
  message: `of ${kind}`,
});

it('tells kinds that lack the same rights as one, and all else by itself', () => {
  const groups = groupKnowledge([
    known('pods', 'partial', ['a', 'b']),
    known('services', 'partial', ['a', 'b']),
    known('jobs', 'partial', ['a']),
    known('nodes', 'forbidden'),
    known('tiers', 'forbidden'),
    known('events', 'stale'),
    known('secrets', 'stale'),
    known('deployments', 'synced'),
  ]);
  expect(
    groups.map(({ state, kinds }) => [state, kinds.map(({ kind }) => kind)]),
  ).toEqual([
    ['partial', ['pods', 'services']],
    ['partial', ['jobs']],
    ['forbidden', ['nodes', 'tiers']],
    ['stale', ['events']],
    ['stale', ['secrets']],
  ]);
});
