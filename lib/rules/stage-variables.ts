import type { StageModel } from '../model';
import { LIMITS } from '../private/limits';
import {
  STAGE_VARIABLE_CHARACTERS,
  STAGE_VARIABLE_NAME,
  STAGE_VARIABLE_VALUE,
} from '../private/stage-variable-grammar';
import type { Problem, Rule } from './rule';
import { perStage } from './stages';
import { isKnownText } from './text';

/** Names and values of stage variables have few characters to choose from. */
export const stageVariables: Rule = {
  code: 'StageVariables',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html',
  check: perStage(problemsOf),
};

function problemsOf({ variables, canary }: StageModel): Problem[] {
  const all = { ...variables, ...canary?.stageVariableOverrides };
  const problems: Problem[] = Object.entries(all).flatMap(([name, value]) => [
    ...nameProblems(name),
    ...(isKnownText(value) ? valueProblems(name, value) : []),
  ]);
  const count = Object.keys(all).length;
  if (count > LIMITS.stageVariables) {
    problems.push({
      message: `\`variables\` must have no more than ${LIMITS.stageVariables} entries, got: ${count}; join some of them`,
    });
  }
  return problems;
}

function nameProblems(name: string): Problem[] {
  if (STAGE_VARIABLE_NAME.test(name) && name.length <= LIMITS.stageVariableName) return [];
  const message = `the name of a stage variable must have 1 to ${LIMITS.stageVariableName} letters, digits and underscores, got: ${JSON.stringify(name)}; choose another name`;
  if (name === '' || STAGE_VARIABLE_NAME.test(name)) return [{ message }];
  const refusal = `Invalid stage variable name: ${name}.  Please use names with only word characters.`;
  return [{ message, refusal }];
}

function valueProblems(name: string, value: string): Problem[] {
  if (STAGE_VARIABLE_VALUE.test(value) && value.length <= LIMITS.stageVariableValue) return [];
  const message = `stage variable \`${name}\` must have 1 to ${LIMITS.stageVariableValue} characters of these: ${STAGE_VARIABLE_CHARACTERS}, got: ${JSON.stringify(value)}; encode the value, or use an alias instead of $LATEST`;
  if (value === '' || STAGE_VARIABLE_VALUE.test(value)) return [{ message }];
  const refusal = `Invalid stage variable value of key ${name}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`;
  return [{ message, refusal }];
}
