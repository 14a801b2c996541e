export type * from './api-model';
export type * from './http-api-model';
export type * from './rest-api-model';
export type * from './template';
