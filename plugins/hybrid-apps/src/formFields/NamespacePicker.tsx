import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  ScaffolderField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { Combobox } from '@backstage/ui';
import { useCallback } from 'react';
import { hybridAppsApiRef, useLive } from '../api';
import { useTexts } from '../translation';
import { FormSurface } from './FormSurface';

const schema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      clusterField: z
        .string()
        .optional()
        .describe('The field that holds the cluster; cluster unless told'),
      offer: z
        .enum(['open', 'all'])
        .optional()
        .describe(
          'Which namespaces: those where apps may be created, unless told, or all',
        ),
    }),
});

function clusterOf({ formContext, uiSchema }: typeof schema.TProps) {
  const field = uiSchema['ui:options']?.clusterField ?? 'cluster';
  const cluster: unknown = formContext?.formData?.[field];
  return typeof cluster === 'string' && cluster ? cluster : undefined;
}

/**
 * Chooses a namespace of the cluster that another field holds, of those where
 * apps may be created unless it is told to offer all. One that is not on the
 * list can be typed: the list may not be known.
 */
export function NamespacePicker(props: typeof schema.TProps) {
  const { onChange, formData, rawErrors = [], required, disabled } = props;
  const { title, description } = props.schema;
  const t = useTexts();
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
  const offersAll = props.uiSchema['ui:options']?.offer === 'all';
  const offered = namespaces?.filter(
    ({ provisionable }) => offersAll || provisionable,
  );
  const options = (offered ?? []).map(({ name, apps = [] }) => ({
    id: name,
    label: name,
    description:
      apps.length > 0
        ? t('form.hasApps', { apps: [...apps].sort().join(', ') })
        : undefined,
  }));
  const isLoading = cluster && !namespaces && !error;
  const has = (list: typeof namespaces) =>
    list?.some(({ name }) => name === formData);
  const isMissing = !!formData && !!namespaces && !has(namespaces);
  const isClosed = !!formData && has(namespaces) && !has(offered);

  let hint = props.uiSchema['ui:description'] ?? description;
  if (!cluster) {
    hint = t('form.clusterFirst');
  } else if (isMissing) {
    hint = t('form.noNamespace', { cluster, namespace: formData });
  } else if (isClosed) {
    hint = t('form.closedNamespace', { cluster, namespace: formData });
  } else if (namespaces && offered?.length === 0) {
    hint = t('form.noneOpen', { cluster });
  } else if (!namespaces && error) {
    hint = t('form.namespacesUnknown', { cluster, message: error.message });
  }
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      errors={props.errors}
      required={required}
      disabled={disabled}
    >
      <FormSurface>
        <Combobox
          id={props.idSchema?.$id}
          label={title ?? t('form.namespace')}
          secondaryLabel={required ? t('form.required') : undefined}
          // Above the input, as below it the list of namespaces opens.
          description={hint}
          options={options}
          loading={isLoading ? { state: 'loading' } : undefined}
          search={{
            inputValue: formData ?? '',
            onInputChange: text => onChange(text || undefined),
          }}
          menuTrigger="focus"
          allowsCustomValue
          validate={({ inputValue }) =>
            required && !inputValue ? t('form.namespaceMissing') : null
          }
          isDisabled={disabled || !cluster}
          isInvalid={rawErrors.length > 0 || isMissing || isClosed || undefined}
        />
      </FormSurface>
    </ScaffolderField>
  );
}

export const namespacePicker = createFormField({
  name: 'HybridAppsNamespacePicker',
  component: NamespacePicker,
  schema,
});
