import { Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  HttpLambdaIntegration,
  HttpUrlIntegration,
  WebSocketLambdaIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** An HTTP API and a WebSocket API. */
export class V2Stack extends Stack {
  public readonly http: apigatewayv2.HttpApi;
  public readonly chat: apigatewayv2.WebSocketApi;
  public readonly fn: lambda.Function;
  public readonly domain: apigatewayv2.DomainName;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = new lambda.Function(this, 'Fn', {
      code: lambda.Code.fromInline('exports.handler = async () => ({});'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    this.domain = new apigatewayv2.DomainName(this, 'Domain', {
      domainName: 'api.example.com',
      certificate: acm.Certificate.fromCertificateArn(
        this,
        'Certificate',
        'arn:aws:acm:eu-west-1:111111111111:certificate/1',
      ),
    });
    this.http = this.addHttpApi();
    this.chat = this.addWebSocketApi();
  }

  private addHttpApi(): apigatewayv2.HttpApi {
    const http = new apigatewayv2.HttpApi(this, 'Http', {
      corsPreflight: {
        allowOrigins: ['https://app.example.com'],
        allowMethods: [apigatewayv2.CorsHttpMethod.GET, apigatewayv2.CorsHttpMethod.DELETE],
      },
      createDefaultStage: false,
    });
    http.addRoutes({
      path: '/orders/{id}',
      methods: [apigatewayv2.HttpMethod.GET, apigatewayv2.HttpMethod.DELETE],
      integration: new HttpLambdaIntegration('Orders', this.fn),
      authorizer: new HttpIamAuthorizer(),
    });
    http.addRoutes({
      path: '/partner/{proxy+}',
      integration: new HttpUrlIntegration('Partner', 'https://partner.example.com/{proxy}'),
    });
    http.addStage('Live', {
      stageName: 'live',
      autoDeploy: true,
      throttle: { rateLimit: 20, burstLimit: 40 },
      domainMapping: { domainName: this.domain, mappingKey: 'shop' },
    });
    return http;
  }

  private addWebSocketApi(): apigatewayv2.WebSocketApi {
    const integration = new WebSocketLambdaIntegration('Chat', this.fn);
    const chat = new apigatewayv2.WebSocketApi(this, 'Chat', {
      connectRouteOptions: { integration },
    });
    chat.addRoute('sendMessage', { integration });
    new apigatewayv2.WebSocketStage(this, 'ChatStage', {
      webSocketApi: chat,
      stageName: 'live',
      autoDeploy: true,
    });
    return chat;
  }
}
