import { Lazy, Tokenization } from 'aws-cdk-lib';
import { CfnStage, type IStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { refuse } from './checks';
import { render } from './deployment-contents';
import { identityOf } from './deployment-identity';

/** The L1 of a stage of this app; nothing for an imported stage. */
export function stageResource(stage: IStage): CfnStage | undefined {
  const child = stage.node.defaultChild;
  return child instanceof CfnStage ? child : undefined;
}

/** Name of a stage; the text itself where it is known, because a `Ref` would wait for the stage. */
export const stageNameOf = (stage: IStage): string =>
  stageResource(stage)?.stageName ?? stage.stageName;

/** Tells one stage from another, also an imported one. */
export function stageKey(scope: IConstruct, restApiId: string, stageName: unknown): string {
  return JSON.stringify([identityOf(scope, restApiId), identityOf(scope, stageName)]);
}

/** Sets a stage variable, unless the stage already has it with another value. */
export function setStageVariable(
  scope: IConstruct,
  stage: CfnStage,
  name: string,
  value: string,
): void {
  const variables = stage.variables ?? {};
  const known = identityOf(stage, variables) as Record<string, unknown>;
  if (known[name] !== undefined && known[name] !== identityOf(stage, value)) {
    const change = 'give the router another `variableName`, or remove the variable from the stage';
    const context = { scope, code: 'RouterVariableTaken', prop: 'variableName', change };
    const allowed = `must be a variable that ${stage.node.path} does not use otherwise`;
    refuse(context, allowed, { [name]: known[name] });
  }
  stage.variables = Tokenization.isResolvable(variables)
    ? Lazy.uncachedAny({
        produce: (context) => ({ ...context.resolve(variables), [name]: value }),
      })
    : { ...variables, [name]: value };
}

/** The values of a variable that a request on a stage may see: the stage's and the canary's. */
export function variableValues(stage: CfnStage, name: string): unknown[] {
  const { properties } = render(stage);
  const canary = properties['CanarySetting'] as Record<string, unknown> | undefined;
  const maps = [properties['Variables'], canary?.['StageVariableOverrides']];
  const [own, override] = maps.map((map) => (map as Record<string, unknown> | undefined)?.[name]);
  return override === undefined ? [own] : [own, override];
}
