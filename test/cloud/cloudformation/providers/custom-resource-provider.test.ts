import type {
  CustomResourceEvent,
  CustomResourceResponse,
} from '../../../../lib/cloud/cloudformation';
import type { CfnResource } from '../../../../lib/model';
import { FakeAccount, thing } from '../fake-account';

const TOKEN = 'arn:aws:lambda:us-east-1:123456789012:function:resolver';

function custom(properties: Record<string, unknown>, more: Partial<CfnResource> = {}): CfnResource {
  return { Type: 'Custom::Resolver', Properties: { ServiceToken: TOKEN, ...properties }, ...more };
}

/** An account whose custom resources are answered by a function. */
function accountWith(answer: (event: CustomResourceEvent) => Partial<CustomResourceResponse>) {
  const events: CustomResourceEvent[] = [];
  const account = new FakeAccount({
    invokeCustomResource: async (token, event) => {
      expect(token).toBe(event.ServiceToken);
      events.push(event);
      return {
        Status: 'SUCCESS',
        PhysicalResourceId: event.PhysicalResourceId ?? 'first',
        ...answer(event),
      };
    },
  });
  return { account, events };
}

function requests(events: readonly CustomResourceEvent[]): string[] {
  return events.map(
    ({ RequestType, PhysicalResourceId = 'none' }) => `${RequestType} ${PhysicalResourceId}`,
  );
}

test('gets the event that CloudFormation sends', async () => {
  const { account, events } = accountWith(() => ({}));
  await account.deploy({ Resolver: custom({ Percent: 10, On: true, List: [1, { Off: false }] }) });
  const stack = account.engine.stack('S')!.identity;
  expect(events).toEqual([
    {
      RequestType: 'Create',
      ServiceToken: TOKEN,
      ResponseURL: expect.stringMatching(
        /^https:\/\/cloudformation-custom-resource-response-useast1\.s3\.us-east-1\.amazonaws\.com\/arn%3Aaws%3Acloudformation/,
      ),
      StackId: stack.stackId,
      RequestId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      ResourceType: 'Custom::Resolver',
      LogicalResourceId: 'Resolver',
      ResourceProperties: {
        ServiceToken: TOKEN,
        Percent: '10',
        On: 'true',
        List: ['1', { Off: 'false' }],
      },
    },
  ]);
});

test('gets both properties and the physical id on an update, with another request id', async () => {
  const { account, events } = accountWith(() => ({}));
  await account.deploy({ Resolver: custom({ Percent: 10 }) });
  await account.deploy({ Resolver: custom({ Percent: 20 }) });
  expect(events[1]).toMatchObject({
    RequestType: 'Update',
    PhysicalResourceId: 'first',
    ResourceProperties: { ServiceToken: TOKEN, Percent: '20' },
    OldResourceProperties: { ServiceToken: TOKEN, Percent: '10' },
  });
  expect(events[1]?.RequestId).not.toBe(events[0]?.RequestId);
});

test('is not asked when its properties are equal as texts', async () => {
  const { account, events } = accountWith(() => ({}));
  await account.deploy({ Resolver: custom({ Percent: 10 }) });
  await account.deploy({ Resolver: custom({ Percent: '10' }) });
  expect(requests(events)).toEqual(['Create none']);
});

test('gives its data as attributes, nested ones by dots, to what depends on it', async () => {
  const { account } = accountWith(() => ({
    Data: { Id: 'd-1', Deep: { Value: 5 }, 'flat.name': 'x' },
  }));
  await account.deploy({
    Resolver: custom({}),
    A: thing({
      Value: {
        'Fn::Sub': '${Resolver} ${Resolver.Id} ${Resolver.Deep.Value} ${Resolver.flat.name}',
      },
    }),
  });
  expect(account.things.get('a-1')).toEqual({ Value: 'first d-1 5 x' });
});

test('fails for an attribute that the response does not have', async () => {
  const { account } = accountWith(() => ({ Data: { Id: 'd-1' } }));
  const failure = await account.failure({
    Resolver: custom({}),
    A: thing({ Value: { 'Fn::GetAtt': ['Resolver', 'Arn'] } }),
  });
  expect(failure).toContain(
    "ResourceAttribute at S/Resources/A/Properties/Value/Fn::GetAtt: CustomResource attribute error: Vendor response doesn't contain Arn attribute in object; Custom::Resolver has here: Id",
  );
});

test('is deleted by its old id in the cleanup when an update gave another', async () => {
  const { account, events } = accountWith(({ ResourceProperties }) => ({
    PhysicalResourceId: String(ResourceProperties['Name']),
  }));
  await account.deploy({
    Resolver: custom({ Name: 'one' }),
    A: thing({ Value: { Ref: 'Resolver' } }),
  });
  await account.deploy({
    Resolver: custom({ Name: 'two' }),
    A: thing({ Value: { Ref: 'Resolver' } }),
  });
  expect(requests(events)).toEqual(['Create none', 'Update one', 'Delete one']);
  expect(events[2]?.ResourceProperties).toEqual({ ServiceToken: TOKEN, Name: 'one' });
  expect(account.things.get('a-1')).toEqual({ Value: 'two' });
});

test('is updated back and deleted by its new id when such an update is rolled back', async () => {
  const { account, events } = accountWith(({ ResourceProperties }) => ({
    PhysicalResourceId: String(ResourceProperties['Name']),
  }));
  const bad = thing({ Value: { Ref: 'Resolver' } });
  await account.deploy({ Resolver: custom({ Name: 'one' }) });
  account.failing.add('create Bad');
  await account.failure({ Resolver: custom({ Name: 'two' }), Bad: bad });
  expect(requests(events)).toEqual(['Create none', 'Update one', 'Update two', 'Delete two']);
  expect(events[2]).toMatchObject({
    ResourceProperties: { Name: 'one' },
    OldResourceProperties: { Name: 'two' },
  });
  expect(account.id('Resolver')).toBe('one');
});

test('keeps the attributes that it had when it is rolled back', async () => {
  let answers = 0;
  const { account } = accountWith(() => {
    answers += 1;
    return { Data: { Answer: answers } };
  });
  const value = { 'Fn::GetAtt': ['Resolver', 'Answer'] };
  await account.deploy({ Resolver: custom({ N: 1 }), A: thing({ Value: value }) });
  account.failing.add('create Bad');
  await account.failure({
    Resolver: custom({ N: 2 }),
    A: thing({ Value: value }),
    Bad: thing({ Value: { Ref: 'A' } }),
  });
  expect(answers).toBe(3);
  expect(account.things.get('a-1')).toEqual({ Value: 1 });
  account.failing.clear();
  const { events } = await account.deploy({
    Resolver: custom({ N: 1 }),
    A: thing({ Value: value }),
  });
  expect(events).toEqual([]);
});

test('fails with the reason of the response, and is deleted by the id that it gave', async () => {
  const { account, events } = accountWith(({ RequestType }) =>
    RequestType === 'Create'
      ? { Status: 'FAILED', Reason: 'no such stage', PhysicalResourceId: 'half' }
      : {},
  );
  expect(await account.failure({ Resolver: custom({}) })).toContain(
    'Received response status [FAILED] from custom resource. Message returned: no such stage',
  );
  expect(requests(events)).toEqual(['Create none', 'Delete half']);
});

test('is updated back when its update fails', async () => {
  const { account, events } = accountWith(({ ResourceProperties }) =>
    ResourceProperties['N'] === '2' ? { Status: 'FAILED' } : {},
  );
  await account.deploy({ Resolver: custom({ N: 1 }) });
  await account.failure({ Resolver: custom({ N: 2 }) });
  expect(requests(events)).toEqual(['Create none', 'Update first', 'Update first']);
  expect(account.engine.stack('S')?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test.each([
  ['', 'Invalid PhysicalResourceId'],
  ['x'.repeat(1025), 'Invalid PhysicalResourceId'],
  ['x'.repeat(1024), undefined],
])('fails for a physical id of a wrong length: %#', async (PhysicalResourceId, reason) => {
  const { account } = accountWith(() => ({ PhysicalResourceId }));
  const failure = await account.failure({ Resolver: custom({}) });
  expect(failure?.includes(reason ?? 'nothing')).toBe(reason === undefined ? undefined : true);
});

test('fails when the service token changes', async () => {
  const { account, events } = accountWith(() => ({}));
  await account.deploy({ Resolver: custom({}) });
  const failure = await account.failure({ Resolver: custom({ ServiceToken: `${TOKEN}2` }) });
  expect(failure).toContain('Modifying service token is not allowed.');
  expect(requests(events)).toEqual(['Create none']);
});

test('fails without a service token', async () => {
  const { account } = accountWith(() => ({}));
  const failure = await account.failure({ Resolver: { Type: 'Custom::Resolver' } });
  expect(failure).toContain(
    'ServiceToken must be the ARN of the function behind the custom resource',
  );
});

test('fails when nobody runs the functions of custom resources', async () => {
  const account = new FakeAccount();
  expect(await account.failure({ Resolver: custom({}) })).toContain(
    `a custom resource needs the function behind it, got ServiceToken ${TOKEN}; give invokeCustomResource`,
  );
});

test('AWS::CloudFormation::CustomResource is one too', async () => {
  const { account, events } = accountWith(() => ({}));
  const resource = { ...custom({}), Type: 'AWS::CloudFormation::CustomResource' };
  await account.deploy({ Resolver: resource });
  await account.engine.delete();
  expect(requests(events)).toEqual(['Create none', 'Delete first']);
});
