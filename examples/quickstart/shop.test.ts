// region test
import { LocalCloud } from 'cdk-gatehouse/testing';
import { shop } from './shop';

test('a key of the free tier opens GET /orders twice at once', async () => {
  const http = { 'https://orders.example.com': () => ({ json: ['kettle'] }) };
  const cloud = await LocalCloud.deploy(shop, { http, clock: '2026-01-01T00:00:00Z' });
  const headers = { 'x-api-key': cloud.apiKey('acme') };
  const get = (init = {}) => cloud.stage('prod').fetch('/orders', init);

  expect((await get()).status).toBe(403); // {"message":"Forbidden"}
  expect(await (await get({ headers })).json()).toEqual(['kettle']);
  expect((await get({ headers })).status).toBe(200);
  expect((await get({ headers })).status).toBe(429); // {"message":"Too Many Requests"}
});
// endregion
