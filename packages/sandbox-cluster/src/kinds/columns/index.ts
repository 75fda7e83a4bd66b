export { age, ageColumn, column, firstOf } from './column';
export * from './pods';
export * from './workloads';
export * from './platform';
