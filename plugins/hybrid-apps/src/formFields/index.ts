import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** Fields for the forms of templates, by the names that `ui:field` takes. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'cluster-picker',
    params: {
      field: () => import('./ClusterPicker').then(m => m.clusterPicker),
    },
  }),
  FormFieldBlueprint.make({
    name: 'namespace-picker',
    params: {
      field: () => import('./NamespacePicker').then(m => m.namespacePicker),
    },
  }),
  FormFieldBlueprint.make({
    name: 'questions',
    params: {
      field: () => import('./Questions').then(m => m.questions),
    },
  }),
  FormFieldBlueprint.make({
    name: 'plan',
    params: {
      field: () => import('./PlanField').then(m => m.planField),
    },
  }),
];
