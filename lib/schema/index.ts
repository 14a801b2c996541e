export { SchemaError } from './errors';
export type { CompileModelOptions, ModelValidator, ValidationResult } from './model';
export { compileModel } from './model';
