import { at, list, text, texts } from '../../objects';
import { present } from '../presentFacts';
import { FactsRule } from '../types';

/** Of a way in: for which hosts, at which addresses. */
export const routeFacts: FactsRule = route =>
  present({
    hosts: [
      ...list(at(route, 'spec', 'rules')).flatMap(
        rule => text(at(rule, 'host')) ?? [],
      ),
      ...texts(at(route, 'spec', 'hostnames')),
    ],
    addresses: list(at(route, 'status', 'loadBalancer', 'ingress')).flatMap(
      one => text(at(one, 'ip')) ?? text(at(one, 'hostname')) ?? [],
    ),
  });
