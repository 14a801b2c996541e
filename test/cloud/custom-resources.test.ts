import { Cloud } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { source } from './_templates';

let cloud: Cloud;
afterEach(() => cloud.close());

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

test('one of the CDK that acts on what is not here is ignored', async () => {
  cloud = new Cloud();
  const Logs = { ...CUSTOM, Type: 'Custom::LogRetention' };
  await cloud.deploy({ sources: [source({ ...fn('throw 1'), Logs })] });
  expect(cloud.ignored).toEqual([
    { path: 'Shop/Logs', reason: 'Custom::LogRetention has no behaviour here' },
  ]);
});
