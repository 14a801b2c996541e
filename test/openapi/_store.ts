import type { RestApiModel } from '../../lib/model';
import { part, ROOT, readResources, withApi } from '../model/read-app';

type Resources = Parameters<typeof readResources>[0];

/** The model of an API called `Api`; resources given are beside it. */
export function apiOf(resources: Resources, properties: Record<string, unknown> = {}) {
  const api = { Name: 'store', ...properties };
  return readResources(withApi(resources, api)).restApis[0] as RestApiModel;
}

/** A method of `/{folder}` in front of S3. */
export function folderMethod(properties: Record<string, unknown> = {}): Resources {
  return {
    Folder: part('Resource', { ParentId: ROOT, PathPart: '{folder}' }),
    Get: part('Method', {
      ResourceId: { Ref: 'Folder' },
      HttpMethod: 'GET',
      AuthorizationType: 'AWS_IAM',
      RequestParameters: { 'method.request.path.folder': true },
      Integration: {
        Type: 'AWS',
        IntegrationHttpMethod: 'GET',
        Uri: 'arn:aws:apigateway:us-west-2:s3:path/{bucket}',
        Credentials: 'arn:aws:iam::123456789012:role/reader',
        PassthroughBehavior: 'WHEN_NO_MATCH',
        RequestParameters: { 'integration.request.path.bucket': 'method.request.path.folder' },
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseParameters: {
              'method.response.header.Date': 'integration.response.header.Date',
            },
          },
          { StatusCode: '400', SelectionPattern: '4\\d{2}' },
        ],
      },
      MethodResponses: [
        {
          StatusCode: '200',
          ResponseModels: { 'application/json': 'Empty' },
          ResponseParameters: { 'method.response.header.Date': false },
        },
        { StatusCode: '400' },
      ],
      ...properties,
    }),
  };
}
