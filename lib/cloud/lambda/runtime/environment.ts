import type { SandboxIdentity } from './invocation-context';

/** What a function's variables are made of. */
export interface EnvironmentSource extends SandboxIdentity {
  readonly functionArn: string;
  readonly region: string;
  /** `nodejs24.x`; none if a test gave the function and the template names no runtime. */
  readonly runtime?: string;
  readonly handler?: string;
  /** Folder that was deployed. */
  readonly taskRoot?: string;
}

/**
 * Credentials that no service accepts, so that code can reach nothing but what is local. The token
 * says whose they are.
 */
function localCredentials({ functionArn }: EnvironmentSource): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: functionArn,
  };
}

/**
 * Variables that Lambda itself sets.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function reservedVariables(source: EnvironmentSource): Record<string, string> {
  return {
    AWS_REGION: source.region,
    AWS_DEFAULT_REGION: source.region,
    AWS_LAMBDA_FUNCTION_NAME: source.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: source.functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(source.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: source.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: source.logStreamName,
    TZ: ':UTC',
    ...(source.runtime === undefined ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${source.runtime}` }),
    ...(source.handler === undefined ? {} : { _HANDLER: source.handler }),
    ...(source.taskRoot === undefined ? {} : { LAMBDA_TASK_ROOT: source.taskRoot }),
  };
}

/**
 * Every variable of a function whose code was deployed: nothing of this machine but `PATH`.
 *
 * @param configured the function's own, over those of all functions
 */
export function deployedEnvironment(
  source: EnvironmentSource,
  configured: Readonly<Record<string, string>>,
  path: string | undefined,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    ...(path === undefined ? {} : { PATH: path }),
    ...localCredentials(source),
    ...configured,
    ...reservedVariables(source),
  };
}
