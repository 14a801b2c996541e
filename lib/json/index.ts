export { javaHashOf, javaHashOrder } from './java-hash';
export { JsonDecimal, javaDoubleToString, numberToString } from './numbers';
export { type ParseJsonOptions, parseJson } from './parse-json';
export { javaToString, printJson } from './print-json';
export { JsonSyntaxError } from './syntax-error';
export { type JsonArray, JsonDouble, type JsonObject, type JsonValue } from './values';
