import { ask } from '../__testUtils__/ask';
import { DENY, SHOP, gnp } from '../__testUtils__/calico';
import { InvalidFieldError, root } from '../objects/fields';
import { calicoSelector } from './calico';

describe('selectors of Calico', () => {
  it.each<[string, boolean]>([
    ['', true],
    ['all()', true],
    ["app == 'web'", true],
    ['app == "web"', true],
    ["app=='db'", false],
    ["app != 'db'", true],
    ["absent != 'x'", true],
    ["app in {'web', 'db'}", true],
    ["app not in {'web'}", false],
    ["absent not in {'web'}", true],
    ['has(app)', true],
    ['!has(app)', false],
    ["app contains 'e'", true],
    ["app starts with 'w'", true],
    ["app ends with 'x'", false],
    ["app == 'db' || app == 'web' && has(app)", true],
    ["(app == 'db' || app == 'web') && !has(app)", false],
    ["!(app == 'db') && !! has(app)", true],
    ["projectcalico.org/namespace == 'shop'", true],
    ["projectcalico.org/orchestrator == 'k8s'", true],
    ["projectcalico.org/serviceaccount == 'robot'", true],
    ["pcns.team == 'a' && pcsa.role == 'ci'", true],
    ['has(in)', false],
    ["in == 'x'", false],
    ["app=='web'&&has(app)", true],
    ["app in{'web'}", true],
    ['app in {}', false],
    ["app in {'web',}", true],
    ['has(app) || has(x) && !has(app)', true],
    ["absent contains ''", false],
    ["absent starts with ''", false],
    ["app contains ''", true],
    ['app == \'we\' || app == "web"', true],
    ["pcns.kubernetes.io/metadata.name == 'shop'", true],
    ["pcns.projectcalico.org/name == 'shop'", true],
    ["pcsa.projectcalico.org/name == 'robot'", true],
    ["pcns.team != 'a'", false],
  ])('selector %s on shop/web: %s', (selector, matches) => {
    const objects = [...SHOP, gnp('a', { selector, ingress: [DENY] })];
    expect(ask(objects, '8.8.8.8', 'shop/web')).toBe(
      matches ? 'denied' : 'allowed',
    );
  });

  it.each<[string, string]>([
    ['symbols', '&&'],
    ['brackets', '('],
    ['negations', '!'],
    ['spaces that lead to no operator', 'not                '],
    ['calls that never end', 'all('],
    ['quotes', `'"`],
    ['one word', 'a'],
    ['values of one set', "'a',"],
    ['tests', "a == 'b' && "],
  ])('refuses 1 MB of %s', (_, piece) => {
    const long = piece.repeat(1_000_000 / piece.length);
    for (const value of [long, `has(a) ${long}!`, `a in {${long}!`]) {
      expect(() => calicoSelector(root(value))).toThrow(InvalidFieldError);
    }
  });
});
