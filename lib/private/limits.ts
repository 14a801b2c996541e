/**
 * Limits of API Gateway for REST APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const LIMITS = {
  /** Stages of one API (can be raised). */
  stagesPerApi: 10,
  /** Resources of one API, the root not counted (can be raised). */
  resourcesPerApi: 300,
  /** Request validators of one API. */
  validatorsPerApi: 20,
  /** Authorizers of one API (can be raised). */
  authorizersPerApi: 10,
  /** Milliseconds that an integration of a REGIONAL or PRIVATE API has (can be raised). */
  integrationTimeoutMs: 29_000,
  /** Characters of a resource policy (can be raised). */
  resourcePolicyCharacters: 8192,
  /** Stage variables of one stage. */
  stageVariables: 100,
  /** Characters of a stage variable's name. */
  stageVariableName: 64,
  /** Characters of a stage variable's value. */
  stageVariableValue: 512,
  /** Characters of a stage's name. */
  stageName: 128,
  /** Bytes of the resource policy of a Lambda function. */
  lambdaPolicyBytes: 20_480,
} as const;
