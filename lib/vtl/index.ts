export type { Globals } from './evaluate/runtime';
export { DEFAULT_LIMITS, type VtlLimits } from './limits';
export { compileTemplate, type Template, type TemplateOptions } from './template';
export { Budget } from './values/budget';
export { jsonOf, textOf } from './values/text';
export { HostObject, VtlArray, VtlList, type VtlMap, type VtlValue } from './values/value';
export { type Position, VtlError, VtlFailure } from './vtl-error';
