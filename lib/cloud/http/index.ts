export { backendAnswer, type HttpAnswer } from './http-answer';
export { HttpBackend, type HttpBackendOptions, type OriginHandler } from './http-backend';
export { withinTimeout } from './within-timeout';
