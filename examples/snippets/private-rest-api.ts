import type { Stack } from 'aws-cdk-lib';
import { AuthorizationType } from 'aws-cdk-lib/aws-apigateway';
import {
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { type IHostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { PrivateAccess, PrivateDomain, PrivateRestApi } from 'cdk-gatehouse';

/** A private API in one VPC. */
export function ordersApi(stack: Stack, vpc: IVpc): PrivateRestApi {
  // region first
  const api = new PrivateRestApi(stack, 'Orders', { vpc });
  api.root.addResource('orders').addMethod('GET');
  // endregion
  return api;
}

/** Two private APIs behind one endpoint. */
export function billsApi(stack: Stack, orders: PrivateRestApi): PrivateRestApi {
  // region share-endpoint
  const bills = new PrivateRestApi(stack, 'Bills', { vpcEndpoints: orders.vpcEndpoints });
  // endregion
  bills.root.addMethod('GET');
  return bills;
}

/** A private API behind an endpoint that exists already. */
export function importedEndpointApi(stack: Stack): PrivateRestApi {
  // region imported-endpoint
  const endpoint = InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Endpoint', {
    vpcEndpointId: 'vpce-0123456789abcdef0',
    port: 443,
  });
  const api = new PrivateRestApi(stack, 'Orders', { vpcEndpoints: [endpoint] });
  // endregion
  api.root.addMethod('GET');
  return api;
}

/** A private API for one role, out of one VPC or through the API's own endpoint. */
export function restrictedApi(stack: Stack, vpc: IVpc, caller: IRole): PrivateRestApi {
  // region access
  const api = new PrivateRestApi(stack, 'Orders', {
    vpc,
    access: PrivateAccess.all(
      PrivateAccess.any(PrivateAccess.vpcEndpoints(), PrivateAccess.vpcIds('vpc-0fedcba987654321')),
      PrivateAccess.principals(caller),
    ),
  });
  api.root.addMethod('GET', undefined, { authorizationType: AuthorizationType.IAM });
  // endregion
  return api;
}

/** A private API on a name of its own. */
export function namedApi(stack: Stack, vpc: IVpc, publicZone: IHostedZone): PrivateRestApi {
  // region domain
  const api = new PrivateRestApi(stack, 'Orders', {
    vpc,
    domain: {
      domainName: 'orders.internal.example.com',
      validationZone: publicZone, // example.com, where ACM can see the validation record
      hostedZone: new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'internal.example.com' }),
    },
  });
  api.root.addMethod('GET'); // api.url is https://orders.internal.example.com/
  // endregion
  return api;
}

/** Two private APIs on one name. */
export function sharedDomainApis(
  stack: Stack,
  vpc: IVpc,
  validationZone: IHostedZone,
): PrivateRestApi[] {
  // region shared-domain
  const service = InterfaceVpcEndpointAwsService.APIGATEWAY;
  const endpoint = vpc.addInterfaceEndpoint('Gateway', { service });
  const domain = new PrivateDomain(stack, 'Domain', {
    domainName: 'shop.internal.example.com',
    validationZone,
    vpcEndpoints: [endpoint],
  });
  const orders = new PrivateRestApi(stack, 'Orders', {
    sharedDomain: { domain, basePath: 'orders' }, // https://shop.internal.example.com/orders/
  });
  const bills = new PrivateRestApi(stack, 'Bills', {
    sharedDomain: { domain, basePath: 'bills' }, // https://shop.internal.example.com/bills/
  });
  // endregion
  orders.root.addMethod('GET');
  bills.root.addMethod('GET');
  return [orders, bills];
}

/** A private API that another account reaches through an endpoint of its own. */
export function offeredApi(stack: Stack, vpc: IVpc, validationZone: IHostedZone): PrivateRestApi {
  // region consumers
  const api = new PrivateRestApi(stack, 'Orders', {
    vpc,
    domain: {
      domainName: 'orders.internal.example.com',
      validationZone,
      shareWith: [{ principal: '222222222222', vpcEndpointIds: ['vpce-0a1b2c3d4e5f67890'] }],
    },
  });
  // endregion
  api.root.addMethod('GET');
  return api;
}

/** A name that VPCs reach through endpoints that exist already. */
export function importedDnsApi(stack: Stack, hostedZone: IHostedZone, validationZone: IHostedZone) {
  const endpoint = InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Endpoint', {
    vpcEndpointId: 'vpce-0123456789abcdef0',
    port: 443,
  });
  // region imported-dns
  const api = new PrivateRestApi(stack, 'Orders', {
    vpcEndpoints: [endpoint],
    domain: {
      domainName: 'orders.internal.example.com',
      validationZone,
      hostedZone,
      dnsTarget: {
        dnsName: 'vpce-0123456789abcdef0-1a2b3c4d.execute-api.eu-west-1.vpce.amazonaws.com',
        hostedZoneId: 'Z38GZ743OKFT7T',
      },
    },
  });
  // endregion
  api.root.addMethod('GET');
  return api;
}
