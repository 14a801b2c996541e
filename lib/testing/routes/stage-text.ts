import type { CanaryModel, StageModel, V2StageModel } from '../../model';
import type { Subject } from '../apis/api-target';
import { readable, targetName } from '../apis/names';
import { type AnyStage, stageName } from '../apis/stage-facts';
import type { Place } from '../apis/symbolic-text';
import { throttleText, variablesText } from './limits-text';

/** A fact of a stage: what it is about, and what it says. */
type Fact = readonly [label: string, text: string];

/** The facts of a stage, as rows of label and text. */
export function stageRows(subject: Subject, stage: AnyStage): Fact[] {
  const place = { synthesis: subject.synthesis, source: stage.origin.source };
  const facts = 'autoDeploy' in stage ? v2Facts(place, stage) : restFacts(place, stage);
  return [
    [`stage ${stageName(subject, stage)}`, deploymentText(subject, stage)],
    ...facts.filter(([, text]) => text !== '').map(([label, text]): Fact => [`  ${label}`, text]),
  ];
}

function deploymentText({ synthesis }: Subject, stage: AnyStage): string {
  if (stage.deployment !== undefined) return targetName(synthesis, stage.deployment);
  return 'autoDeploy' in stage && stage.autoDeploy === true ? 'deployed automatically' : '-';
}

function restFacts(place: Place, stage: StageModel): Fact[] {
  return [
    ['variables', variablesText(place, stage.variables)],
    ['canary', stage.canary === undefined ? '' : canaryText(place, stage.canary)],
    ...stage.methodSettings.map((setting): Fact => {
      const method = readable(place, setting.httpMethod);
      return [
        `limit ${settingKey(readable(place, setting.resourcePath), method)}`,
        throttleText(place, setting),
      ];
    }),
    ['cache', stage.cacheClusterEnabled === true ? cacheText(place, stage) : ''],
    ['tracing', stage.tracingEnabled === true ? 'on' : ''],
    ['access log', accessLogText(place, stage)],
  ];
}

function v2Facts(place: Place, stage: V2StageModel): Fact[] {
  return [
    ['variables', variablesText(place, stage.variables)],
    ['limit every route', throttleText(place, stage.defaultRouteSettings)],
    ...Object.entries(stage.routeSettings).map(
      ([key, setting]): Fact => [`limit ${key}`, throttleText(place, setting)],
    ),
    ['access log', accessLogText(place, stage)],
  ];
}

/** `/*` and `*` of a method setting mean every route; `~1` in the path is a slash. */
export function settingKey(resourcePath: string, method: string): string {
  const path = `/${resourcePath.replace(/^\//, '').replaceAll('~1', '/').replace(/^\//, '')}`;
  if (path === '/*' && method === '*') return 'every route';
  return `${method === '*' ? 'ANY' : method} ${path}`;
}

/** The log group or the delivery stream, without what every ARN has. */
function accessLogText(place: Place, { accessLog }: AnyStage): string {
  if (accessLog === undefined) return '';
  return readable(place, accessLog.destinationArn).replace(
    /^arn:.*?:(log-group|deliverystream)[:/]/,
    '',
  );
}

function cacheText(place: Place, stage: StageModel): string {
  return stage.cacheClusterSize === undefined
    ? 'on'
    : `${readable(place, stage.cacheClusterSize)} GB`;
}

function canaryText(place: Place, canary: CanaryModel): string {
  const percent = `${readable(place, canary.percentTraffic ?? 0)} %`;
  const deployment =
    canary.deployment === undefined ? '' : ` on ${targetName(place.synthesis, canary.deployment)}`;
  const variables = variablesText(place, canary.stageVariableOverrides);
  return `${percent}${deployment}${variables === '' ? '' : `, ${variables}`}`;
}
