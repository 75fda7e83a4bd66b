import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { clusterRouteRef } from '../routes';

/** A cluster by its name, which leads to its page. */
export function ClusterName({ cluster }: { cluster: string }) {
  const clusterRoute = useRouteRef(clusterRouteRef);
  return clusterRoute ? (
    <Link href={clusterRoute({ cluster })}>{cluster}</Link>
  ) : (
    <>{cluster}</>
  );
}
