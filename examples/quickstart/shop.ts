// region shop
import { App, Stack } from 'aws-cdk-lib';
import { HttpIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CanaryRollout, CanaryStage, CanaryState, MeteredApi } from 'cdk-gatehouse';

export const shop = new Stack(new App(), 'Shop');
const api = new RestApi(shop, 'Api', { deploy: false });
const orders = new HttpIntegration('https://orders.example.com');
api.root.addResource('orders').addMethod('GET', orders, { apiKeyRequired: true });

const state = CanaryState.pinned();
const rollout = CanaryRollout.manual({ percent: 10 });
const prod = new CanaryStage(shop, 'Prod', { api, stageName: 'prod', state, rollout });
const free = { throttle: { rateLimit: 5, burstLimit: 2 } };
const plans = new MeteredApi(shop, 'Plans', { stages: [prod], tiers: { free } });
plans.addConsumer('acme', { tier: 'free' });
// endregion
