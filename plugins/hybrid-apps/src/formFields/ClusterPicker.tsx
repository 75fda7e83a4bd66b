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
import { Translate, useTexts } from '../translation';
import { FormSurface } from './FormSurface';

const schema = makeFieldSchema({ output: z => z.string() });

/** Why nothing can be created on a cluster now. */
function obstacleOf(
  { state, message, provisionable }: Cluster,
  t: Translate,
): string | undefined {
  if (!provisionable) {
    return t('form.closedCluster');
  }
  switch (state) {
    case 'unreachable':
      return message ?? t('form.unreachable');
    case 'per-user':
      return t('form.perUser');
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

/** Why there is no cluster to choose. */
function problemOf(
  clusters: readonly Cluster[] | undefined,
  error: Error | undefined,
  t: Translate,
): string | undefined {
  if (!clusters) {
    return error && t('form.clustersUnknown', { message: error.message });
  }
  return clusters.some(({ provisionable }) => provisionable)
    ? undefined
    : t('form.allClosed');
}

/** Chooses a cluster; those that nothing can be created on now say why. */
export function ClusterPicker(props: typeof schema.TProps) {
  const { onChange, formData, rawErrors = [], required, disabled } = props;
  const { title, description } = props.schema;
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: (await api.listClusters({ signal })).items,
    }),
    [api],
  );
  const { value: clusters, error } = useLive(load);
  const options = (clusters ?? []).map(cluster => {
    const obstacle = obstacleOf(cluster, t);
    return {
      id: cluster.name,
      label: cluster.title ?? cluster.name,
      description: obstacle ?? versionsOf(cluster),
      disabled: obstacle !== undefined,
    };
  });
  const problem = problemOf(clusters, error, t);
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      errors={props.errors}
      required={required}
      disabled={disabled}
    >
      <FormSurface>
        <Select
          id={props.idSchema?.$id}
          label={title ?? t('form.cluster')}
          secondaryLabel={required ? t('form.required') : undefined}
          description={
            problem ?? props.uiSchema['ui:description'] ?? description
          }
          placeholder={t('form.chooseCluster')}
          options={options}
          loading={clusters || error ? undefined : { state: 'loading' }}
          // Null would be taken for a value that needs no validation.
          value={formData ?? ''}
          onChange={key => onChange(key === null ? undefined : String(key))}
          // Asked by the browser, as the form's other fields are, so that the
          // schema's own words for it, "must have required property", never show.
          validate={key => (required && !key ? t('form.clusterMissing') : null)}
          isDisabled={disabled}
          isInvalid={rawErrors.length > 0 || problem !== undefined || undefined}
        />
      </FormSurface>
    </ScaffolderField>
  );
}

export const clusterPicker = createFormField({
  name: 'HybridAppsClusterPicker',
  component: ClusterPicker,
  schema,
});
