import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkLength, checkPattern, refuse } from './checks';
import { LIMITS } from './limits';
import {
  STAGE_VARIABLE_CHARACTERS,
  STAGE_VARIABLE_NAME,
  STAGE_VARIABLE_VALUE,
} from './stage-variable-grammar';

/** Refuses the name of a stage variable that API Gateway would refuse. */
export function checkStageVariableName(scope: IConstruct, prop: string, name: string): void {
  const context = { scope, code: 'StageVariableName', prop, change: 'choose another name' };
  checkLength(context, name, { min: 1, max: LIMITS.stageVariableName });
  checkPattern(context, name, STAGE_VARIABLE_NAME, 'letters, digits and underscores');
}

/** Refuses the value of a stage variable that API Gateway would refuse. */
export function checkStageVariableValue(scope: IConstruct, prop: string, value: string): void {
  const change = 'encode the value, or keep it where the code can read it';
  const context = { scope, code: 'StageVariableValue', prop, change };
  if (!Token.isUnresolved(value) && value.includes('$LATEST')) {
    const latest = {
      ...context,
      code: 'StageVariableLatest',
      change: 'use an alias, or the bare function name',
    };
    refuse(latest, 'must not name $LATEST, stage variables cannot hold a dollar sign', value);
  }
  checkLength(context, value, { min: 1, max: LIMITS.stageVariableValue });
  checkPattern(context, value, STAGE_VARIABLE_VALUE, STAGE_VARIABLE_CHARACTERS);
}

/**
 * Refuses stage variables that API Gateway would refuse.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export function checkStageVariables(
  scope: IConstruct,
  prop: string,
  variables: Record<string, string> | undefined,
): void {
  if (variables === undefined) return;
  const names = Object.keys(variables);
  if (names.length > LIMITS.stageVariables) {
    const context = { scope, code: 'StageVariableCount', prop, change: 'join some of them' };
    refuse(context, `must have no more than ${LIMITS.stageVariables} entries`, names.length);
  }
  for (const name of names) {
    checkStageVariableName(scope, `${prop}.${name}`, name);
    checkStageVariableValue(scope, `${prop}.${name}`, variables[name] ?? '');
  }
}
