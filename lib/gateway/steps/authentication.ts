import type { AuthorizerModel } from '../../model';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import { literal, optionalLiteral } from '../resolved';
import type { Step } from '../step';
import { placeOf, UnsupportedDeployment } from '../unsupported-deployment';
import { compileCognitoAuthorizer } from './cognito-authorizer';
import { compileLambdaAuthorizer } from './lambda-authorizer';
import { authorizerKind } from './resource-policy';
import { verifySignature } from './signature';

/**
 * Finds out who calls: by the signature of the request, or by the method's authorizer.
 *
 * @throws {@link UnsupportedDeployment} for a method whose authorizer the API does not have: it must not be open
 */
export function compileAuthentication(route: ResolvedRoute, snapshot: Snapshot): Step | undefined {
  const kind = authorizerKind(route);
  if (kind === 'none') return undefined;
  if (kind === 'iam') return verifySignature;
  const authorizer = authorizerOf(route, snapshot);
  return kind === 'lambda'
    ? compileLambdaAuthorizer(authorizer, snapshot)
    : compileCognitoAuthorizer(authorizer, route);
}

function authorizerOf(route: ResolvedRoute, { api }: Snapshot): AuthorizerModel {
  const name = optionalLiteral(route.authorizer);
  const authorizer = api.authorizers.find((candidate) => literal(candidate.name) === name);
  if (authorizer !== undefined) return authorizer;
  const known = api.authorizers.map((candidate) => literal(candidate.name));
  throw new UnsupportedDeployment(
    placeOf(route.origin, 'AuthorizerId'),
    `must be one of the API's authorizers (${known.join(', ')}), got: ${JSON.stringify(name)}`,
  );
}
