import type { Responder, Responders } from './actions';
import type { Members } from './decoded-call';

/**
 * What answers for actions of AWS Systems Manager; parameters that the stacks declare are read
 * from the stacks where nothing is given.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html
 */
export interface SsmResponders extends Responders {
  /** Reads a parameter. */
  readonly GetParameter?: Responder<
    { readonly Name: string; readonly WithDecryption?: boolean },
    { Parameter: Members }
  >;
  /** Reads up to ten parameters. */
  readonly GetParameters?: Responder<
    { readonly Names: readonly string[]; readonly WithDecryption?: boolean },
    { Parameters: readonly Members[]; InvalidParameters: readonly string[] }
  >;
  /** Reads the parameters below a path. */
  readonly GetParametersByPath?: Responder<
    {
      readonly Path: string;
      readonly Recursive?: boolean;
      readonly MaxResults?: number;
      readonly NextToken?: string;
    },
    { Parameters: readonly Members[]; NextToken: string }
  >;
}

/**
 * What answers for actions of AWS Secrets Manager; secrets that the stacks declare are read from
 * the stacks where nothing is given.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export interface SecretsManagerResponders extends Responders {
  /** Reads the value of a secret. */
  readonly GetSecretValue?: Responder<
    { readonly SecretId: string; readonly VersionId?: string; readonly VersionStage?: string },
    {
      ARN: string;
      Name: string;
      SecretString: string;
      /** Base64. */
      SecretBinary: string;
      VersionId: string;
      VersionStages: readonly string[];
      CreatedDate: number;
    }
  >;
}

/**
 * What answers for actions of AWS STS; who calls is told from the stacks where nothing is given.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 */
export interface StsResponders extends Responders {
  /** Tells who calls. */
  readonly GetCallerIdentity?: Responder<
    Readonly<Record<never, never>>,
    { Account: string; Arn: string; UserId: string }
  >;
  /** Gives credentials of a role. */
  readonly AssumeRole?: Responder<
    { readonly RoleArn: string; readonly RoleSessionName: string },
    { Credentials: Members; AssumedRoleUser: Members }
  >;
}
