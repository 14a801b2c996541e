export { AwsEndpoint, type EndpointWorld } from './aws-endpoint';
export { accountFor } from './caller-session';
