import { SecretValue, type Stack, Token } from 'aws-cdk-lib';
import { UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { MeteredConsumer, type MeteredKeyOptions } from '../../lib/metered-consumer';
import { ApiKeyValue } from '../../lib/metered-key-value';
import type { Rejection } from '../_helpers/rejections';

const PLANS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest';
const API_KEY = `${CLOUDFORMATION}/TemplateReference/aws-resource-apigateway-apikey.html`;
const SECRETS = `${CLOUDFORMATION}/UserGuide/dynamic-references-secretsmanager.html`;
const SECURE_STRINGS = `${CLOUDFORMATION}/UserGuide/dynamic-references-ssm-secure-strings.html`;
const LOGICAL_IDS = `${CLOUDFORMATION}/UserGuide/using-cfn-updating-stacks-update-behaviors.html`;

function consumerIn(stack: Stack, options: MeteredKeyOptions): MeteredConsumer {
  return new MeteredConsumer(stack, 'acme', { plan: new UsagePlan(stack, 'Plan'), ...options });
}

function consumer(code: string, when: string, see: string, options: MeteredKeyOptions): Rejection {
  return { code, when, see, build: (stack) => consumerIn(stack, options) };
}

function value(code: string, when: string, see: string, first: ApiKeyValue): Rejection {
  return consumer(code, when, see, { values: { 1: first } });
}

export const meteredConsumerRejections: Rejection[] = [
  consumer('ApiKeyGeneration', 'a generation is 0', PLANS, { rotation: { current: 0 } }),
  consumer('ApiKeyGeneration', 'a generation is not whole', PLANS, { rotation: { current: 1.5 } }),
  consumer('ApiKeyGeneration', 'a generation is a token', LOGICAL_IDS, {
    rotation: { current: Token.asNumber({ Ref: 'Generation' }) },
  }),
  consumer('ApiKeyGeneration', 'the next generation is the current one', PLANS, {
    rotation: { current: 4, next: 4 },
  }),
  consumer('ApiKeyGeneration', 'a value is given for a generation that is not live', PLANS, {
    values: { 2: ApiKeyValue.generated() },
  }),
  consumer('ApiKeyName', 'a key has a name of 1025 characters', PLANS, {
    keyName: 'a'.repeat(1023),
  }),
  consumer('ApiKeyName', 'the name of a key is empty', PLANS, { keyName: '' }),
  value(
    'ApiKeyValueLength',
    'a generated value has 19 characters',
    PLANS,
    ApiKeyValue.generated({ length: 19 }),
  ),
  value(
    'ApiKeyValueLength',
    'a value in the code has 129 characters',
    PLANS,
    ApiKeyValue.unsafePlainText('a'.repeat(129)),
  ),
  value(
    'ApiKeyValueCharacters',
    'a value in the code has a dash',
    PLANS,
    ApiKeyValue.unsafePlainText('aaaaaaaaaa-aaaaaaaaaa'),
  ),
  value(
    'ApiKeyValuePlainText',
    'a value would stand in the template',
    API_KEY,
    ApiKeyValue.fromSecretValue(SecretValue.unsafePlainText('aaaaaaaaaaaaaaaaaaaa')),
  ),
  value(
    'ApiKeyValueSsmSecure',
    'a value is a secure parameter of Systems Manager',
    SECURE_STRINGS,
    ApiKeyValue.fromSecretValue(SecretValue.ssmSecure('/keys/acme')),
  ),
  {
    code: 'ApiKeyWithoutSecret',
    when: 'a value that is not in a secret is to be read',
    see: SECRETS,
    build: (stack) => {
      const values = { 1: ApiKeyValue.fromSecretValue(SecretValue.secretsManager('acme')) };
      const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
      consumerIn(stack, { values }).grantReadSecrets(new Role(stack, 'Role', { assumedBy }));
    },
  },
];
