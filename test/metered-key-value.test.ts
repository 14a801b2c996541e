import { CfnParameter, SecretValue, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { MeteredConsumer } from '../lib/metered-consumer';
import { ApiKeyValue } from '../lib/metered-key-value';
import { newStack } from './_helpers/stacks';

function consumerWith(stack: Stack, value: ApiKeyValue): MeteredConsumer {
  const plan = new UsagePlan(stack, 'Plan');
  return new MeteredConsumer(stack, 'acme', { plan, values: { 1: value } });
}

describe('the value of an API key', () => {
  test('is generated in a secret, and looked up there', () => {
    const stack = newStack();
    const { secret } = consumerWith(stack, ApiKeyValue.generated());
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 40 },
    });
    const arn = stack.resolve(secret?.secretArn);
    template.hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', arn, ':SecretString:::}}']] },
    });
  });

  test('is never in an output', () => {
    const stack = newStack();
    consumerWith(stack, ApiKeyValue.generated());
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test.each([20, 128])('has %d characters if so asked', (length) => {
    const stack = newStack();
    consumerWith(stack, ApiKeyValue.generated({ length }));
    Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: length },
    });
  });

  test.each([19, 129, 20.5])('fails to have %d characters', (length) => {
    expect(() => consumerWith(newStack(), ApiKeyValue.generated({ length }))).toThrow(
      'ApiKeyValueLength at Stack/acme/Generation1: `values.length` must be a whole number between 20 and 128 characters',
    );
  });

  test('is encrypted with the key that is given', () => {
    const stack = newStack();
    const encryptionKey = new Key(stack, 'Key');
    consumerWith(stack, ApiKeyValue.generated({ encryptionKey }));
    Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: stack.resolve(encryptionKey.keyArn),
    });
  });

  test('comes from a secret of the user', () => {
    const stack = newStack();
    const secret = Secret.fromSecretNameV2(stack, 'Own', 'acme');
    const consumer = consumerWith(stack, ApiKeyValue.fromSecret(secret));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    template.hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value:
        '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111111111111:secret:acme:SecretString:::}}',
    });
    expect(consumer.secret).toBe(secret);
  });

  test('comes from a field of a secret', () => {
    const stack = newStack();
    const secret = new Secret(stack, 'Own') as ISecret;
    consumerWith(stack, ApiKeyValue.fromSecret(secret, 'apiKey'));
    const value = [
      '{{resolve:secretsmanager:',
      stack.resolve(secret.secretArn),
      ':SecretString:apiKey::}}',
    ];
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value: { 'Fn::Join': ['', value] },
    });
  });

  test('comes from a reference to a secret', () => {
    const stack = newStack();
    const consumer = consumerWith(
      stack,
      ApiKeyValue.fromSecretValue(SecretValue.secretsManager('acme')),
    );
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value: '{{resolve:secretsmanager:acme:SecretString:::}}',
    });
    expect(consumer.secret).toBeUndefined();
  });

  test('comes from a parameter that is not shown', () => {
    const stack = newStack();
    const parameter = new CfnParameter(stack, 'Value', { noEcho: true });
    consumerWith(stack, ApiKeyValue.fromSecretValue(SecretValue.cfnParameter(parameter)));
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value: { Ref: 'Value' },
    });
  });

  test.each([20, 128])('stands in the template only if its user insists, with %d', (length) => {
    const stack = newStack();
    consumerWith(stack, ApiKeyValue.unsafePlainText('a'.repeat(length)));
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Value: 'a'.repeat(length),
    });
  });

  test('fails without showing the value that it refuses', () => {
    const plain = SecretValue.unsafePlainText('hunter2hunter2hunter2');
    const build = () => consumerWith(newStack(), ApiKeyValue.fromSecretValue(plain));
    expect(build).toThrow('ApiKeyValuePlainText');
    expect(build).not.toThrow('hunter2');
  });
});
