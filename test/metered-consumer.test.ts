import { Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type IUsagePlan, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { MeteredConsumer, type MeteredConsumerProps } from '../lib/metered-consumer';
import { rejectionTests } from './_helpers/rejections';
import { newStack } from './_helpers/stacks';
import { meteredConsumerRejections } from './rejections/metered-consumer.rejections';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** The resources of a consumer, without those of the plan. */
function resourcesOf(options: Partial<MeteredConsumerProps> = {}): Resources {
  const stack = newStack();
  const plan = new UsagePlan(stack, 'Plan');
  new MeteredConsumer(stack, 'acme', { plan, ...options });
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Resources };
  return Object.fromEntries(
    Object.entries(Resources).filter(([, { Type }]) => Type !== 'AWS::ApiGateway::UsagePlan'),
  );
}

function typesOf(resources: Resources): string[] {
  return Object.values(resources).map(({ Type }) => Type);
}

describe('a consumer', () => {
  test('has a key, a secret and a place in the plan', () => {
    expect(typesOf(resourcesOf()).sort()).toEqual([
      'AWS::ApiGateway::ApiKey',
      'AWS::ApiGateway::UsagePlanKey',
      'AWS::SecretsManager::Secret',
    ]);
  });

  test('is tied to its plan by the key', () => {
    const stack = newStack();
    const plan: IUsagePlan = new UsagePlan(stack, 'Plan');
    const { key } = new MeteredConsumer(stack, 'acme', { plan });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::UsagePlanKey', {
      KeyId: stack.resolve(key.keyId),
      KeyType: 'API_KEY',
      UsagePlanId: stack.resolve(plan.usagePlanId),
    });
  });

  test('has an enabled key whose id is not its value', () => {
    const stack = newStack();
    new MeteredConsumer(stack, 'acme', { plan: new UsagePlan(stack, 'Plan') });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Enabled: true,
      GenerateDistinctId: true,
      Description: 'acme, generation 1',
      Name: Match.absent(),
    });
  });

  test('can be locked out, named and billed', () => {
    const stack = newStack();
    const plan = new UsagePlan(stack, 'Plan');
    const options = { enabled: false, keyName: 'acme-prod', customerId: 'c-1' };
    new MeteredConsumer(stack, 'acme', { plan, rotation: { current: 3 }, ...options });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Enabled: false,
      Name: 'acme-prod-3',
      CustomerId: 'c-1',
    });
  });

  test('takes a name of 1024 characters with its generation', () => {
    expect(() => resourcesOf({ keyName: 'a'.repeat(1022) })).not.toThrow();
  });

  test('takes a name that is known at deployment', () => {
    expect(() => resourcesOf({ keyName: Token.asString({ Ref: 'Name' }) })).not.toThrow();
  });

  test('takes a plan of another stack', () => {
    const stack = newStack('Consumers');
    const plan = UsagePlan.fromUsagePlanId(stack, 'Plan', 'p1');
    new MeteredConsumer(stack, 'acme', { plan });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::UsagePlanKey', {
      UsagePlanId: 'p1',
    });
  });
});

describe('the roll-over of a key', () => {
  const before = resourcesOf({ rotation: { current: 3 } });
  const during = resourcesOf({ rotation: { current: 3, next: 4 } });
  const after = resourcesOf({ rotation: { current: 4 } });

  test('keeps the current generation as it is while the next one starts', () => {
    expect(during).toMatchObject(before);
    expect(Object.keys(during)).toHaveLength(6);
  });

  test('keeps the next generation as it is when it becomes the current one', () => {
    expect(during).toMatchObject(after);
  });

  test('removes exactly the generation that is left out', () => {
    const removed = Object.keys(during).filter((id) => !(id in after));
    expect(removed.sort()).toEqual(Object.keys(before).sort());
  });

  test('makes another value for each generation', () => {
    const values = Object.values(during).map(({ Properties }) =>
      JSON.stringify(Properties['Value']),
    );
    const keys = values.filter((value) => value !== undefined);
    expect(new Set(keys).size).toBe(2);
  });

  test('can go back to the generation before', () => {
    expect(resourcesOf({ rotation: { current: 3 } })).toEqual(before);
  });

  test('shows both keys', () => {
    const stack = newStack();
    const plan = new UsagePlan(stack, 'Plan');
    const rotation = { current: 3, next: 4 };
    const consumer = new MeteredConsumer(stack, 'acme', { plan, rotation });
    expect(consumer.current.generation).toBe(3);
    expect(consumer.next?.generation).toBe(4);
    expect(consumer.key).toBe(consumer.current.key);
    expect(consumer.secret).toBe(consumer.current.secret);
  });

  test('puts the next key into another plan if so asked, and the current one stays', () => {
    const stack = newStack();
    const plan = new UsagePlan(stack, 'Plan');
    const nextPlan = new UsagePlan(stack, 'NextPlan');
    const rotation = { current: 1, next: 2 };
    const consumer = new MeteredConsumer(stack, 'acme', { plan, nextPlan, rotation });
    const template = Template.fromStack(stack);
    const attached = (key: { keyId: string }, to: IUsagePlan) =>
      template.hasResourceProperties('AWS::ApiGateway::UsagePlanKey', {
        KeyId: stack.resolve(key.keyId),
        UsagePlanId: stack.resolve(to.usagePlanId),
      });
    attached(consumer.key, plan);
    attached(consumer.next!.key, nextPlan);
  });
});

describe('the secrets of a consumer', () => {
  test('can be read by whom the live ones are granted to', () => {
    const stack = newStack();
    const plan = new UsagePlan(stack, 'Plan');
    const rotation = { current: 1, next: 2 };
    const consumer = new MeteredConsumer(stack, 'acme', { plan, rotation });
    const grant = consumer.grantReadSecrets(
      new Role(stack, 'Role', { assumedBy: new AccountPrincipal('111111111111') }),
    );
    expect(grant.success).toBe(true);
    const secrets = [consumer.secret, consumer.next?.secret];
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Effect: 'Allow',
            Resource: secrets.map((secret) => stack.resolve(secret?.secretArn)),
          }),
        ]),
      },
    });
  });
});

describe('the keys of a consumer', () => {
  rejectionTests(meteredConsumerRejections);
});
