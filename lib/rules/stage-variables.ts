import type { StageModel } from '../model';
import { LIMITS } from '../private/limits';
import { STAGE_VARIABLE_NAME, STAGE_VARIABLE_VALUE } from '../private/stage-variable-grammar';
import { type Finding, perRestApi, type Rule } from './rule';

/** Names and values of stage variables have few characters to choose from. */
export const stageVariables: Rule = {
  code: 'StageVariables',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html',
  check: perRestApi((api) => api.stages.flatMap(findingsOf)),
};

function findingsOf(stage: StageModel): Finding[] {
  const { origin, variables, canary } = stage;
  const all = { ...variables, ...canary?.stageVariableOverrides };
  const messages = Object.entries(all).flatMap(([name, value]) => [
    ...nameProblems(name),
    ...(typeof value === 'string' ? valueProblems(name, value) : []),
  ]);
  const count = Object.keys(all).length;
  if (count > LIMITS.stageVariables) {
    messages.push(
      `\`variables\` must have no more than ${LIMITS.stageVariables} entries, got: ${count}; join some of them`,
    );
  }
  return messages.map((message) => ({ origin, message }));
}

function nameProblems(name: string): string[] {
  if (STAGE_VARIABLE_NAME.test(name) && name.length <= LIMITS.stageVariableName) return [];
  return [
    `the name of a stage variable must have 1 to ${LIMITS.stageVariableName} letters, digits and underscores, got: ${JSON.stringify(name)}; choose another name`,
  ];
}

function valueProblems(name: string, value: string): string[] {
  if (STAGE_VARIABLE_VALUE.test(value) && value.length <= LIMITS.stageVariableValue) return [];
  return [
    `stage variable \`${name}\` must have 1 to ${LIMITS.stageVariableValue} letters, digits and -._~:/?#&=, characters, got: ${JSON.stringify(value)}; encode the value, or use an alias instead of $LATEST`,
  ];
}
