// biome-ignore-all assist/source/organizeImports: in reading order
export * from './private-rest-api';
export * from './private-access';
export * from './private-access-endpoint';
export * from './private-domain';
export * from './private-domain-options';
export * from './metered-api';
export * from './metered-tier';
export * from './metered-consumer';
export * from './metered-key-value';
export * from './stage-variable-lambda-router';
export * from './canary';
export { ValidationError } from './errors';
