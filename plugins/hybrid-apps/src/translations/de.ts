import { appsGerman } from './de/apps';
import { clustersGerman } from './de/clusters';
import { commonGerman } from './de/common';
import { consolesGerman } from './de/consoles';
import { insideGerman } from './de/inside';
import { logsGerman } from './de/logs';
import { metricsGerman } from './de/metrics';
import { modernizationGerman } from './de/modernization';
import { operationsGerman } from './de/operations';
import { plansGerman } from './de/plans';
import { policiesGerman } from './de/policies';
import { timelineGerman } from './de/timeline';
import { topologyGerman } from './de/topology';
import { traceGerman } from './de/trace';

/** All texts of the plugin in German, by their keys in the translation reference. */
export default {
  ...commonGerman,
  ...appsGerman,
  ...topologyGerman,
  ...insideGerman,
  ...policiesGerman,
  ...modernizationGerman,
  ...operationsGerman,
  ...plansGerman,
  ...clustersGerman,
  ...consolesGerman,
  ...timelineGerman,
  ...logsGerman,
  ...metricsGerman,
  ...traceGerman,
};
