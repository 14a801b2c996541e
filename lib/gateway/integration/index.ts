export { compileIntegration } from './compile-integration';
export { UnsupportedIntegration } from './unsupported-integration';
