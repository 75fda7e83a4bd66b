import { createPolicyModel } from '../../index';
import { answerTo, ask } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { DENY, SHOP, V3, gnp, np } from '../../__testUtils__/calico';
import { networkPolicy, object, pod } from '../../__testUtils__/objects';

const profile = (name: string, spec: object) =>
  object(V3, 'Profile', name, { spec });
const allowing = [{ action: 'Allow' }];

describe('Profiles', () => {
  const toDb = [...SHOP, np('a', { ingress: [{ action: 'Pass' }] })];

  it.each<[string, string, object]>([
    [
      'as Calico makes it',
      'kns.shop',
      {
        ingress: [{ action: 'Allow', source: {}, destination: {} }],
        egress: allowing,
        labelsToApply: { 'pcns.team': 'a' },
      },
    ],
    ['of a service account, which has no rules', 'ksa.shop.robot', {}],
    ['of host endpoints', 'admins', { ingress: [{ action: 'Deny' }] }],
  ])('one %s leaves everything as it is', (_, name, spec) => {
    const objects = [...toDb, profile(name, spec)];
    expect(createPolicyModel(objects).problems).toEqual([]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('allowed');
  });

  it.each<[string, object]>([
    ['denies', { ingress: [{ action: 'Deny' }], egress: allowing }],
    ['has no rules', { ingress: [], egress: allowing }],
    [
      'allows some',
      {
        ingress: [{ action: 'Allow', protocol: 'TCP' }],
        egress: allowing,
      },
    ],
    [
      'allows some sources',
      {
        ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8'] } }],
        egress: allowing,
      },
    ],
    ['lets nothing out', { ingress: allowing }],
  ])('of a namespace one that %s makes uncertain, and is told', (_, spec) => {
    const objects = [...toDb, profile('kns.shop', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'unsupported', object: { kind: 'Profile', name: 'kns.shop' } },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('uncertain');
  });

  it('of a namespace leaves alone what policies decide, and other namespaces', () => {
    const denying = profile('kns.shop', { ingress: [DENY], egress: allowing });
    const objects = [
      ...SHOP,
      np('a', { ingress: [{ action: 'Allow', protocol: 'TCP' }] }),
      denying,
    ];
    expect(
      [
        'shop/web -> shop/db TCP 80 allowed',
        'shop/web -> shop/db UDP 80 denied',
        'shop/db -> shop/web TCP 80 uncertain',
        'shop/web -> other/web TCP 80 allowed',
        'other/web -> shop/web TCP 80 uncertain',
      ].map(answer => answerTo(answer, objects)),
    ).toEqual([
      'shop/web -> shop/db TCP 80 allowed',
      'shop/web -> shop/db UDP 80 denied',
      'shop/db -> shop/web TCP 80 uncertain',
      'shop/web -> other/web TCP 80 allowed',
      'other/web -> shop/web TCP 80 uncertain',
    ]);
  });
});

/** Source: calico `felix/labelindex/label_inheritance_index.go`. */
describe('labelsToApply', () => {
  const only = (selector: string) =>
    gnp('only', {
      ingress: [{ action: 'Allow', source: { selector } }],
    });
  const applying = (name: string, labelsToApply: object) =>
    profile(name, { ingress: allowing, egress: allowing, labelsToApply });

  it.each<Fact>([
    [
      'of a namespace’s profile are labels of its pods',
      [applying('kns.other', { gold: 'yes' }), only("gold == 'yes'")],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'and of no others',
      [applying('kns.other', { gold: 'yes' }), only("gold == 'yes'")],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'of a service account’s profile are labels of its pods',
      [applying('ksa.shop.robot', { gold: 'yes' }), only("gold == 'yes'")],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and of no other account’s',
      [applying('ksa.shop.robot', { gold: 'yes' }), only("gold == 'yes'")],
      'other/web -> shop/db TCP 80 denied',
    ],
    [
      'a pod’s own label comes first',
      [applying('kns.other', { app: 'x' }), only("app == 'web'")],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'the namespace’s profile comes before the account’s',
      [
        applying('kns.shop', { gold: 'yes' }),
        applying('ksa.shop.robot', { gold: 'no' }),
        only("gold == 'yes'"),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'they tell the labels of a Namespace that is not in the input',
      [
        pod('else/a'),
        applying('kns.else', {
          'pcns.team': 'c',
          'pcns.projectcalico.org/name': 'else',
        }),
        only("pcns.team == 'c'"),
      ],
      'else/a -> shop/db TCP 80 allowed',
    ],
    [
      'to Kubernetes’ policies too',
      [
        pod('else/a'),
        applying('kns.else', { 'pcns.team': 'c' }),
        networkPolicy('shop/only', {
          podSelector: {},
          ingress: [
            { from: [{ namespaceSelector: { matchLabels: { team: 'c' } } }] },
          ],
        }),
      ],
      'else/a -> shop/db TCP 80 allowed',
    ],
    [
      'as do those of pods',
      [
        applying('kns.shop', { gold: 'yes' }),
        networkPolicy('shop/only', {
          podSelector: {},
          ingress: [
            { from: [{ podSelector: { matchLabels: { gold: 'yes' } } }] },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and those of an account that is not in the input',
      [
        applying('ksa.other.default', { 'pcsa.role': 'ops' }),
        only("pcsa.role == 'ops'"),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'that cannot be read may be any, of the pods under the profile',
      [applying('kns.other', { gold: 1 }), only("gold == 'yes'")],
      'other/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and of these alone',
      [applying('kns.other', { gold: 1 }), only("gold == 'yes'")],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'of an account’s too',
      [applying('ksa.shop.robot', { gold: 1 }), only("gold == 'yes'")],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, [...SHOP, ...objects])).toBe(answer);
  });
});
