import { genericProvider, type ResourceProvider } from './cloudformation';
import { VPC_ENDPOINT } from './endpoint-policy';
import { IDENTITY_TYPES } from './identities';

/** Types without a life of their own, which are looked at when a request is decided. */
const CONSULTED: readonly string[] = [...IDENTITY_TYPES, 'AWS::Cognito::UserPool', VPC_ENDPOINT];

/** Providers of types that only say something of callers. */
export function consultedTypes(): Readonly<Record<string, ResourceProvider>> {
  return Object.fromEntries(
    CONSULTED.map((type) => [type, { ...genericProvider(type), withoutEffect: false }]),
  );
}
