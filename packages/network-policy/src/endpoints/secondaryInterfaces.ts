import { READ_ANNOTATIONS } from '../objects/annotations';
import {
  InvalidFieldError,
  get,
  items,
  requiredText,
  text,
  texts,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { SecondaryInterface } from './types';

function readJson(at: Field): Field {
  try {
    return { ...at, value: JSON.parse(text(at) ?? '[]') };
  } catch {
    throw new InvalidFieldError(at, 'is no JSON list of networks');
  }
}

/** The addresses that multus reports, by `namespace/name` of the network. */
function statusAddresses(at: Field, namespace: string): Map<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const entry of items(readJson(at))) {
    const name = text(get(entry, 'name')) ?? '';
    const network = name.includes('/') ? name : `${namespace}/${name}`;
    addresses.set(network, texts(get(entry, 'ips')));
  }
  return addresses;
}

/**
 * Reads the annotation `k8s.v1.cni.cncf.io/networks`: a comma list of
 * `[namespace/]name[@interface]`, or a JSON list of `{name, namespace, interface}`.
 * Source: Network Plumbing Working Group, multi-net specification, 4.1.
 */
export function secondaryInterfaces(
  annotations: Field,
  namespace: string,
): readonly SecondaryInterface[] {
  const at = get(annotations, READ_ANNOTATIONS.networks);
  const value = text(at)?.trim();
  if (!value) {
    return [];
  }
  const known = statusAddresses(
    get(annotations, READ_ANNOTATIONS.networkStatus),
    namespace,
  );
  const attach = (network: string, name: string | undefined) => ({
    name: name || network,
    network,
    addresses: known.get(network) ?? [],
  });
  if (!value.startsWith('[')) {
    return value.split(',').map(entry => {
      const [path, name] = entry.trim().split('@');
      return attach(path.includes('/') ? path : `${namespace}/${path}`, name);
    });
  }
  return items(readJson(at)).map(entry => {
    const own = text(get(entry, 'namespace')) || namespace;
    return attach(
      `${own}/${requiredText(get(entry, 'name'))}`,
      text(get(entry, 'interface')),
    );
  });
}
