import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  ScaffolderField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { Select } from '@backstage/ui';
import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { hybridAppsApiRef, useLive } from '../api';

const schema = makeFieldSchema({ output: z => z.string() });

/** Why nothing can be created on a cluster now. */
function obstacleOf({ state, message }: Cluster): string | undefined {
  switch (state) {
    case 'unreachable':
      return message ?? 'It cannot be reached';
    case 'per-user':
      return message ?? "It takes each user's own token";
    default:
      return undefined;
  }
}

function versionsOf({ kubernetesVersion, kubevirtVersion }: Cluster) {
  return [
    kubernetesVersion && `Kubernetes ${kubernetesVersion}`,
    kubevirtVersion && `KubeVirt ${kubevirtVersion}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Chooses a cluster; those that nothing can be created on now say why. */
export function ClusterPicker(props: typeof schema.TProps) {
  const { onChange, formData, rawErrors = [], required, disabled } = props;
  const { title = 'Cluster', description } = props.schema;
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: (await api.listClusters({ signal })).items,
    }),
    [api],
  );
  const { value: clusters, error } = useLive(load);
  const options = (clusters ?? []).map(cluster => {
    const obstacle = obstacleOf(cluster);
    return {
      id: cluster.name,
      label: cluster.title ?? cluster.name,
      description: obstacle ?? versionsOf(cluster),
      disabled: obstacle !== undefined,
    };
  });
  const problem =
    !clusters && error
      ? `The clusters are not known: ${error.message}`
      : undefined;
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={
        problem ?? props.uiSchema['ui:description'] ?? description
      }
      errors={props.errors}
      required={required}
      disabled={disabled}
    >
      <Select
        id={props.idSchema?.$id}
        label={title}
        secondaryLabel={required ? 'Required' : undefined}
        options={options}
        loading={clusters || error ? undefined : { state: 'loading' }}
        value={formData ?? null}
        onChange={key => onChange(key === null ? undefined : String(key))}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={rawErrors.length > 0 || problem !== undefined}
      />
    </ScaffolderField>
  );
}

export const clusterPicker = createFormField({
  name: 'HybridAppsClusterPicker',
  component: ClusterPicker,
  schema,
});
