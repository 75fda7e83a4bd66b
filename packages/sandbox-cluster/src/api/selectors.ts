/** Label and field selectors, as they come in a URL's query. */
import { KubeObject, textAt } from '../objects';
import { KindDef } from '../kinds';
import { badRequest } from '../status';

export type Matches = (object: KubeObject) => boolean;

type Requirement = (labels: Record<string, string>) => boolean;

const KEY = /^(?:[a-zA-Z0-9.-]+\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?/;

/** `app=web,tier in (a, b),!canary` and the like. */
export function parseLabelSelector(text: string): Matches {
  const requirements: Requirement[] = [];
  let rest = text.trim();
  while (rest) {
    const { requirement, left } = parseRequirement(rest);
    requirements.push(requirement);
    rest = left.trim();
    if (rest.startsWith(',')) {
      rest = rest.slice(1).trim();
    } else if (rest) {
      throw badRequest(
        `unable to parse requirement: found '${
          rest.split(/[\s,]/)[0]
        }', expected: ',' or 'end of string'`,
      );
    }
  }
  return object =>
    requirements.every(matches => matches(object.metadata.labels ?? {}));
}

function parseRequirement(text: string): {
  requirement: Requirement;
  left: string;
} {
  const negated = text.startsWith('!');
  const start = negated ? text.slice(1).trim() : text;
  const [key] = KEY.exec(start) ?? [];
  if (!key) {
    throw badRequest(
      `unable to parse requirement: found '${start.charAt(
        0,
      )}', expected: identifier`,
    );
  }
  const after = start.slice(key.length).trim();
  if (negated) {
    return { requirement: labels => !(key in labels), left: after };
  }
  const set = /^(in|notin)\s*\(/.exec(after);
  if (set) {
    const { values, left } = parseValues(after.slice(set[0].length));
    return {
      requirement:
        set[1] === 'in'
          ? labels => key in labels && values.includes(labels[key])
          : labels => !values.includes(labels[key]),
      left,
    };
  }
  const [operator] = /^(==|=|!=)/.exec(after) ?? [];
  if (operator) {
    const value = /^[^,]*/.exec(after.slice(operator.length))?.[0] ?? '';
    const wanted = value.trim();
    return {
      requirement:
        operator === '!='
          ? labels => labels[key] !== wanted
          : labels => labels[key] === wanted,
      left: after.slice(operator.length + value.length),
    };
  }
  const bound = /^([<>])\s*(\d+)/.exec(after);
  if (bound) {
    const limit = Number(bound[2]);
    return {
      requirement: labels =>
        key in labels &&
        (bound[1] === '>'
          ? Number(labels[key]) > limit
          : Number(labels[key]) < limit),
      left: after.slice(bound[0].length),
    };
  }
  return { requirement: labels => key in labels, left: after };
}

function parseValues(text: string): { values: string[]; left: string } {
  const end = text.indexOf(')');
  if (end < 0) {
    throw badRequest(
      "unable to parse requirement: found '', expected: ',' or ')'",
    );
  }
  return {
    values: text
      .slice(0, end)
      .split(',')
      .map(value => value.trim()),
    left: text.slice(end + 1),
  };
}

/** `status.phase=Running,spec.nodeName!=node-1`: those fields that the kind offers. */
export function parseFieldSelector(def: KindDef, text: string): Matches {
  const offered = ['metadata.name', 'metadata.namespace', ...def.fieldLabels];
  const terms = text
    .split(',')
    .filter(Boolean)
    .map(term => {
      const [, field, operator, value] =
        /^([^=!]+)(==|=|!=)(.*)$/.exec(term) ?? [];
      if (!field) {
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${term}'`,
        );
      }
      if (!offered.includes(field)) {
        throw badRequest(`field label not supported: ${field}`);
      }
      return { field, isEqual: operator !== '!=', value };
    });
  return object =>
    terms.every(
      ({ field, isEqual, value }) =>
        (fieldOf(object, field) === value) === isEqual,
    );
}

/** What a field that is absent is taken for, as the server's typed objects have it. */
const ZERO_VALUES: Record<string, string> = {
  'spec.hostNetwork': 'false',
  'spec.unschedulable': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

/** Fields whose label is not their path. */
const PATHS: Record<string, string> = {
  source: 'source.component',
  'status.successful': 'status.succeeded',
};

function fieldOf(object: KubeObject, field: string): string {
  const path = PATHS[field] ?? field;
  return textAt(object, ...path.split('.')) || ZERO_VALUES[field] || '';
}
