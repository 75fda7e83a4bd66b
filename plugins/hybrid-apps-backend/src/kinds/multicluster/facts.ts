import { at, text, texts } from '../../objects';
import { present } from '../presentFacts';
import { portFacts } from '../services';
import { FactsRule } from '../types';
import { exportHosts } from './names';

/**
 * Of what is imported: its kind, the addresses and the name that it has on this
 * cluster, and its ports.
 * Source: KEP-1645, ServiceImportSpec and DNS.
 */
export const importFacts: FactsRule = imported =>
  present({
    serviceType: text(at(imported, 'spec', 'type')),
    addresses: texts(at(imported, 'spec', 'ips')),
    hosts: exportHosts(imported),
    ports: portFacts(imported),
  });
