import { InputError } from '@backstage/errors';
import { clientNamespaces, HybridApplication } from './schema';

/** What an answer has to look like, and how to say so. */
interface Format {
  pattern: RegExp;
  maxLength: number;
  help: string;
}

// Kubernetes' own rules for names: RFC 1035 labels for what a Service is named
// too, RFC 1123 labels for namespaces, RFC 1123 subdomains for the rest.
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;

const NAME: Format = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  // Leaves room for what is added to it, up to the 63 characters of a label.
  maxLength: 50,
  help: 'small letters, digits and hyphens, beginning with a letter and not ending with a hyphen, at most 50 in all, such as webshop',
};
const NAMESPACE: Format = {
  pattern: new RegExp(`^${LABEL}$`),
  maxLength: 63,
  help: 'small letters, digits and hyphens, neither beginning nor ending with a hyphen, at most 63 in all, such as retail',
};
const OBJECT: Format = {
  pattern: new RegExp(`^${SUBDOMAIN}$`),
  maxLength: 253,
  help: 'small letters, digits, hyphens and dots, such as u1.medium',
};
const HOST: Format = {
  ...OBJECT,
  help: 'small letters, digits and hyphens between dots, such as shop.example.com',
};
const IMAGE: Format = {
  pattern: /^(?!.*\/\/)[a-z0-9][a-zA-Z0-9._:/@-]*$/,
  maxLength: 512,
  help: "an image's name without docker://, such as quay.io/shop/web:1.0",
};
const GOLDEN_IMAGE: Format = {
  pattern: new RegExp(`^${LABEL}/${SUBDOMAIN}$`),
  maxLength: 317,
  help: 'the namespace and name of a DataSource, such as images/rhel9',
};
const DISK_SIZE: Format = {
  pattern: /^[1-9][0-9]{0,4}(Mi|Gi|Ti)$/,
  maxLength: 7,
  help: 'a whole number of Mi, Gi or Ti, such as 10Gi',
};

/** The answers that have a format; those left out reach an action as ''. */
function formatted({ name, namespace, web, vm, database }: HybridApplication) {
  const all: Array<[string, string | undefined, Format]> = [
    ['name', name, NAME],
    ['namespace', namespace, NAMESPACE],
    ['web.image', web.image, IMAGE],
    ['web.host', web.host, HOST],
    ['web.ingressNamespace', web.ingressNamespace, NAMESPACE],
    ['vm.image', vm.image, IMAGE],
    ['vm.goldenImage', vm.goldenImage, GOLDEN_IMAGE],
    ['vm.instancetype', vm.instancetype, OBJECT],
    ['vm.diskSize', vm.diskSize, DISK_SIZE],
    ['vm.cloudInitSecret', vm.cloudInitSecret, OBJECT],
    ...clientNamespaces(database).map((each): [string, string, Format] => [
      'database.namespaces',
      each,
      NAMESPACE,
    ]),
  ];
  const required = ['name', 'namespace', 'web.image', 'vm.diskSize'];
  return all.filter(([field, value]) => value || required.includes(field));
}

/**
 * Holds answers to what a cluster takes, so that what is wrong is said in the
 * form's words and at once.
 *
 * @throws InputError that names every answer that is wrong, and what would be
 * right.
 */
export function requireValid(app: HybridApplication): void {
  const { vm, database } = app;
  const problems = formatted(app)
    .filter(
      ([, value = '', { pattern, maxLength }]) =>
        value.length > maxLength || !pattern.test(value),
    )
    .map(
      ([field, value = '', { help }]) =>
        `${field} cannot be '${value.slice(0, 100)}': it takes ${help}.`,
    );
  if (!vm.image === !vm.goldenImage) {
    problems.push(
      'The VM needs an image: either a container disk or a golden image of the cluster.',
    );
  }
  if (
    database.access === 'namespaces' &&
    clientNamespaces(database).length === 0
  ) {
    problems.push(
      'No namespace is named that may connect to the database. Name one, or choose another kind of access.',
    );
  }
  if (problems.length > 0) {
    throw new InputError(problems.join('\n'));
  }
}
