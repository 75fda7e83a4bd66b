import { stringify } from 'yaml';

/** One cluster and one user of it, as a kubeconfig names them. */
export interface KubeconfigEntry {
  cluster: string;
  server: string;
  /** Base64 of the PEM; absent over plain HTTP. */
  caData?: string;
  user: string;
  token: string;
  namespace?: string;
}

/** A kubeconfig in YAML with a context for each entry; the first is the current one. */
export function kubeconfigOf(entries: KubeconfigEntry[]): string {
  const userOf = (entry: KubeconfigEntry) => `${entry.cluster}-${entry.user}`;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ cluster, server, caData }) => ({
      name: cluster,
      cluster: {
        server,
        ...(caData ? { 'certificate-authority-data': caData } : {}),
      },
    })),
    users: entries.map(entry => ({
      name: userOf(entry),
      user: { token: entry.token },
    })),
    contexts: entries.map(entry => ({
      name: entry.cluster,
      context: {
        cluster: entry.cluster,
        user: userOf(entry),
        ...(entry.namespace ? { namespace: entry.namespace } : {}),
      },
    })),
    'current-context': entries[0]?.cluster ?? '',
  });
}
