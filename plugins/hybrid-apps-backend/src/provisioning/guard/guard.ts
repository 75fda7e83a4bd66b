import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { podLabelsOf } from '@hybrid-apps/network-policy';
import { kindKey } from '../../objects';
import { once } from '../../once';
import { Terms } from '../openings';
import { fieldsOf } from './fields';
import { podsOf } from './pods';
import { Found, MOST_FOUND, Unreadable } from './reading';
import { RULES } from './table';
import { App, IDENTIFYING, Rule, Subject } from './types';

/** A manifest, the namespace that it goes to, and what the configuration says of that. */
export interface Placement {
  manifest: Manifest;
  namespace: string;
  terms: Terms;
}

interface Mutable extends App {
  marks: Set<string>;
  serviceAccounts: Set<string>;
  objects: Set<string>;
}

/** What is created in each namespace. */
function appsOf(placements: readonly Placement[]): (namespace: string) => App {
  const apps = new Map<string, Mutable>();
  const appIn = (namespace: string): Mutable => {
    const app = apps.get(namespace) ?? {
      namespace,
      marks: new Set(),
      serviceAccounts: new Set(),
      objects: new Set(),
    };
    apps.set(namespace, app);
    return app;
  };
  for (const { manifest, namespace } of placements) {
    const app = appIn(namespace);
    const key = kindKey(manifest);
    const { name } = manifest.metadata;
    app.objects.add(`${key}/${name}`);
    if (key === '/ServiceAccount') {
      app.serviceAccounts.add(name);
    }
    const labels = podLabelsOf(manifest) ?? {};
    for (const label of IDENTIFYING) {
      if (labels[label]) {
        app.marks.add(`${label}=${labels[label]}`);
      }
    }
  }
  return appIn;
}

function foundBy(rule: Rule, subject: Subject): readonly Found[] {
  if (rule.kinds && !rule.kinds.includes(subject.kind)) {
    return [];
  }
  const all: Found[] = [];
  try {
    for (const found of rule.find(subject)) {
      if (all.length === MOST_FOUND) {
        return [...all, { ...found, is: `${found.is}, and so do others` }];
      }
      all.push(found);
    }
    return all;
  } catch (error) {
    if (error instanceof Unreadable) {
      return [...all, ...error.found];
    }
    throw error;
  }
}

const textOf = ({ path, is, instead }: Found) => [path, is, instead].join('\n');

/**
 * Holds what is to be created against the table, one manifest at a time: all
 * that is found in it, none where it may be. It is the second guard; the first
 * is the cluster's own admission, which knows what is written by others.
 */
export function createGuard(
  placements: readonly Placement[],
  rules: readonly Rule[] = RULES,
): (placement: Placement) => readonly Found[] {
  const appIn = appsOf(placements);
  return ({ manifest, namespace, terms }) => {
    const kind = kindKey(manifest);
    const subject: Subject = {
      manifest,
      kind,
      app: appIn(namespace),
      terms,
      pods: once(() => podsOf(manifest)),
      fields: once(() => fieldsOf(kind, manifest)),
    };
    // What cannot be read, several rules say alike.
    const all = rules.flatMap(rule => foundBy(rule, subject));
    return [...new Map(all.map(each => [textOf(each), each])).values()];
  };
}
