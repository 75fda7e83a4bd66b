import { setCondition } from '../meta';
import { reconciler, withStatus } from '../shapes';

/** A DataSource is ready when the claim that it points to is there. */
export const dataSources = reconciler({
  name: 'datasource-controller',
  kind: 'DataSource',
  watches: {
    PersistentVolumeClaim: (_claim, view) =>
      view.list('DataSource').map(source => source.metadata),
  },
  reconcile(source, view, now) {
    const { pvc } = source.spec.source;
    const { namespace } = source.metadata;
    const ready =
      pvc &&
      view.get('PersistentVolumeClaim', pvc.name, pvc.namespace ?? namespace);
    return {
      writes: [
        withStatus(source, {
          source: source.spec.source,
          conditions: setCondition(
            source.status?.conditions,
            ready
              ? {
                  type: 'Ready',
                  status: 'True',
                  reason: 'Ready',
                  message: 'DataSource is ready to be consumed',
                }
              : {
                  type: 'Ready',
                  status: 'False',
                  reason: 'NotFound',
                  message: 'No source PVC set',
                },
            now,
          ),
        }),
      ],
    };
  },
});
