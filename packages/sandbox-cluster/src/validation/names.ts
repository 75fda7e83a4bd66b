/** Names, labels and ports, as k8s.io/apimachinery/pkg/util/validation has them. */
import { Cause } from '../status';
import { invalid, required } from './causes';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const SERVICE_NAME = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;

interface Format {
  pattern: string;
  longest: number;
  description: string;
}

const DNS_LABEL: Format = {
  pattern: LABEL,
  longest: 63,
  description: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
};
const DNS_SUBDOMAIN: Format = {
  pattern: SUBDOMAIN,
  longest: 253,
  description: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
};
const DNS_1035: Format = {
  pattern: SERVICE_NAME,
  longest: 63,
  description: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${SERVICE_NAME}')`,
};
const VALUE: Format = {
  pattern: LABEL_VALUE,
  longest: 63,
  description: `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE}')`,
};
const KEY_NAME: Format = {
  pattern: QUALIFIED,
  longest: 63,
  description: `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`,
};

function check(value: string, format: Format, field: string): Cause[] {
  return [
    ...(value.length > format.longest
      ? [invalid(field, value, `must be no more than ${format.longest} bytes`)]
      : []),
    ...(new RegExp(`^(${format.pattern})$`).test(value)
      ? []
      : [invalid(field, value, format.description)]),
  ];
}

export function dnsLabel(value: unknown, field: string): Cause[] {
  return value ? check(String(value), DNS_LABEL, field) : [required(field)];
}

export function dnsSubdomain(value: unknown, field: string): Cause[] {
  return value ? check(String(value), DNS_SUBDOMAIN, field) : [required(field)];
}

/** Kinds whose names are parts of host names. */
const LABEL_NAMED = new Set(['Namespace']);
/** Kinds that are named as Go packages would be: RBAC takes what fits in a path. */
const PATH_NAMED = new Set([
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
]);

export function objectName(kind: string, name: unknown): Cause[] {
  const field = 'metadata.name';
  if (typeof name !== 'string' || !name) {
    return [required(field, 'name or generateName is required')];
  }
  if (PATH_NAMED.has(kind)) {
    const bad = ['/', '%'].find(part => name.includes(part));
    return bad ? [invalid(field, name, `may not contain '${bad}'`)] : [];
  }
  if (kind === 'Service') {
    return check(name, DNS_1035, field);
  }
  return check(name, LABEL_NAMED.has(kind) ? DNS_LABEL : DNS_SUBDOMAIN, field);
}

export function labelKey(key: string, field: string): Cause[] {
  const slash = key.indexOf('/');
  if (slash < 0) {
    return check(key, KEY_NAME, field);
  }
  const prefix = check(key.slice(0, slash), DNS_SUBDOMAIN, field).map(() =>
    invalid(field, key, `prefix part ${DNS_SUBDOMAIN.description}`),
  );
  return [...prefix, ...check(key.slice(slash + 1), KEY_NAME, field)];
}

export function labelValue(value: string, field: string): Cause[] {
  return check(value, VALUE, field);
}

export function labels(map: Record<string, unknown>, field: string): Cause[] {
  return Object.entries(map).flatMap(([key, value]) => [
    ...labelKey(key, field),
    ...(typeof value === 'string'
      ? labelValue(value, field)
      : [invalid(`${field}.${key}`, value, 'must be of type string')]),
  ]);
}

export function portNumber(value: unknown, field: string): Cause[] {
  return typeof value === 'number' &&
    Number.isInteger(value) &&
    value > 0 &&
    value < 65_536
    ? []
    : [invalid(field, value ?? 0, 'must be between 1 and 65535, inclusive')];
}

/** A port's name (IANA_SVC_NAME). */
export function portName(value: string, field: string): Cause[] {
  const faults = [
    [value.length > 15, 'must be no more than 15 characters'],
    [
      !/^[-a-z0-9]+$/.test(value),
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    ],
    [!/[a-z]/.test(value), 'must contain at least one letter (a-z)'],
    [value.includes('--'), 'must not contain consecutive hyphens'],
    [/^-|-$/.test(value), 'must not begin or end with a hyphen'],
  ] as const;
  return faults
    .filter(([holds]) => holds)
    .map(([, detail]) => invalid(field, value, detail));
}

/** A port by number or by name. */
export function portReference(value: unknown, field: string): Cause[] {
  return typeof value === 'string'
    ? portName(value, field)
    : portNumber(value, field);
}
