import { type SecretValue, Stack, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { checkLength, checkPattern, checkRange, refuse } from './private/checks';

const LENGTH = { min: 20, max: 128 };
const DEFAULT_LENGTH = 40;

/** How a value is generated. */
export interface GeneratedApiKeyValueOptions {
  /**
   * Characters of the value, 20 to 128.
   *
   * @default 40
   */
  readonly length?: number;

  /**
   * Key that encrypts the secret. Whoever deploys needs `kms:Decrypt` on it.
   *
   * @default - `aws/secretsmanager`, the account's own key, at no cost
   */
  readonly encryptionKey?: IKey;
}

/** A value that is ready to be given to a key. */
interface BoundApiKeyValue {
  readonly value: string;
  readonly secret?: ISecret;
}

type Bind = (scope: Construct) => BoundApiKeyValue;

/**
 * Where the value of an API key comes from: 20 to 128 letters and digits, unique in the account
 * and region.
 *
 * CloudFormation reads a secret when it makes the key, and not again. To change a value, start a
 * new generation of the key: a secret that is edited or rotated in place no longer matches.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class ApiKeyValue {
  /**
   * A random value in a secret of its own: letters and digits, never in the template.
   *
   * The options are for generations to come: Secrets Manager makes a new value when they change,
   * which the key of a live generation would not get.
   *
   * @throws {@link ValidationError} ApiKeyValueLength - the length is not 20 to 128
   */
  public static generated(options: GeneratedApiKeyValueOptions = {}): ApiKeyValue {
    return new ApiKeyValue((scope) => generate(scope, options));
  }

  /**
   * A secret that already exists, in the region of the key.
   *
   * @param secret - holds the value and nothing else, unless a field is given
   * @param jsonField - field of a secret that is a JSON object
   */
  public static fromSecret(secret: ISecret, jsonField?: string): ApiKeyValue {
    return new ApiKeyValue(() => {
      const value = jsonField ? secret.secretValueFromJson(jsonField) : secret.secretValue;
      return { value: value.unsafeUnwrap(), secret };
    });
  }

  /**
   * A value that CloudFormation looks up at deployment: `SecretValue.secretsManager()`,
   * `SecretValue.cfnParameter()` of a `noEcho` parameter.
   *
   * @throws {@link ValidationError} ApiKeyValuePlainText - the value itself is in the code
   * @throws {@link ValidationError} ApiKeyValueSsmSecure - CloudFormation does not look up secure
   * parameters for API keys
   */
  public static fromSecretValue(secretValue: SecretValue): ApiKeyValue {
    return new ApiKeyValue((scope) => {
      const value = secretValue.unsafeUnwrap();
      checkLookedUp(scope, value);
      return { value };
    });
  }

  /**
   * A value that stands in the code, the template and the history of both. For tests.
   *
   * @throws {@link ValidationError} ApiKeyValueLength - not 20 to 128 characters
   * @throws {@link ValidationError} ApiKeyValueCharacters - not letters and digits alone
   */
  public static unsafePlainText(value: string): ApiKeyValue {
    return new ApiKeyValue((scope) => {
      const context = { scope, prop: 'values', change: 'choose another value' };
      checkLength({ ...context, code: 'ApiKeyValueLength' }, value, LENGTH);
      const characters = { ...context, code: 'ApiKeyValueCharacters' };
      checkPattern(characters, value, /^[A-Za-z0-9]+$/, 'letters and digits');
      return { value };
    });
  }

  private constructor(private readonly bind: Bind) {}

  /**
   * Makes what the value needs below the scope.
   *
   * @internal
   */
  public _bind(scope: Construct): BoundApiKeyValue {
    return this.bind(scope);
  }
}

function generate(scope: Construct, options: GeneratedApiKeyValueOptions): BoundApiKeyValue {
  const passwordLength = options.length ?? DEFAULT_LENGTH;
  const change = 'choose a length in between, or leave it out';
  const context = { scope, code: 'ApiKeyValueLength', prop: 'values.length', change };
  checkRange(context, passwordLength, { ...LENGTH, integer: true, unit: 'characters' });
  const secret = new Secret(scope, 'Secret', {
    description: `Value of the API key ${scope.node.path}`,
    generateSecretString: { passwordLength, excludePunctuation: true },
    ...(options.encryptionKey && { encryptionKey: options.encryptionKey }),
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'A rotated value would not reach the API key: a new generation has its own secret.',
  });
  // Under exactOptionalPropertyTypes no Secret is an ISecret: both declare `encryptionKey?`.
  return { value: secret.secretValue.unsafeUnwrap(), secret: secret as ISecret };
}

/** Refuses what would stand in the template, and what CloudFormation would not look up. */
function checkLookedUp(scope: Construct, value: string): void {
  const rendered: unknown = Stack.of(scope).resolve(value);
  if (typeof rendered !== 'string') return;
  const change = 'use `ApiKeyValue.generated()` or `ApiKeyValue.fromSecret()`';
  if (rendered.startsWith('{{resolve:ssm-secure:')) {
    const context = { scope, code: 'ApiKeyValueSsmSecure', prop: 'values', change };
    refuse(context, 'must not be a secure parameter of Systems Manager', rendered);
  }
  if (rendered.startsWith('{{resolve:')) return;
  const context = { scope, code: 'ApiKeyValuePlainText', prop: 'values', change };
  refuse(context, 'must be looked up at deployment, not stand in the code', '(not shown)');
}
