import type { RestApiModel, StageModel } from '../model';
import { LIMITS } from '../private/limits';
import { STAGE_NAME } from '../private/stage-variable-grammar';
import { type Problem, perRestApi, type Rule } from './rule';
import { HOLE, isKnownText, shownText, textOf } from './text';

const MAX_CACHE_TTL_SECONDS = 3600;
const REQUEST_IDS = ['$context.requestId', '$context.extendedRequestId'];

/** The resource of the ARN of a delivery stream. */
const STREAM = /^arn:[^:]+:firehose:[^:]*:[^:]*:(deliverystream\/.*)$/s;
const STREAM_PREFIX = 'amazon-apigateway-';

/** Names of stages have few characters to choose from. */
export const stageNames: Rule = {
  code: 'StageName',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html',
  check: perStage(({ name }) => {
    if (!isKnownText(name) || name === '') return [];
    const problem = stageNameProblem(name);
    return problem === undefined ? [] : [problem];
  }),
};

/** Why API Gateway would not have a name of a stage, if so. */
export function stageNameProblem(name: string): Problem | undefined {
  const isLong = name.length > LIMITS.stageName;
  if (STAGE_NAME.test(name) && !isLong) return undefined;
  const message = `the name of a stage must have 1 to ${LIMITS.stageName} letters, digits, hyphens and underscores, got: ${JSON.stringify(name)}; choose another name`;
  // Hyphens pass, whatever the service says.
  return isLong ? { message } : { message, refusal: 'Stage name only allows a-zA-Z0-9_' };
}

/** Access logs name the request in one line, and go to a log group or a delivery stream. */
export const accessLogs: Rule = {
  code: 'AccessLog',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  check: perStage(({ accessLog }) => [
    ...destinationProblems(textOf(accessLog?.destinationArn ?? '')),
    ...formatProblems(textOf(accessLog?.format ?? '')),
  ]),
};

/** Answers are cached for an hour at most. */
export const cacheTimes: Rule = {
  code: 'CacheTtl',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  check: perStage(({ methodSettings }) => {
    const times = methodSettings.map(({ cacheTtlInSeconds }) => cacheTtlInSeconds);
    const known = times.filter((time) => typeof time === 'number');
    return known.flatMap((time) => cacheTtlProblem(time) ?? []).slice(0, 1);
  }),
};

/** Why API Gateway would not keep an answer for so many seconds, if so. */
export function cacheTtlProblem(seconds: number): { message: string; refusal: string } | undefined {
  if (!(seconds > MAX_CACHE_TTL_SECONDS)) return undefined;
  return {
    message: `method settings must have a cache TTL of 0 to ${MAX_CACHE_TTL_SECONDS} seconds, got: ${seconds}; change \`cacheTtl\``,
    refusal: `Invalid time-to-live setting, must be an integer no greater than ${MAX_CACHE_TTL_SECONDS}`,
  };
}

/** A rule over each stage, those that deployments describe among them. */
export function perStage(check: (stage: StageModel) => Problem[]): Rule['check'] {
  return perRestApi((api) =>
    stagesOf(api).flatMap((stage) =>
      check(stage).map((problem) => ({ origin: stage.origin, ...problem })),
    ),
  );
}

function stagesOf({ stages, deployments }: RestApiModel): StageModel[] {
  return [...stages, ...deployments.flatMap(({ stage }) => (stage ? [stage] : []))];
}

function destinationProblems(arn: string): Problem[] {
  const [prefix, , service = ''] = arn.split(':');
  if (prefix !== 'arn' || service.includes(HOLE)) return [];
  if (service !== 'logs' && service !== 'firehose') {
    const message = `access logs must go to a log group or to a Firehose stream, got: ${JSON.stringify(shownText(arn))}; use \`LogGroupLogDestination\` or \`FirehoseLogDestination\``;
    const refusal =
      'Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.';
    return [{ message, refusal }];
  }
  const stream = STREAM.exec(arn)?.[1];
  if (stream === undefined || isStreamOfLogs(stream)) return [];
  const message = `access logs must go to a Firehose stream whose name begins with ${STREAM_PREFIX}, got: ${JSON.stringify(shownText(stream))}; rename the stream`;
  const refusal = `Kinesis Firehose delivery stream name must begin with the characters '${STREAM_PREFIX}': '${stream}'`;
  return [stream.includes(HOLE) ? { message } : { message, refusal }];
}

/** The prefix, as far as it is known before the deployment. */
function isStreamOfLogs(stream: string): boolean {
  const [known = ''] = stream.slice('deliverystream/'.length).split(HOLE);
  const isOpen = stream.includes(HOLE) && STREAM_PREFIX.startsWith(known);
  return isOpen || known.startsWith(STREAM_PREFIX);
}

function formatProblems(format: string): Problem[] {
  if (format === '') return [];
  if (/\n[^\n]/.test(format)) {
    const message = `an access log must have a format of one line, got: ${JSON.stringify(shownText(format))}; take the line breaks out`;
    const refusal =
      'Access Log format must be single line, new line character is allowed only at end of the format';
    return [{ message, refusal }];
  }
  if (format.includes(HOLE) || REQUEST_IDS.some((id) => format.includes(id))) return [];
  const message = `an access log must have a format with ${REQUEST_IDS.join(' or ')}, got: ${JSON.stringify(format)}; add one of them`;
  const refusal = `Access Log format must include either ${REQUEST_IDS.join(' or ')} : '${format}'`;
  return [{ message, refusal }];
}
