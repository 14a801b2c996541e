import type { AuthorizerModel } from '../model';
import { firstProblem, type Problem, perRestApi, type Rule } from './rule';
import { HOLE, shownText, textOf } from './text';

const MOST_TTL_SECONDS = 3600;

/** An ARN of API Gateway that stands for the invocation of a Lambda function. */
const INVOCATION =
  /^arn:[^:]+:apigateway:[a-z]+(?:-[a-z]+)+-\d+:lambda:path\/.*\/functions\/.+\/invocations$/s;

const TOKEN_SOURCE = /^method\.request\.header\.[a-zA-Z0-9._-]+$/;
const REQUEST_SOURCE =
  /^(?:method\.request\.(?:querystring|header)|stageVariables|context)\.[a-zA-Z0-9._-]+$/;

type Check = (authorizer: AuthorizerModel) => Problem | undefined;

/** An authorizer says where the caller's identity is, who judges it, and how long that holds. */
export const authorizers: Rule = {
  code: 'Authorizer',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html',
  check: perRestApi((api) =>
    api.authorizers.flatMap((authorizer) => {
      const { type, name, origin } = authorizer;
      const checks = typeof type === 'string' ? (CHECKS[type] ?? []) : [];
      const problem = firstProblem([resultTtl, ...checks], authorizer);
      if (problem === undefined) return [];
      const message = `the authorizer ${JSON.stringify(name)} ${problem.message}`;
      return [{ origin, ...problem, message }];
    }),
  ),
};

const resultTtl: Check = ({ resultTtlInSeconds: ttl }) =>
  typeof ttl !== 'number' || (ttl >= 0 && ttl <= MOST_TTL_SECONDS)
    ? undefined
    : {
        message: `must keep an answer for 0 to ${MOST_TTL_SECONDS} seconds, got: ${ttl}; change \`resultsCacheTtl\``,
        refusal: `Authorizer result TTL outside allowable range. TTL must be between 0 and ${MOST_TTL_SECONDS} seconds.`,
      };

const userPools: Check = ({ providerArns }) =>
  providerArns.length > 0
    ? undefined
    : {
        message: 'must have a user pool at least, got: none; name one in `cognitoUserPools`',
        refusal: 'ProviderARNs cannot be empty',
      };

const functionUri: Check = ({ uri }) => {
  const text = textOf(uri ?? HOLE);
  if (mayBeInvocation(text)) return undefined;
  const shown = shownText(text);
  return {
    message: `must have the URI of a Lambda function (arn:aws:apigateway:region:lambda:path/2015-03-31/functions/…/invocations), got: ${JSON.stringify(shown)}; use \`TokenAuthorizer\` or \`RequestAuthorizer\``,
    refusal: `Invalid Authorizer URI: ${shown}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
  };
};

/** Of a text that is not known as a whole, what stands before the first hole. */
function mayBeInvocation(text: string): boolean {
  const end = text.indexOf(HOLE);
  if (end < 0) return INVOCATION.test(text);
  const known = text.slice(0, end).split(':').slice(0, -1);
  const [scheme = 'arn', , vendor = 'apigateway', , service = 'lambda'] = known;
  return scheme === 'arn' && vendor === 'apigateway' && service === 'lambda';
}

const tokenSource: Check = ({ identitySource }) => {
  const text = textOf(identitySource ?? '');
  if (text === '') {
    return {
      message:
        'must say where the token is, got: no identity source; write method.request.header.X',
      refusal: 'IdentitySource cannot be empty',
    };
  }
  if (text.includes(HOLE) || TOKEN_SOURCE.test(text)) return undefined;
  return {
    message: `must take its token from one header, method.request.header.X, got: ${JSON.stringify(text)}; use a REQUEST authorizer for other sources`,
    refusal: `Invalid token source expression: ${text}. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.`,
  };
};

/** One of this type may have no source: then nothing is looked at before it is called. */
const requestSources: Check = ({ identitySource }) => {
  const text = textOf(identitySource ?? '');
  const sources = text.split(',').filter((source) => source !== '' && !source.includes(HOLE));
  const wrong = sources.find((source) => !REQUEST_SOURCE.test(source));
  if (wrong === undefined) return undefined;
  return {
    message: `must have identity sources such as method.request.header.X, method.request.querystring.X, stageVariables.X or context.X, got: ${JSON.stringify(wrong)}; use \`IdentitySource\``,
    refusal:
      `Invalid request identity source expression: ${shownText(text)}. The sources must be separated by comma, ` +
      "and each source must be either a method request parameter, matching 'method.request.querystring|header.[a-zA-Z0-9._-]+', " +
      "or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'.",
  };
};

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  TOKEN: [functionUri, tokenSource],
  REQUEST: [functionUri, requestSources],
  COGNITO_USER_POOLS: [userPools],
};
