import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  ScaffolderField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { Combobox } from '@backstage/ui';
import { useCallback } from 'react';
import { hybridAppsApiRef, useLive } from '../api';

const schema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      clusterField: z
        .string()
        .optional()
        .describe('The field that holds the cluster; cluster unless told'),
    }),
});

function clusterOf({ formContext, uiSchema }: typeof schema.TProps) {
  const field = uiSchema['ui:options']?.clusterField ?? 'cluster';
  const cluster: unknown = formContext?.formData?.[field];
  return typeof cluster === 'string' && cluster ? cluster : undefined;
}

/**
 * Chooses a namespace of the cluster that another field holds. One that is not
 * on the list can be typed: the list may not be known.
 */
export function NamespacePicker(props: typeof schema.TProps) {
  const { onChange, formData, rawErrors = [], required, disabled } = props;
  const { title = 'Namespace', description } = props.schema;
  const cluster = clusterOf(props);
  const api = useApi(hybridAppsApiRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: cluster
        ? (await api.listNamespaces(cluster, { signal })).items
        : [],
    }),
    [api, cluster],
  );
  const { value: namespaces, error } = useLive(cluster ? load : undefined);
  const options = (namespaces ?? []).map(({ name, apps = [] }) => ({
    id: name,
    label: name,
    description:
      apps.length > 0 ? `Has ${[...apps].sort().join(', ')}` : undefined,
  }));
  const isLoading = cluster && !namespaces && !error;
  const isMissing =
    !!formData && !!namespaces && !namespaces.some(n => n.name === formData);

  let hint = props.uiSchema['ui:description'] ?? description;
  if (!cluster) {
    hint = 'Choose the cluster first.';
  } else if (isMissing) {
    hint = `Cluster ${cluster} has no namespace ${formData}. Choose another one, or have it created first.`;
  } else if (!namespaces && error) {
    hint = `The namespaces of ${cluster} are not known (${error.message}). Type the name of one.`;
  }
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={hint}
      errors={props.errors}
      required={required}
      disabled={disabled}
    >
      <Combobox
        id={props.idSchema?.$id}
        label={title}
        secondaryLabel={required ? 'Required' : undefined}
        options={options}
        loading={isLoading ? { state: 'loading' } : undefined}
        search={{
          inputValue: formData ?? '',
          onInputChange: text => onChange(text || undefined),
        }}
        menuTrigger="focus"
        allowsCustomValue
        isRequired={required}
        isDisabled={disabled || !cluster}
        isInvalid={rawErrors.length > 0 || isMissing}
      />
    </ScaffolderField>
  );
}

export const namespacePicker = createFormField({
  name: 'HybridAppsNamespacePicker',
  component: NamespacePicker,
  schema,
});
