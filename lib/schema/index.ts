export { SchemaError } from './errors';
export { schemaFaults } from './faults';
export type { CompileModelOptions, ModelValidator, ValidationResult } from './model';
export { compileModel } from './model';
