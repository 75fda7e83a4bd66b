/** A Prometheus of the cluster, as far as a portal asks it: pure. */
export { answerPrometheus } from './answer';
