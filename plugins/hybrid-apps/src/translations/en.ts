import { appsMessages } from './en/apps';
import { clustersMessages } from './en/clusters';
import { commonMessages } from './en/common';
import { consolesMessages } from './en/consoles';
import { insideMessages } from './en/inside';
import { logsMessages } from './en/logs';
import { metricsMessages } from './en/metrics';
import { modernizationMessages } from './en/modernization';
import { operationsMessages } from './en/operations';
import { plansMessages } from './en/plans';
import { policiesMessages } from './en/policies';
import { timelineMessages } from './en/timeline';
import { topologyMessages } from './en/topology';
import { traceMessages } from './en/trace';

/** All texts of the plugin in English. Their keys are the translation reference's. */
export const messages = {
  ...commonMessages,
  ...appsMessages,
  ...topologyMessages,
  ...insideMessages,
  ...policiesMessages,
  ...modernizationMessages,
  ...operationsMessages,
  ...plansMessages,
  ...clustersMessages,
  ...consolesMessages,
  ...timelineMessages,
  logs: logsMessages,
  metrics: metricsMessages,
  trace: traceMessages,
} as const;
