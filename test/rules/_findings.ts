import { readApiModel } from '../../lib/model';
import { checkModel } from '../../lib/rules';

/** A resource of an API `Api`, which it goes without `RestApiId` to say. */
export function part(type: string, properties: Record<string, unknown>) {
  return {
    Type: `AWS::ApiGateway::${type}`,
    Properties: { RestApiId: { Ref: 'Api' }, ...properties },
  };
}

/** Codes and refusals of what a resource beside an API would be refused for. */
export function findingsOf(resource: { readonly Type: string }): [string, string | undefined][] {
  const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } };
  const Parameters = { Given: { Type: 'String' } };
  const template = { Parameters, Resources: { Api, Part: resource } };
  return checkModel(readApiModel([{ name: 'Stack', template }])).map(({ code, refusal }) => [
    code,
    refusal,
  ]);
}

/** The same for the document of an API. */
export function findingsOfDocument(members: Record<string, unknown>) {
  const Body = { openapi: '3.0.1', info: { title: 'api', version: '1' }, paths: {}, ...members };
  const template = {
    Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } },
  };
  return checkModel(readApiModel([{ name: 'Stack', template }])).map(({ code, refusal }) => [
    code,
    refusal,
  ]);
}
