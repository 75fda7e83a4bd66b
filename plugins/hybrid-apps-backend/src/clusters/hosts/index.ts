import { valueAt } from '@hybrid-apps/network-policy';
import { Entry, expand, expandVariables, Variables } from './expand';
import { Host } from './host';
import { portNameOf } from './names';
import { withPorts } from './pairs';
import { hostsOfArguments, hostsOfVariable } from './readHosts';

export { readAddress } from './host';
export { tellsAddress } from './names';
export { withoutCredentials } from './url';

/** A host that a workload's settings name, and where they do. */
export interface ConfiguredHost extends Host {
  /** Like `spec.template.spec.containers[0].env[1].value`. */
  fieldPath: string;
  /** Of the variable, where it is one. */
  variable?: string;
}

/**
 * The key under which an object in the store has the hosts that its containers
 * are configured with, in place of the values that named them. As a symbol it is
 * no field of any kind, and no part of any JSON.
 */
export const HOSTS: unique symbol = Symbol('hosts');

const itemsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : '';

const entriesOf = (container: unknown): Entry[] =>
  itemsOf(valueAt(container, 'env')).map(entry => {
    const value = valueAt(entry, 'value');
    const isElsewhere = !value && valueAt(entry, 'valueFrom') !== undefined;
    return {
      name: textOf(valueAt(entry, 'name')),
      value: isElsewhere ? undefined : textOf(value),
    };
  });

/** The hosts of variables; `DB_HOST` has its port in `DB_PORT`. */
function ofVariables(
  entries: readonly Entry[],
  { values, byName }: Variables,
  path: string,
): ConfiguredHost[] {
  const ports = new Map(
    [...byName].map(([name, value]) => [
      name.toLocaleLowerCase('en-US'),
      value.trim(),
    ]),
  );
  return entries.flatMap(({ name: variable }, index) => {
    const value = values[index] ?? '';
    const portName = value.includes('://') ? undefined : portNameOf(variable);
    return withPorts(
      hostsOfVariable(variable, value),
      portName === undefined ? undefined : ports.get(portName),
    ).map(host => ({
      fieldPath: `${path}.env[${index}].value`,
      variable,
      ...host,
    }));
  });
}

function ofCommand(
  container: unknown,
  { byName }: Variables,
  path: string,
): ConfiguredHost[] {
  // Arguments follow the command, so a flag may have its value there.
  const places = ['command', 'args'].flatMap(field =>
    itemsOf(valueAt(container, field)).map((word, index) => ({
      word: expand(textOf(word), byName) ?? '',
      fieldPath: `${path}.${field}[${index}]`,
    })),
  );
  const hosts = hostsOfArguments(places.map(({ word }) => word));
  return places.flatMap(({ fieldPath }, index) =>
    hosts[index].map(host => ({ fieldPath, ...host })),
  );
}

/**
 * The hosts that the containers of a Pod's spec are configured with: in their
 * variables, commands and arguments.
 *
 * @param specPath - where the spec is in its object, like `spec.template.spec`
 */
export function hostsOf(podSpec: unknown, specPath: string): ConfiguredHost[] {
  return ['initContainers', 'containers'].flatMap(field =>
    itemsOf(valueAt(podSpec, field)).flatMap((container, index) => {
      const path = `${specPath}.${field}[${index}]`;
      const entries = entriesOf(container);
      const variables = expandVariables(entries);
      return [
        ...ofVariables(entries, variables, path),
        ...ofCommand(container, variables, path),
      ];
    }),
  );
}
