import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type CheckContext, checkLength, checkPattern, refuse } from './checks';

const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._@+-]*$/;
const NAME_CHARACTERS = 'letters, digits, blanks and ._@+-, the first a letter or digit';

/** Longest name of a tier or consumer: it stands in construct paths and logical ids. */
const MAX_NAME = 128;

/** What has an account and a region. */
interface Placed extends IConstruct {
  readonly env: { readonly account: string; readonly region: string };
}

/** Refuses a name of a tier or consumer that could not be a construct id. */
export function checkMeteredName(context: CheckContext, name: string): void {
  if (Token.isUnresolved(name)) refuse(context, 'must be known at synthesis', '(a token)');
  checkLength(context, name, { min: 1, max: MAX_NAME });
  checkPattern(context, name, NAME, NAME_CHARACTERS);
}

/** Refuses a stage that the usage plans of another account or region are to have. */
export function checkStageEnvironment(scope: IConstruct, { env, node }: Placed): void {
  const { account, region } = Stack.of(scope);
  if (!differs(env.account, account) && !differs(env.region, region)) return;
  const change = 'make a `MeteredApi` in each account and region';
  const context = { scope, code: 'MeteredStageEnvironment', prop: 'stages', change };
  const allowed = `must be in the account and region of the usage plans (${account}/${region})`;
  refuse(context, allowed, `${node.path} in ${env.account}/${env.region}`);
}

function differs(a: string, b: string): boolean {
  return !Token.isUnresolved(a) && !Token.isUnresolved(b) && a !== b;
}
