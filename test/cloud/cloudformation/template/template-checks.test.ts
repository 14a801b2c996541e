import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { StackEngine } from '../../../../lib/cloud/cloudformation';
import { API_TYPES } from '../../../../lib/cloud/cloudformation/template/api-types';
import type { CfnTemplate } from '../../../../lib/model';
import { reasonOf, thing } from '../fake-account';

async function refusal(template: Record<string, unknown>): Promise<string | undefined> {
  const engine = new StackEngine();
  return reasonOf(() => engine.deploy([{ name: 'S', template: template as CfnTemplate }]));
}

test('the types of API Gateway are those of the CDK', () => {
  const types = Object.values(apigateway).flatMap((one) =>
    'CFN_RESOURCE_TYPE_NAME' in one ? [one.CFN_RESOURCE_TYPE_NAME] : [],
  );
  expect([...API_TYPES].sort()).toEqual(types.sort());
});

const SAM = 'AWS::Serverless-2016-10-31';

test.each([
  [
    { Resources: { A: thing() }, Ressources: {} },
    'TemplateFormat at S: Invalid template property or properties [Ressources]',
  ],
  [{ Resources: { A: {} } }, 'Every Resources object must contain a Type member.'],
  [
    {
      Resources: {
        A: { Type: 'AWS::ApiGateway::Nope' },
        B: { Type: 'AWS::ApiGateway::Stages' },
        C: { Type: 'AWS::ApiGateway::Nope' },
      },
    },
    'Template format error: Unrecognized resource types: [AWS::ApiGateway::Nope, AWS::ApiGateway::Stages]',
  ],
  [
    { Resources: { A: thing({}, { DeletionPolicy: 'Keep' }) } },
    'TemplateFormat at S/Resources/A: Template format error: Unrecognized DeletionPolicy "Keep" for resource A; use one of Delete, Retain, RetainExceptOnCreate, Snapshot',
  ],
  [
    { Resources: { A: thing({}, { UpdateReplacePolicy: 'RetainExceptOnCreate' }) } },
    'Unrecognized UpdateReplacePolicy "RetainExceptOnCreate" for resource A; use one of Delete, Retain, Snapshot',
  ],
  [
    { Resources: { A: thing({ X: [{ Ref: 'B' }], Y: { 'Fn::Sub': '${C.Arn}' } }) } },
    'TemplateReference at S/Resources/A/Properties/X/0/Ref: Template format error: Unresolved resource dependencies [B, C] in the Resources block of the template',
  ],
  [
    { Resources: { A: thing({}, { DependsOn: ['B'] }) } },
    'TemplateReference at S/Resources/A/DependsOn: Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
  ],
  [
    { Resources: { A: thing() }, Outputs: { O: { Value: { Ref: 'B' } } } },
    'TemplateReference at S/Outputs/O/Value/Ref: Template format error: Unresolved resource dependencies [B] in the Outputs block of the template',
  ],
  [
    {
      Resources: { A: thing({ X: { 'Fn::GetAtt': ['P', 'Arn'] } }) },
      Parameters: { P: { Type: 'String' } },
    },
    'Unresolved resource dependencies [P] in the Resources block of the template',
  ],
  [
    { Resources: { A: thing({}, { Condition: 'No' }) } },
    'TemplateReference at S/Resources/A: Template format error: Unresolved condition dependency No',
  ],
  [
    { Resources: { A: thing({ X: { 'Fn::If': ['No', 1, 2] } }) } },
    'Template format error: Unresolved condition dependency No',
  ],
  [
    { Resources: { A: { Type: 'AWS::Serverless::Function' } }, Transform: SAM },
    'TemplateTransform at S/Transform: macros cannot run here, got: "AWS::Serverless-2016-10-31"; expand the template before it is deployed',
  ],
  [
    { Resources: { 'Fn::ForEach::All': ['X', ['a'], {}] }, Transform: 'AWS::LanguageExtensions' },
    'Fn::ForEach cannot be expanded here',
  ],
  [
    {
      Resources: { A: thing({}, { Condition: 'C' }) },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } },
    },
    'Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template',
  ],
  [
    {
      Resources: { A: thing({}, { Condition: 'C' }) },
      Conditions: {
        C: { 'Fn::Not': [{ Condition: 'D' }] },
        D: { 'Fn::Not': [{ Condition: 'C' }] },
      },
    },
    'Circular dependency between conditions: [C, D]',
  ],
  [
    {
      Resources: { A: thing({}, { Condition: 'No' }), B: thing({ X: { Ref: 'A' } }) },
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    },
    'TemplateReference at S/Resources/B/Properties/X/Ref: Template format error: Unresolved resource dependencies [A] in the Resources block of the template; its condition is false, refer to it inside of an Fn::If',
  ],
  [
    { Resources: { A: thing() }, Outputs: { O: { Value: ['a'] } } },
    'Template format error: The Value field of every Outputs member must evaluate to a String.',
  ],
])('fails for the template %j', async (template, message) => {
  expect(await refusal(template)).toContain(message);
});

test('fails for resources that need each other, with the way around', async () => {
  const template = {
    Resources: {
      Free: thing(),
      A: thing({ X: { Ref: 'B' } }),
      B: thing({ Y: { 'Fn::GetAtt': ['C', 'Arn'] } }),
      C: thing({}, { DependsOn: 'A' }),
      Behind: thing({ X: { Ref: 'A' } }),
    },
  };
  expect(await refusal(template)).toBe(
    'TemplateCycle at S/Resources/A/Properties/X/Ref: Circular dependency between resources: [A, B, C]; break one of: S/Resources/A/Properties/X/Ref needs B; S/Resources/B/Properties/Y/Fn::GetAtt needs C; S/Resources/C/DependsOn needs A',
  );
});

test('fails for a resource that needs itself', async () => {
  expect(await refusal({ Resources: { A: thing({ X: { Ref: 'A' } }) } })).toContain(
    'Circular dependency between resources: [A]',
  );
});

test('takes no harm from a reference in the branch that is not taken', async () => {
  const template = {
    Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      A: thing({ X: { 'Fn::If': ['No', { Ref: 'B' }, 'none'] } }),
      B: thing({ X: { Ref: 'A' } }),
      C: thing({}, { Condition: 'No' }),
      D: thing({ X: { 'Fn::If': ['No', { Ref: 'C' }, 'none'] } }, { DependsOn: 'C' }),
    },
    Outputs: { C: { Condition: 'No', Value: { Ref: 'C' } } },
  };
  expect(await refusal(template)).toBeUndefined();
});

test('passes the transform of SAM where it has nothing to transform', async () => {
  const Rotation = { Type: 'AWS::Serverless::Application', Properties: {} };
  expect(await refusal({ Transform: [SAM], Resources: { A: thing(), Rotation } })).toBeUndefined();
});

test.each(['AWS::LanguageExtensions', 'AWS::SecretsManager-2024-09-16'])(
  'passes the transform %s, whose work is done here or has no local effect',
  async (Transform) => {
    expect(await refusal({ Transform, Resources: { A: thing() } })).toBeUndefined();
  },
);
