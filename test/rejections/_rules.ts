import type { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { enforceRules } from '../../lib/private/enforce-rules';
import { RULES } from '../../lib/rules';
import type { Rejection } from '../_helpers/rejections';

/** An API with one route, in an app that has a construct of ours. */
export function apiIn(stack: Stack, props: RestApiProps = {}): RestApi {
  enforceRules(stack);
  const api = new RestApi(stack, 'Api', props);
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

/** A mistake that the rule of a code finds. */
export function rule(code: string, when: string, build: Rejection['build']): Rejection {
  const see = RULES.find((one) => one.code === code)?.see ?? '';
  return { code, when, see, build };
}

/** Does something so many times. */
export function times(count: number, action: (index: number) => void): void {
  for (let index = 0; index < count; index += 1) action(index);
}
