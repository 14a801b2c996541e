import { perRestApi, type Rule } from './rule';

/** A deployment that starts a canary must say on which stage. */
export const canaryDeployments: Rule = {
  code: 'CanaryDeployment',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html',
  check: perRestApi((api) =>
    api.deployments.flatMap(({ origin, canarySettings, stageName }) => {
      if (!canarySettings || (stageName !== undefined && stageName !== '')) return [];
      const given = stageName ?? null;
      const message = `a deployment with canary settings must name an existing stage, got: ${JSON.stringify(given)}; use \`CanaryStage\` instead`;
      const refusal = `Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is ${given}`;
      return [{ origin, message, refusal }];
    }),
  ),
};
