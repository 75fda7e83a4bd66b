/** Tables: what `kubectl get` prints (meta.k8s.io/v1 Table). */
import { Json, KubeObject, textAt } from '../objects';
import { age, Column } from '../kinds';
import { View } from './types';

const NAME: Column = {
  name: 'Name',
  type: 'string',
  priority: 0,
  value: object => textAt(object, 'metadata', 'name'),
};
const AGE: Column = {
  name: 'Age',
  type: 'string',
  priority: 0,
  value: (object, now) =>
    age(textAt(object, 'metadata', 'creationTimestamp'), now),
};

function columnsOf({ def }: View): Column[] {
  if (def.bareTable) {
    return [...def.columns];
  }
  const isWide = (column: Column) => column.priority > 0;
  if (def.columns.some(column => column.name === AGE.name)) {
    return [NAME, ...def.columns];
  }
  return [
    NAME,
    ...def.columns.filter(column => !isWide(column)),
    AGE,
    ...def.columns.filter(isWide),
  ];
}

interface TableOptions {
  metadata: Json;
  withColumns: boolean;
  /** What a row carries of its object. */
  rowObject(object: KubeObject): Json | undefined;
}

export function asTable(
  view: View,
  objects: KubeObject[],
  { metadata, withColumns, rowObject }: TableOptions,
): Json {
  const columns = columnsOf(view);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns
      ? columns.map(({ name, type, priority }) => ({
          name,
          type,
          format: name === 'Name' ? 'name' : '',
          description: '',
          priority,
        }))
      : null,
    rows: objects.map(object => ({
      cells: columns.map(column => column.value(object, view.now())),
      object: rowObject(object),
    })),
  };
}
