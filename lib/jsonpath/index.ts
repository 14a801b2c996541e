export { compileJsonPath, type JsonPath, type PathResult } from './json-path';
export { JsonPathError } from './json-path-error';
