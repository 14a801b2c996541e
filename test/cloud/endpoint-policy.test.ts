import { Cloud, credentialsOf } from '../../lib/cloud';
import { petsApi, source } from './_templates';

const ALLOW = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const USER = 'arn:aws:iam::123456789012:user/ada';
const OPEN = { Statement: [{ ...ALLOW, Resource: 'execute-api:/*' }] };

let cloud: Cloud;
afterEach(() => cloud.close());

/** A private API, and an endpoint with a policy. */
async function deploy(PolicyDocument: object | string | undefined): Promise<string> {
  cloud = new Cloud({ region: 'eu-west-1' });
  const api = petsApi({ EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: OPEN });
  const Properties = {
    VpcId: 'vpc-1',
    ServiceName: 'com.amazonaws.eu-west-1.execute-api',
    ...(PolicyDocument && { PolicyDocument }),
  };
  const Endpoint = { Type: 'AWS::EC2::VPCEndpoint', Properties };
  await cloud.deploy({ sources: [source({ ...api, Endpoint })] });
  return cloud.engine.resource({ source: 'Shop', logicalId: 'Endpoint' })?.physicalId ?? '';
}

async function call(vpce: string, principal?: string, path = 'pets') {
  const credentials =
    principal === undefined ? {} : { credentials: credentialsOf(principal, cloud.stacks()) };
  const caller = cloud.know(
    cloud.anybody.with({ source: { ip: '10.0.0.1', vpce }, ...credentials }),
  );
  const [stage] = cloud.stages();
  const url = cloud.localStage(stage as NonNullable<typeof stage>).url;
  const res = await caller.call(url + path);
  return [res.status, await res.json(), res.headers.get('x-amzn-errortype')];
}

function denied(who: string, why: string, path = 'GET/pets') {
  const apiId = cloud.stages()[0]?.api.id;
  const Message = `User: ${who} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:${apiId}/prod/${path} ${why}`;
  return [403, { Message }, 'AccessDeniedException'];
}

const EXPLICIT = 'with an explicit deny in a VPC endpoint policy';
const IMPLICIT = 'because no VPC endpoint policy allows the execute-api:Invoke action';

test.each([
  ['no policy', undefined],
  ['a policy that allows all', { Statement: [ALLOW] }],
  ['a policy as text', JSON.stringify({ Statement: [{ ...ALLOW, Action: 'execute-api:Invoke' }] })],
])('an endpoint with %s lets calls through', async (_what, policy) => {
  expect((await call(await deploy(policy)))[0]).toBe(200);
});

test('an endpoint without a statement for a call denies it', async () => {
  const vpce = await deploy({ Statement: [{ ...ALLOW, Action: 's3:*' }] });
  expect(await call(vpce)).toEqual(denied('anonymous', IMPLICIT));
});

test('an endpoint denies what a resource policy allows', async () => {
  const vpce = await deploy({ Statement: [ALLOW, { ...ALLOW, Effect: 'Deny' }] });
  expect(await call(vpce)).toEqual(denied('anonymous', EXPLICIT));
});

test('an endpoint may let some methods through', async () => {
  const Resource = 'arn:aws:execute-api:*:*:*/prod/GET/pets';
  const vpce = await deploy({ Statement: [{ ...ALLOW, Resource }] });
  expect((await call(vpce))[0]).toBe(200);
  expect(await call(vpce, undefined, 'toys')).toEqual(denied('anonymous', IMPLICIT, 'GET/toys'));
});

test('an endpoint may let a principal through, and nobody who does not sign', async () => {
  const vpce = await deploy({ Statement: [{ ...ALLOW, Principal: { AWS: USER } }] });
  expect((await call(vpce, USER))[0]).toBe(200);
  expect(await call(vpce)).toEqual(denied('anonymous', IMPLICIT));
  const other = 'arn:aws:iam::123456789012:user/eve';
  expect(await call(vpce, other)).toEqual(denied(other, IMPLICIT));
});

test('an endpoint that the stacks do not have has no policy', async () => {
  await deploy({ Statement: [{ ...ALLOW, Effect: 'Deny' }] });
  expect((await call('vpce-elsewhere'))[0]).toBe(200);
});
