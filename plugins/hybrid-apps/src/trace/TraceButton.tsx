import { Button } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiRouteLine } from '@remixicon/react';
import { useTexts } from '../translation';

/** The kinds that requests come in by, of any group that has them. */
const ENTRIES = [
  'Service',
  'Ingress',
  'Route',
  'Gateway',
  'ListenerSet',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
];

/** Asks for the way of a request to what is shown, where one goes there. */
export function TraceButton(props: {
  node: TopologyNode;
  className?: string;
  onTrace: (to: string) => void;
}) {
  const t = useTexts();
  const { node, className, onTrace } = props;
  return node.category === 'network' && ENTRIES.includes(node.kind) ? (
    <div className={className}>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiRouteLine />}
        onPress={() => onTrace(node.id)}
      >
        {t('trace.toIt')}
      </Button>
    </div>
  ) : null;
}
