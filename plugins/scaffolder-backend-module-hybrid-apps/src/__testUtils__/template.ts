import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Its path. */
export const TEMPLATE_FILE = require.resolve(
  '../../templates/hybrid-application/template.yaml',
);

/** The template that ships with the module, or another one of the same form. */
export interface Template extends Entity {
  spec: { steps: JsonObject[] } & JsonObject;
}

/** As the catalog has it. */
export function readTemplate(): Template {
  return parse(readFileSync(TEMPLATE_FILE, 'utf8'));
}

/** What is typed into the form; what is left out has its default. */
export const answers = {
  name: 'shop',
  title: 'Web shop',
  owner: 'group:default/team-a',
  webImage: 'quay.io/hybrid-apps/inventory-web:1.0',
  webReplicas: 2,
  webPort: 8080,
  vmImageSource: 'containerDisk',
  vmImage: 'quay.io/containerdisks/debian:12',
  vmSize: 'small',
  diskSize: '10Gi',
  cluster: 'onprem',
  namespace: 'retail',
  databasePort: 27017,
  databaseAccess: 'web',
  host: 'shop.example.com',
};
