/** Parts for the tests of this plugin; nothing of it is shipped. */
export { eventually } from './eventually';
export { accessTo, startTestCluster, type TestCluster } from './testCluster';
