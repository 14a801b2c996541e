import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import {
  type ApiModel,
  type CfnResource,
  type CfnTemplate,
  type ResourceId,
  readApiModel,
  type TemplateSource,
} from '../../lib/model';

/** The templates of an app, those of nested stacks too. */
export function sourcesOf(scope: App | Stack): TemplateSource[] {
  const assembly = (scope.node.root as App).synth();
  return assembly.stacks.flatMap(({ id, stackName, template }) => [
    { name: id, stackName, template: template as CfnTemplate },
    ...nestedSources(assembly.directory, id, template as CfnTemplate),
  ]);
}

function nestedSources(directory: string, parent: string, template: CfnTemplate): TemplateSource[] {
  return Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => {
    const file = resource.Metadata?.['aws:asset:path'];
    if (resource.Type !== 'AWS::CloudFormation::Stack' || typeof file !== 'string') return [];
    const nested = JSON.parse(readFileSync(join(directory, file), 'utf8')) as CfnTemplate;
    const name = `${parent}/${logicalId}`;
    const source = { name, template: nested, parent: { source: parent, logicalId } };
    return [source, ...nestedSources(directory, name, nested)];
  });
}

/** The model of an app. */
export function readApp(scope: App | Stack): ApiModel {
  return readApiModel(sourcesOf(scope));
}

/** The model of a template `S` of these resources, beside other templates. */
export function readResources(
  resources: Record<string, CfnResource>,
  sections: Omit<CfnTemplate, 'Resources'> = {},
  others: readonly TemplateSource[] = [],
): ApiModel {
  return readApiModel([{ name: 'S', template: { Resources: resources, ...sections } }, ...others]);
}

/** A REST API called `Api`, beside other resources. */
export function withApi(
  resources: Record<string, CfnResource> = {},
  properties: Record<string, unknown> = { Name: 'shop' },
): Record<string, CfnResource> {
  return { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: properties }, ...resources };
}

/** A resource of API Gateway, whose `RestApiId` is that of `Api` unless it says another. */
export function part(type: string, properties: Record<string, unknown>): CfnResource {
  return {
    Type: `AWS::ApiGateway::${type}`,
    Properties: { RestApiId: { Ref: 'Api' }, ...properties },
  };
}

/** `RootResourceId` of `Api`. */
export const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

/** A resource of the template `S` as a target. */
export function inS(logicalId: string): { readonly kind: 'resource'; readonly id: ResourceId } {
  return { kind: 'resource', id: { source: 'S', logicalId } };
}
