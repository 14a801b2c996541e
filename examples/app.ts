import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { OrdersStack } from './orders/orders-stack';
import { StorefrontStack } from './storefront/storefront-stack';

const app = new App();
new StorefrontStack(app, 'Storefront', {
  env: { account: '111111111111', region: 'eu-west-1' },
  stableVersion: '1',
});
new OrdersStack(app, 'Orders', {
  domainName: 'orders.internal.example.com',
  certificateArn:
    'arn:aws:acm:eu-west-1:111111111111:certificate/0a1b2c3d-0000-4000-8000-000000000000',
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
