import { column, conditionColumn } from './columns';
import { custom } from './define';

const status = ['status'] as const;
const conditions = { 'status.conditions': ['type'] };
const ready = [conditionColumn('Ready', 'Ready')];

/**
 * What operators own workloads by. They are kept alone: no operator runs here.
 * Source: the CustomResourceDefinitions of CloudNativePG, Strimzi and the
 * MongoDB Community Operator.
 */
export const operatorKinds = [
  custom('postgresql.cnpg.io', 'v1', 'Cluster', {
    inert: true,
    subresources: status,
    lists: conditions,
    columns: [column('Status', 'status.phase')],
  }),
  custom('kafka.strimzi.io', 'v1beta2', 'Kafka', {
    inert: true,
    shortNames: ['k'],
    categories: ['strimzi'],
    subresources: status,
    lists: conditions,
    columns: ready,
  }),
  custom('core.strimzi.io', 'v1beta2', 'StrimziPodSet', {
    inert: true,
    shortNames: ['sps'],
    categories: ['strimzi'],
    subresources: status,
    lists: conditions,
  }),
  custom('mongodbcommunity.mongodb.com', 'v1', 'MongoDBCommunity', {
    inert: true,
    plural: 'mongodbcommunity',
    shortNames: ['mdbc'],
    subresources: status,
    lists: conditions,
    columns: [column('Phase', 'status.phase')],
  }),
];
