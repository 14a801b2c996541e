import { identitySources } from '../identity-sources';
import { upperCase } from '../integration';
import { nameOfReferred } from '../names';
import { leaveOut, type ReaderContext, type ReaderTable, targetOf } from '../reader';
import type { RestApiDraft } from '../rest-draft';
import { modelOfUrl, withModelReferences } from '../schema-references';
import { sortedBy } from '../stable-text';
import { compact } from '../value';

/** Authorizers, models, validators and gateway responses of REST APIs. */
export const REST_PART_READERS: ReaderTable = {
  'AWS::ApiGateway::Authorizer': readAuthorizer,
  'AWS::ApiGateway::Model': readModel,
  'AWS::ApiGateway::RequestValidator': readValidator,
  'AWS::ApiGateway::GatewayResponse': readGatewayResponse,
  'AWS::ApiGateway::DocumentationPart': leaveOut('documentation has no effect on requests'),
  'AWS::ApiGateway::DocumentationVersion': leaveOut('documentation has no effect on requests'),
  'AWS::ApiGateway::ClientCertificate': leaveOut(
    'a client certificate is made by API Gateway; stages hold a reference to it',
  ),
};

function apiOf(context: ReaderContext): RestApiDraft {
  return context.draft.restApi(targetOf(context, context.properties.requiredText('RestApiId')));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
function readAuthorizer(context: ReaderContext): void {
  const { properties, origin } = context;
  // Used for imports and exports alone, as the page of the resource says.
  properties.withoutEffect('AuthType');
  apiOf(context).authorizers.push(
    compact({
      origin,
      name: properties.text('Name') ?? origin.logicalId,
      type: upperCase(properties.requiredText('Type')),
      uri: properties.text('AuthorizerUri'),
      credentials: properties.text('AuthorizerCredentials'),
      identitySource: identitySources(properties.text('IdentitySource')),
      validationExpression: properties.text('IdentityValidationExpression'),
      resultTtlInSeconds: properties.number('AuthorizerResultTtlInSeconds'),
      providerArns: sortedBy(properties.texts('ProviderARNs'), (arn) => arn),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html */
function readModel(context: ReaderContext): void {
  const { properties, origin, index } = context;
  properties.withoutEffect('Description');
  const findModel = (reference: unknown) =>
    modelOfUrl(reference, (intrinsic) => {
      const name = nameOfReferred(index, origin.source, intrinsic, 'AWS::ApiGateway::Model');
      return typeof name === 'string' ? name : undefined;
    });
  apiOf(context).models.push({
    origin,
    name: properties.text('Name') ?? origin.logicalId,
    contentType: properties.text('ContentType') ?? 'application/json',
    schema: withModelReferences(parsed(properties.value('Schema')), findModel),
  });
}

/** A property of type Json may be given as text as well. */
function parsed(schema: unknown): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return JSON.parse(schema);
  } catch {
    // Not JSON: it stays as it is, and whoever compiles the schema says what is wrong with it.
    return schema;
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
function readValidator(context: ReaderContext): void {
  const { properties, origin } = context;
  apiOf(context).validators.push(
    compact({
      origin,
      name: properties.text('Name'),
      validateBody: properties.flag('ValidateRequestBody') ?? false,
      validateParameters: properties.flag('ValidateRequestParameters') ?? false,
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
function readGatewayResponse(context: ReaderContext): void {
  const { properties, origin } = context;
  const type = upperCase(properties.requiredText('ResponseType'));
  apiOf(context).addGatewayResponse(
    compact({
      origin,
      type,
      statusCode: properties.text('StatusCode'),
      parameters: properties.textMap('ResponseParameters'),
      templates: properties.textMap('ResponseTemplates'),
    }),
  );
}
