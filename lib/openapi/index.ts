export type * from './options';
export { writeOpenApi } from './write-open-api';
