import { join, relative } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type CfnStage,
  Deployment,
  type IRestApi,
  RestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  CanaryAction,
  CanaryRollout,
  CanaryStage,
  type CanaryStageProps,
  CanaryState,
} from '../../lib/canary';
import type { Rejection } from '../_helpers/rejections';
import { newApp } from '../_helpers/stacks';
import { apiIn, pinned } from '../canary/_constructs';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const REFERENCE = 'https://docs.aws.amazon.com/apigateway/latest/api';
const CANARY = `${GUIDE}/canary-release.html`;
const PROMOTE = `${GUIDE}/promote-canary-deployment.html`;
const SETTINGS = `${REFERENCE}/API_CanarySettings.html`;
const STAGE = `${REFERENCE}/API_CreateStage.html`;
const STAGE_RESOURCE = `${REFERENCE}/API_Stage.html`;
const VARIABLES = `${GUIDE}/stage-variables.html`;
const QUOTAS = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const CACHE = `${GUIDE}/api-gateway-caching.html`;
const LOGS = `${GUIDE}/set-up-logging.html`;
const KINDS = `${GUIDE}/http-api-vs-rest.html`;

const names = (count: number, prefix = 'v'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));

const ledger = (name: string): CanaryState =>
  CanaryState.pinned({
    file: relative(process.cwd(), join(__dirname, '..', 'canary', 'ledgers', name)),
  });

/** A stage that is right but for what is given. */
function stage(
  code: string,
  when: string,
  see: string,
  props: Partial<CanaryStageProps>,
): Rejection {
  const build = (stack: Stack): void => {
    new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), ...props });
  };
  return { code, when, see, build };
}

function rejection(
  code: string,
  when: string,
  see: string,
  build: (stack: Stack) => void,
): Rejection {
  return { code, when, see, build };
}

const percent = (value: number): Partial<CanaryStageProps> => ({
  rollout: CanaryRollout.manual({ percent: value }),
});

const settingsRejections: Rejection[] = [
  stage('CanaryPercent', 'the percentage is negative', SETTINGS, percent(-0.1)),
  stage('CanaryPercent', 'the percentage is over 100', SETTINGS, percent(100.1)),
  stage('CanaryPercent', 'the percentage is not a number', SETTINGS, percent(Number.NaN)),
  stage('CanaryStageName', 'the name of the stage is empty', STAGE, { stageName: '' }),
  stage('CanaryStageName', 'the name of the stage has a dot', STAGE, { stageName: 'v1.0' }),
  stage('CanaryStageName', 'the name of the stage has 129 characters', STAGE, {
    stageName: 'p'.repeat(129),
  }),
  stage('StageVariableName', 'the name of a canary variable has a hyphen', VARIABLES, {
    canaryVariables: { 'feature-flag': 'on' },
  }),
  stage('StageVariableValue', 'the value of a canary variable has an exclamation mark', VARIABLES, {
    canaryVariables: { flag: 'on!' },
  }),
  stage('StageVariableValue', 'the value of a stage variable is empty', VARIABLES, {
    variables: { flag: '' },
  }),
  stage('StageVariableLatest', 'a canary variable names $LATEST', VARIABLES, {
    canaryVariables: { version: '$LATEST' },
  }),
  stage('StageVariableCount', 'a stage and its canary have 101 variables', QUOTAS, {
    variables: names(51),
    canaryVariables: names(50, 'canary'),
  }),
  stage('CanaryCache', 'the canary is to use a cache that the stage does not have', CACHE, {
    useStageCache: true,
  }),
  stage('CanaryCache', 'methods are cached and the cache cluster is off', CACHE, {
    cacheClusterEnabled: false,
    methodOptions: { '/orders/GET': { cachingEnabled: true } },
  }),
  stage('CanaryCache', 'a size is given and the cache cluster is off', CACHE, {
    cacheClusterEnabled: false,
    cacheClusterSize: '0.5',
  }),
  stage('CanaryCache', 'there is no cache of the size', STAGE_RESOURCE, { cacheClusterSize: '1' }),
  stage('CanaryCache', 'answers are cached for more than an hour', CACHE, {
    cachingEnabled: true,
    cacheTtl: Duration.seconds(3601),
  }),
  stage('CanaryAccessLogFormat', 'the access log has no request id', LOGS, {
    accessLogFormat: AccessLogFormat.custom('$context.status'),
  }),
];

const stateRejections: Rejection[] = [
  stage('CanaryNothingPinned', 'a canary is promoted and nothing is pinned', PROMOTE, {
    state: CanaryState.pinned(),
    action: CanaryAction.PROMOTE,
  }),
  stage('CanaryNothingPinned', 'a canary is aborted and nothing is pinned', CANARY, {
    state: CanaryState.pinned(),
    action: CanaryAction.ABORT,
  }),
  stage('CanaryNothingPinned', 'a canary is retried and nothing is pinned', CANARY, {
    state: CanaryState.pinned(),
    action: CanaryAction.RETRY,
  }),
  stage('CanaryNotRunning', 'the API changed since the canary that is promoted', PROMOTE, {
    state: ledger('running.txt'),
    action: CanaryAction.PROMOTE,
  }),
  stage('CanaryPin', 'production is pinned by a file and by an id', CANARY, {
    state: CanaryState.pinned({ file: 'ledger.json', stableDeploymentId: 'a1b2c3' }),
  }),
  stage('CanaryPin', 'production is pinned to an empty id', CANARY, {
    state: CanaryState.pinned({ stableDeploymentId: '' }),
  }),
  stage('CanaryPin', 'production is pinned to what is no id', CANARY, {
    state: CanaryState.pinned({ stableDeploymentId: 'the last one' }),
  }),
  stage('CanaryLedgerMissing', 'the file with the pins does not exist', CANARY, {
    state: ledger('missing.txt'),
  }),
  stage('CanaryLedgerMalformed', 'the file with the pins is not JSON', CANARY, {
    state: ledger('trailing-comma.txt'),
  }),
  stage('CanaryLedgerMalformed', 'a pin has an unknown member', CANARY, {
    state: ledger('unknown-member.txt'),
  }),
  stage('CanaryLedgerMalformed', 'a pin is named by the stage alone', CANARY, {
    state: ledger('bare-name.txt'),
  }),
  rejection(
    'CanaryLedgerEnvironment',
    'pins are looked up without account and region',
    CANARY,
    () => {
      const stack = new Stack(newApp(), 'Stack');
      new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), state: ledger('pinned.txt') });
    },
  ),
  rejection('CanaryAction', 'the command line asks for an unknown action', CANARY, () => {
    const stack = new Stack(newApp({ canary: 'rollback' }), 'Stack');
    CanaryAction.fromContext(stack, 'canary');
  }),
];

const apiRejections: Rejection[] = [
  rejection('CanaryStageName', 'the API has made a stage of the name', STAGE, (stack) => {
    const api = apiIn(stack, { deploy: true, deployOptions: { stageName: 'live' } });
    new CanaryStage(stack, 'Prod', { ...pinned(api), stageName: 'live' });
  }),
  rejection('CanaryStageName', 'another stage of the API has the name', STAGE, (stack) => {
    const api = apiIn(stack);
    new CanaryStage(stack, 'Prod', pinned(api));
    new Stage(stack, 'Other', { deployment: new Deployment(stack, 'Deployment', { api }) });
  }),
  rejection('CanaryStageCount', 'an API has 11 stages', QUOTAS, (stack) => {
    const api = apiIn(stack);
    const { deployment } = new CanaryStage(stack, 'Prod', pinned(api));
    for (let index = 1; index <= 10; index++) {
      new Stage(stack, `Stage${index}`, { deployment, stageName: `stage${index}` });
    }
  }),
  rejection('CanaryNoDeployment', 'the API is imported', CANARY, (stack) => {
    const api = RestApi.fromRestApiId(stack, 'Imported', 'a1b2c3d4e5');
    new CanaryStage(stack, 'Prod', pinned(api));
  }),
  rejection('CanaryNoDeployment', 'an imported API is adopted', CANARY, (stack) => {
    const api = RestApi.fromRestApiId(stack, 'Imported', 'a1b2c3d4e5');
    CanaryStage.adopt(stack, 'Canary', pinned(api));
  }),
  rejection(
    'CanaryNoDeployment',
    'an API that does not deploy itself is adopted',
    CANARY,
    (stack) => CanaryStage.adopt(stack, 'Canary', pinned(apiIn(stack))),
  ),
  rejection('CanaryDeployment', 'the deployment is one of another API', STAGE, (stack) => {
    const deployment = new Deployment(stack, 'Deployment', { api: apiIn(stack, {}, 'Other') });
    new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), deployment });
  }),
  rejection('CanaryHttpApi', 'the API is an HTTP API', KINDS, (stack) => {
    const api = new HttpApi(stack, 'Http') as unknown as IRestApi;
    new CanaryStage(stack, 'Prod', pinned(api));
  }),
  rejection('CanaryHttpApi', 'an HTTP API is adopted', KINDS, (stack) => {
    const api = new HttpApi(stack, 'Http') as unknown as IRestApi;
    CanaryStage.adopt(stack, 'Canary', pinned(api));
  }),
  rejection('CanaryCache', 'an adopted stage has no cache for its canary', CACHE, (stack) => {
    const api = apiIn(stack, { deploy: true });
    CanaryStage.adopt(stack, 'Canary', pinned(api, { useStageCache: true }));
  }),
  rejection(
    'StageVariableCount',
    'variables that are added later make 101 with those of the canary',
    QUOTAS,
    (stack) => {
      const canaryVariables = names(50, 'canary');
      const prod = new CanaryStage(stack, 'Prod', pinned(apiIn(stack), { canaryVariables }));
      (prod.node.defaultChild as CfnStage).variables = names(51);
    },
  ),
];

export const canaryStageRejections: Rejection[] = [
  ...settingsRejections,
  ...stateRejections,
  ...apiRejections,
];
