export { ValidationError } from './errors';
