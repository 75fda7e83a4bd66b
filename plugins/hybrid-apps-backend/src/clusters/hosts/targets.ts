import { Host, readHostList } from './host';

/** Between the parts of a list; the last of them may have one behind it too. */
export const partsOfList = (text: string): string[] =>
  text.replace(/\s*[,;]\s*$/, '').split(/\s*[,;]\s*/);

/**
 * `dns:///payments.shop:50051`, `dns:payments.shop:50051`: of gRPC, where the
 * authority is the DNS server to ask.
 * Source: gRPC, Name Resolution; for `kubernetes:` sercand/kuberesolver.
 */
function grpc(text: string): readonly Host[] | undefined {
  const [, server, target] =
    text.match(
      /^(?:dns|passthrough|kubernetes):(\/\/[^/@]*\/)?([^/@]+)\/?$/i,
    ) ?? [];
  const hosts = target ? readHostList(partsOfList(target)) : undefined;
  // `dns:53` is a host and its port.
  return hosts ?? (server === undefined ? undefined : []);
}

/**
 * `0@controller-0.c:9093,1@controller-1.c:9093`: voters, each with its number.
 * Source: Apache Kafka, Broker Configs, controller.quorum.voters.
 */
const quorum = (text: string): readonly Host[] | undefined =>
  /^\d+@[^@]+:\d+(?:,\s*\d+@[^@]+:\d+)*,?$/.test(text)
    ? readHostList(partsOfList(text).map(one => one.replace(/^\d+@/, '')))
    : undefined;

/** The hosts of a text that is an address of one of these forms; undefined where it is not. */
export const readTarget = (text: string): readonly Host[] | undefined =>
  grpc(text) ?? quorum(text);
