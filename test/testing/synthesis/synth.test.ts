import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { routeTable, synth, testApp } from '../../../lib/testing';
import { PetstoreStack } from '../../_fixtures/plain-app/petstore-stack';
import { splitApp } from '../../_fixtures/plain-app/split-app';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';

const paths = (target: Parameters<typeof synth>[0]) => synth(target).stacks.map(({ path }) => path);

describe('what can be synthesized', () => {
  test('an app, with all of its stacks', () => {
    const { stage } = splitApp(testApp());
    const all = ['Test/Base', 'Test/Base/Functions', 'Test/More'];
    expect(paths(stage.node.root).sort()).toEqual(all);
    expect(paths(stage).sort()).toEqual(all);
  });

  test('a stack, with its nested stacks', () => {
    const { base, functions } = splitApp(testApp());
    expect(paths(base)).toEqual(['Test/Base', 'Test/Base/Functions']);
    expect(paths(functions)).toEqual(['Test/Base/Functions']);
  });

  test('a construct, in the stack around it', () => {
    const { api } = splitApp(testApp());
    expect(paths(api)).toEqual(['Test/Base']);
    expect(synth(api).model.restApis).toHaveLength(1);
  });

  test('a class of stacks', () => {
    expect(paths(StorefrontStack)).toEqual(['StorefrontStack']);
  });

  test.each([
    ['its stack', (app: App) => new StorefrontStack(app, 'Made')],
    ['nothing', (app: App) => void new StorefrontStack(app, 'Made')],
  ])('a function that gives back %s', (_, factory) => {
    expect(paths(factory)).toEqual(['Made']);
  });

  test('the folder of a cloud assembly', () => {
    const { stage, api } = splitApp(testApp());
    const { directory, model } = synth(api).whole;
    const read = synth(directory);
    expect(read.stacks.map(({ name }) => name)).toEqual(paths(stage).map(() => expect.any(String)));
    expect(read.model).toEqual(model);
  });

  test('what was synthesized already', () => {
    const synthesis = synth(StorefrontStack);
    expect(synth(synthesis)).toBe(synthesis);
  });

  test('a stack that was synthesized by aws-cdk-lib before', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    (stack.node.root as App).synth();
    expect(paths(stack)).toEqual(['Storefront']);
  });

  test('fails on a construct in no app', () => {
    expect(() => synth(new Construct(undefined as unknown as Construct, 'Loose'))).toThrow(
      'SynthTarget at Loose: must stand in an App or a Stage',
    );
  });

  test.each([
    [undefined, 'undefined'],
    [{}, '{}'],
    [async () => testApp(), 'a promise'],
  ])('fails on what is no target: %p', (target, got) => {
    expect(() => synth(target as unknown as Construct)).toThrow(
      `SynthTarget: must be a construct, a class or function that makes one at once, the folder of a cloud assembly, or a synthesis, got: ${got}`,
    );
  });

  test('fails on a folder without a manifest', () => {
    expect(() => synth(mkdtempSync(join(tmpdir(), 'no-assembly-')))).toThrow(
      'SynthTarget: the folder of a cloud assembly must hold manifest.json',
    );
  });
});

describe('one synthesis for an app', () => {
  test('is kept, for each part of it', () => {
    const { base, more } = splitApp(testApp());
    expect(synth(base)).toBe(synth(base));
    expect(synth(base).whole).toBe(synth(more).whole);
  });

  test('is made anew on demand', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    const first = synth(stack);
    stack.api.root.addResource('late').addMethod('GET', new apigateway.MockIntegration());
    const second = synth(stack, { fresh: true });
    expect(second).not.toBe(first);
    expect(second.model.restApis[0]?.routes).toHaveLength(
      (first.model.restApis[0]?.routes.length ?? 0) + 2,
    );
    expect(synth(stack)).toBe(second);
  });

  test('fails when constructs were added since', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    synth(stack);
    stack.api.root.addResource('late');
    expect(() => synth(stack)).toThrow(/SynthTreeChanged at Storefront: .* give \{ fresh: true \}/);
  });

  test('runs aspects', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    Aspects.of(stack).add({
      visit: (node) => {
        if (
          CfnResource.isCfnResource(node) &&
          node.cfnResourceType === 'AWS::ApiGateway::RestApi'
        ) {
          node.addPropertyOverride('Name', 'Renamed');
        }
      },
    });
    expect(synth(stack).model.restApis[0]?.name).toBe('Renamed');
  });
});

describe('the environment', () => {
  const before = process.env['CDK_VALIDATION'];
  afterEach(() => {
    if (before === undefined) delete process.env['CDK_VALIDATION'];
    else process.env['CDK_VALIDATION'] = before;
  });

  test.each([[undefined], ['true'], ['false']])('CDK_VALIDATION=%s is as it was', (value) => {
    if (value === undefined) delete process.env['CDK_VALIDATION'];
    else process.env['CDK_VALIDATION'] = value;
    synth(new PetstoreStack(new App(), 'Pets'));
    expect(process.env['CDK_VALIDATION']).toBe(value);
  });

  test('CDK_VALIDATION is as it was after a failed synthesis', () => {
    delete process.env['CDK_VALIDATION'];
    const stack = new Stack(new App(), 'Broken');
    stack.node.addValidation({ validate: () => ['broken on purpose'] });
    expect(() => synth(stack)).toThrow('broken on purpose');
    expect(process.env['CDK_VALIDATION']).toBeUndefined();
  });
});

describe('a synthesis', () => {
  test('gives the template of its only stack', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    expect(
      Object.values(synth(stack).template().Resources ?? {}).map(({ Type }) => Type),
    ).toContain('AWS::ApiGateway::RestApi');
  });

  test('gives the templates as the CDK wrote them', () => {
    const stack = new StorefrontStack(testApp(), 'Storefront');
    const written = (stack.node.root as App).synth().getStackArtifact(stack.artifactId).template;
    expect(synth(stack).template()).toEqual(written);
  });

  test.each(['Test/Base', 'Test-Base'])('gives a template by the name %s', (name) => {
    const { base, api } = splitApp(testApp());
    const logicalId = base.resolve(base.getLogicalId(api.node.defaultChild as CfnResource));
    expect(synth(base.node.root).template(name).Resources).toHaveProperty(logicalId);
  });

  test('gives the template of a nested stack', () => {
    const { functions } = splitApp(testApp());
    const types = Object.values(synth(functions).template().Resources ?? {}).map(
      ({ Type }) => Type,
    );
    expect(types).toContain('AWS::Lambda::Function');
  });

  test.each([[undefined], ['Test/Nowhere']])('fails on the template name %s', (name) => {
    const { stage } = splitApp(testApp());
    expect(() => synth(stage).template(name)).toThrow(
      /SynthesisTemplate at Test: `name` must name one stack of Test\/Base, .*, got: /,
    );
  });

  test.each(['petstore.yaml', 'petstore.json'])('reads the OpenAPI asset %s', (file) => {
    const { model } = synth(new PetstoreStack(testApp(), 'Pets', { file }));
    expect(model.restApis[0]?.routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /pets',
      'POST /pets',
    ]);
    expect(model.unread).toEqual([]);
  });

  test('knows construct paths without metadata in the templates', () => {
    const { stage } = splitApp(new App({ builtinCloudFormationValidation: false }));
    const { model } = synth(stage);
    expect(model.restApis[0]?.origin?.constructPath).toBe('Test/Base/Api/Resource');
    expect(JSON.stringify(synth(stage).template('Test/Base'))).not.toContain('aws:cdk:path');
  });

  test('shows of the app only what belongs to its part', () => {
    const app = testApp();
    const storefront = new StorefrontStack(app, 'Storefront');
    const pets = new PetstoreStack(app, 'Pets');
    const names = (target: Construct) => synth(target).model.restApis.map(({ name }) => name);
    expect(names(app).sort()).toEqual(['Api', 'Api']);
    expect(synth(pets).model.restApis[0]?.origin?.constructPath).toBe('Pets/Api/Resource');
    expect(synth(pets).model.usagePlans).toEqual([]);
    expect(synth(storefront).model.usagePlans).toHaveLength(1);
  });

  test('keeps stacks apart whose names begin alike', () => {
    const app = testApp();
    const pets = new PetstoreStack(app, 'Pets');
    new PetstoreStack(app, 'PetsArchive');
    expect(paths(pets)).toEqual(['Pets']);
    expect(synth(pets).model.restApis).toHaveLength(1);
  });

  test('shows an API in each stack that adds routes to it', () => {
    const { more } = splitApp(testApp());
    expect(synth(more).model.restApis[0]?.routes.map(({ path }) => path)).toEqual(['/', '/more']);
  });
});

test('nested stacks are found without the metadata of the CDK', () => {
  const app = testApp({ context: { 'aws:cdk:disable-logicalId-metadata': true } });
  splitApp(app);
  const types = synth(app).stacks.map(({ template }) =>
    Object.values(template.Resources ?? {}).map(({ Type }) => Type),
  );
  expect(types).toHaveLength(3);
  expect(types[1]).toContain('AWS::Lambda::Function');
  expect(routeTable(app)).toContain('GET     /more');
});
