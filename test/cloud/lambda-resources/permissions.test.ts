import { Cloud } from '../../../lib/cloud';
import {
  ARN,
  alias,
  call,
  deploy,
  fn,
  METHOD,
  permission,
  type Resources,
  refusal,
  version,
} from './_shop';

let cloud: Cloud;
beforeEach(() => {
  cloud = new Cloud();
});
afterEach(() => cloud.close());

describe('a permission', () => {
  test('lets API Gateway call', async () => {
    await deploy(cloud, [fn('Fn'), permission('Permission')]);
    expect(await call(cloud, ARN, METHOD)).toBe('none');
  });

  // Each is a condition of the statement, and API Gateway does not send what it asks for:
  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  test.each<[string, object]>([
    ['whoever sends a token', { EventSourceToken: 'secret' }],
    ['callers of the function URL', { FunctionUrlAuthType: 'NONE', Principal: '*' }],
    ['callers that came by the function URL', { InvokedViaFunctionUrl: 'true', Principal: '*' }],
    ['the members of an organization', { PrincipalOrgID: 'o-1', Principal: '*' }],
  ])('for %s does not let API Gateway call', async (_what, properties) => {
    await deploy(cloud, [fn('Fn'), permission('Permission', properties)]);
    expect(await call(cloud, ARN, METHOD)).toBe('forbidden');
  });

  // https://github.com/serverless/serverless/issues/11053
  test('fails for an alias that does not exist', async () => {
    const resources = [fn('Fn'), permission('Permission', { FunctionName: `${ARN}:live` })];
    expect(await refusal(deploy(cloud, resources))).toBe(`Cannot find alias arn: ${ARN}:live`);
  });

  test('fails for an alias that is made after it', async () => {
    const early = permission('Permission', { FunctionName: 'orders:live' });
    const resources = [fn('Fn'), early, version('V1'), alias('Live')];
    expect(await refusal(deploy(cloud, resources))).toBe(`Cannot find alias arn: ${ARN}:live`);
  });

  // https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/36
  test('fails for $LATEST', async () => {
    const resources = [fn('Fn'), permission('Permission', { FunctionName: `${ARN}:$LATEST` })];
    expect(await refusal(deploy(cloud, resources))).toBe(
      'We currently do not support adding policies for $LATEST.',
    );
  });

  // ResourceNotFoundException of AddPermission, as localstack/localstack has it from the service.
  test('fails for a version that does not exist', async () => {
    const resources = [fn('Fn'), permission('Permission', { FunctionName: `${ARN}:7` })];
    expect(await refusal(deploy(cloud, resources))).toBe(`Function not found: ${ARN}:7`);
  });

  test.each(['nobody', 'nobody:live', '123456789012:function:nobody'])(
    'fails for the function %s, which does not exist, and says how to give it',
    async (FunctionName) => {
      const resources = [permission('Permission', { FunctionName })];
      expect(await refusal(deploy(cloud, resources))).toBe(
        'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody; of one that no stack declares give a stand-in, `functions: { [arn]: handler }`',
      );
    },
  );

  // InvalidParameterValueException of AddPermission, as localstack/localstack has it from the
  // service, and as stack events show it.
  test.each([
    'apigateway',
    'somebody',
    '12345678901',
    'apigateway.example.com',
    'amazonaws.com',
    '',
  ])('fails for the principal %j', async (Principal) => {
    const resources = [fn('Fn'), permission('Permission', { Principal })];
    expect(await refusal(deploy(cloud, resources))).toBe(
      'The provided principal was invalid. Please check the principal and try again.',
    );
  });

  test.each([
    '*',
    '123456789012',
    'arn:aws:iam::123456789012:role/caller',
    'arn:aws-cn:iam::123456789012:root',
    'events.amazonaws.com',
    'apigateway.amazonaws.com.cn',
    'alexa-appkit.amazon.com',
    'logs.us-east-1.amazonaws.com',
  ])('may be for the principal %s', async (Principal) => {
    await deploy(cloud, [fn('Fn'), permission('Permission', { Principal })]);
    expect(cloud.resources()).toHaveLength(2);
  });
});

/** A permission for each method, as the REST API of the CDK makes them. */
function forMethods(count: number, target: string, DependsOn: string): readonly Resources[] {
  return Array.from({ length: count }, (_, index) => {
    const SourceArn = `arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/GET/orders${index}`;
    const made = permission(`On${DependsOn}${index}`, { FunctionName: target, SourceArn });
    return Object.fromEntries(Object.entries(made).map(([id, one]) => [id, { ...one, DependsOn }]));
  });
}

describe('the policy of a function', () => {
  // https://github.com/aws/aws-cdk/issues/9327
  test('fails when it has too many permissions', async () => {
    expect(await refusal(deploy(cloud, [fn('Fn'), ...forMethods(70, ARN, 'Fn')]))).toMatch(
      /^The final policy size \(20[4-9]\d\d\) is bigger than the limit \(20480\)\.$/,
    );
  });

  test('is not that of its aliases, each of which has its own', async () => {
    const onFunction = forMethods(50, ARN, 'Fn');
    const onAlias = forMethods(50, `${ARN}:live`, 'Live');
    await deploy(cloud, [fn('Fn'), version('V1'), alias('Live'), ...onFunction, ...onAlias]);
    expect(cloud.resources()).toHaveLength(103);
  });
});
