import { CellText, ColumnConfig } from '@backstage/ui';
import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';

/** What names an app. */
type NamedApp = Pick<AppSummary, 'name' | 'title'>;

/** The column that names the app of a row, the same in every table of apps. */
export const appColumn = <Row extends NamedApp & { id: string }>(
  t: Translate,
): ColumnConfig<Row> => ({
  id: 'app',
  label: t('apps.column.app'),
  isRowHeader: true,
  isSortable: true,
  width: '2fr',
  minWidth: 150,
  cell: ({ title, name }) => (
    <CellText title={title ?? name} description={title ? name : undefined} />
  ),
});
