import type { ServiceCall } from '../../../gateway/backends';
import type { StackEnvironment } from '../../cloudformation/stack-identity';
import type { ParameterStore } from '../../cloudformation/stores/parameter-store';
import type { SecretStore } from '../../cloudformation/stores/secret-store';
import type { Members } from '../decoded-call';
import { callerIdentity } from './caller-identity';
import { parameterAnswers } from './parameters';
import { secretValue } from './secrets';

/** Answers an action by what the stacks have deployed. */
export type DeployedAnswer = (input: Members, call: ServiceCall) => Members;

/** Answers by service and action. */
export type DeployedAnswers = Readonly<Record<string, Readonly<Record<string, DeployedAnswer>>>>;

/** What the stacks have deployed, as far as services read it. */
export interface DeployedWorld {
  readonly parameters: ParameterStore;
  readonly secrets: SecretStore;
  /** Account and region that a call reads. */
  environmentOf(call: ServiceCall): StackEnvironment;
}

/** The actions that read what the stacks have deployed. */
export function deployedAnswers({
  parameters,
  secrets,
  environmentOf,
}: DeployedWorld): DeployedAnswers {
  return {
    secretsmanager: {
      GetSecretValue: (input, call) => secretValue(secrets, environmentOf(call), input),
    },
    ssm: parameterAnswers(parameters, environmentOf),
    sts: {
      GetCallerIdentity: (_input, call) => callerIdentity(call, environmentOf(call)),
    },
  };
}
