/** How much is looked at: what one namespace holds may be large, and others wait for it. */
import { createPolicyModel } from '../index';
import { networkPolicy, pod, service } from '../__testUtils__/objects';
import { matches } from './match';

jest.mock('./match', () => {
  const actual = jest.requireActual('./match');
  return { ...actual, matches: jest.fn(actual.matches) };
});
const looks = jest.mocked(matches);

const RULES = 300;

/** Rules that mean an address range each, all of them different. */
const cluster = () =>
  createPolicyModel([
    pod('shop/web', { app: 'web' }),
    service('shop/web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    networkPolicy('shop/web', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: Array.from({ length: RULES }, (_, index) => ({
        to: [{ ipBlock: { cidr: `10.${index >> 8}.${index & 255}.0/24` } }],
        ports: [{ port: 1_000 + index }],
      })),
      ingress: [],
    }),
  ]);

beforeEach(() => looks.mockClear());

it('a rule is held against few of the address ranges that others mean', () => {
  const model = cluster();
  expect(model.connections()).toHaveLength(RULES);
  expect(looks.mock.calls.length).toBeLessThan(RULES * 10);
});

it('findings take nothing for objects that are not asked about', () => {
  const model = cluster();
  looks.mockClear();
  expect(model.findings({ about: () => false })).toEqual([]);
  expect(looks).not.toHaveBeenCalled();
  model.findings({ about: ({ kind }) => kind === 'NetworkPolicy' });
  expect(looks).toHaveBeenCalled();
});
