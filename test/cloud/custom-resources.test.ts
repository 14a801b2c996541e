import childProcess from 'node:child_process';
import { Stack } from 'aws-cdk-lib';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  PhysicalResourceId,
} from 'aws-cdk-lib/custom-resources';
import { Cloud } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { LocalCloud, testApp } from '../../lib/testing';
import { source } from './_templates';

let cloud: Cloud;
afterEach(() => {
  jest.restoreAllMocks();
  return cloud.close();
});

const CUSTOM = {
  Type: 'Custom::Thing',
  Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Size: 3 },
};

function fn(zipFile: string): Record<string, CfnResource> {
  const Properties = {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: zipFile },
  };
  return { Fn: { Type: 'AWS::Lambda::Function', Properties } };
}

/** Puts its response to the address of the event, as `cfn-response` does. */
const PUTTING = `
const https = require('https');
exports.handler = (event) => new Promise((resolve) => {
  const body = JSON.stringify({
    Status: 'SUCCESS', PhysicalResourceId: 'put-1', Data: { Size: event.ResourceProperties.Size },
  });
  const { hostname, pathname } = new URL(event.ResponseURL);
  const options = { hostname, port: 443, path: pathname, method: 'PUT' };
  const request = https.request(options, resolve);
  request.write(body);
  request.end();
});`;

/** The same by `fetch`. */
const FETCHING = `async (event) => {
  const Data = { Size: event.ResourceProperties.Size };
  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'put-1', Data });
  const { status } = await fetch(event.ResponseURL, { method: 'PUT', body });
  if (status !== 200) throw new Error('the response was not taken');
};`;

test.each([
  ['https.request', PUTTING, 'in-process'],
  ['https.request', PUTTING, 'worker'],
  ['fetch', `exports.handler = ${FETCHING}`, 'in-process'],
  ['fetch', `exports.handler = ${FETCHING}`, 'worker'],
] as const)('a function that puts its response by %s', async (_what, code, lambdaMode) => {
  cloud = new Cloud({ lambdaMode });
  await cloud.deploy({ sources: [source({ ...fn(code), Thing: CUSTOM })] });
  const resource = cloud.engine.resource({ source: 'Shop', logicalId: 'Thing' });
  expect(resource).toMatchObject({ physicalId: 'put-1', attributes: { Size: '3' } });
});

test.each(['in-process', 'worker'] as const)(
  'a function in the template has cfn-response beside it (%s)',
  async (lambdaMode) => {
    cloud = new Cloud({ lambdaMode });
    const code = `
      const response = require('cfn-response');
      exports.handler = (event, context) =>
        response.send(event, context, response.SUCCESS, { Kind: event.RequestType }, 'sent-1');`;
    await cloud.deploy({ sources: [source({ ...fn(code), Thing: CUSTOM })] });
    const resource = cloud.engine.resource({ source: 'Shop', logicalId: 'Thing' });
    expect(resource).toMatchObject({ physicalId: 'sent-1', attributes: { Kind: 'Create' } });
  },
);

test('the reason of cfn-response is the log stream', async () => {
  cloud = new Cloud();
  const code = `
    const { send, FAILED } = require("cfn-response");
    exports.handler = async (event, context) => { await send(event, context, FAILED); };`;
  const deployment = { sources: [source({ ...fn(code), Thing: CUSTOM })] };
  await expect(cloud.deploy(deployment)).rejects.toThrow(
    /See the details in CloudWatch Log Stream: \d{4}\/\d\d\/\d\d\/\[\$LATEST\]/,
  );
});

test('AwsCustomResource installs nothing', async () => {
  const stack = new Stack(testApp(), 'Calls');
  new AwsCustomResource(stack, 'Call', {
    installLatestAwsSdk: true,
    onCreate: {
      service: 'no-such-service',
      action: 'get',
      physicalResourceId: PhysicalResourceId.of('call'),
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
  });
  jest.spyOn(console, 'log').mockImplementation();
  const run = jest.spyOn(childProcess, 'execSync').mockReturnValue('');
  await expect(LocalCloud.deploy(stack)).rejects.toThrow(
    /Package @aws-sdk\/client-no-such-service does not exist\.; install @aws-sdk\/client-no-such-service in the project/,
  );
  expect(run).not.toHaveBeenCalled();
});

test('fails the stack when deployed code puts no response', async () => {
  cloud = new Cloud();
  const silent = fn('exports.handler = async () => ({ PhysicalResourceId: "returned" });');
  const deployment = { sources: [source({ ...silent, Thing: CUSTOM })] };
  await expect(cloud.deploy(deployment)).rejects.toThrow(/put no response to ResponseURL/);
});

test('a given function answers by what it returns', async () => {
  cloud = new Cloud();
  const functions = { Fn: () => ({ PhysicalResourceId: 'given', Data: { Answer: 42 } }) };
  await cloud.deploy({ sources: [source({ ...fn(''), Thing: CUSTOM })], functions });
  const resource = cloud.engine.resource({ source: 'Shop', logicalId: 'Thing' });
  expect(resource).toMatchObject({ physicalId: 'given', attributes: { Answer: 42 } });
});

test('fails the stack when the function fails', async () => {
  cloud = new Cloud();
  const functions = {
    Fn: () => {
      throw new Error('no more things');
    },
  };
  const deployment = { sources: [source({ ...fn(''), Thing: CUSTOM })], functions };
  await expect(cloud.deploy(deployment)).rejects.toThrow(/no more things/);
});

// `Data` of the handlers of aws-cdk-lib: custom-resource-handlers/dist/aws-logs,
// aws-s3-deployment.
test('one of the CDK that is ignored repeats its properties as attributes', async () => {
  cloud = new Cloud();
  const Properties = { ...CUSTOM.Properties, LogGroupName: '/aws/lambda/orders' };
  const Retention = { Type: 'Custom::LogRetention', Properties };
  const Deployment = {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      ...CUSTOM.Properties,
      DestinationBucketArn: 'arn:aws:s3:::site',
      SourceObjectKeys: ['a.zip', { 'Fn::GetAtt': ['Retention', 'LogGroupName'] }],
    },
  };
  await cloud.deploy({ sources: [source({ ...fn('throw 1'), Retention, Deployment })] });
  const attributes = { DestinationBucketArn: 'arn:aws:s3:::site' };
  expect(cloud.engine.resource({ source: 'Shop', logicalId: 'Deployment' })).toMatchObject({
    attributes: { ...attributes, SourceObjectKeys: ['a.zip', '/aws/lambda/orders'] },
  });
});

test('one of the CDK has no other attributes', async () => {
  cloud = new Cloud();
  const Retention = { ...CUSTOM, Type: 'Custom::LogRetention' };
  const Reader = {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: { 'Fn::GetAtt': ['Retention', 'LogGroupName'] } },
  };
  const deployment = { sources: [source({ ...fn('throw 1'), Retention, Reader })] };
  await expect(cloud.deploy(deployment)).rejects.toThrow(
    "Vendor response doesn't contain LogGroupName attribute in object",
  );
});

test('a function that is given runs for one of the CDK, too, until it is deleted', async () => {
  cloud = new Cloud();
  const events: string[] = [];
  const functions = {
    Fn: ({ RequestType }: { RequestType: string }) => {
      events.push(RequestType);
      return { PhysicalResourceId: 'given', Data: { SourceObjectKeys: ['from the test'] } };
    },
  };
  const files = (Size: number) => ({
    Type: 'Custom::CDKBucketDeployment',
    Properties: { ...CUSTOM.Properties, Size },
  });
  await cloud.deploy({ sources: [source({ ...fn(''), Files: files(1) })], functions });
  await cloud.deploy({ sources: [source({ ...fn(''), Files: files(2) })], functions });
  expect(cloud.engine.resource({ source: 'Shop', logicalId: 'Files' })).toMatchObject({
    physicalId: 'given',
    attributes: { SourceObjectKeys: ['from the test'] },
  });
  expect(cloud.ignored).toEqual([]);
  await cloud.destroy();
  expect(events).toEqual(['Create', 'Update', 'Delete']);
});

test('one of the CDK that acts on what is not here is ignored', async () => {
  cloud = new Cloud();
  const Logs = { ...CUSTOM, Type: 'Custom::LogRetention' };
  await cloud.deploy({ sources: [source({ ...fn('throw 1'), Logs })] });
  expect(cloud.ignored).toEqual([
    { path: 'Shop/Logs', reason: 'Custom::LogRetention has no behaviour here' },
  ]);
});
