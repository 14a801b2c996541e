import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env['ORDERS_TABLE'];

type Route = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

const ROUTES: Readonly<Record<string, Route>> = {
  'POST /orders': createOrder,
  'GET /orders/{id}': readOrder,
  'DELETE /orders/{id}': cancelOrder,
};

/** Answers every route of the internal orders API. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const route = ROUTES[`${event.httpMethod} ${event.resource}`];
  return route ? route(event) : json(404, { message: 'no such route' });
}

async function createOrder(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { sku, quantity } = JSON.parse(event.body ?? '{}');
  const order = { id: randomUUID(), sku, quantity, state: 'open' };
  await client.send(new PutCommand({ TableName, Item: order }));
  return json(201, order, { location: `/orders/${order.id}` });
}

async function readOrder(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const found = await client.send(new GetCommand({ TableName, Key: { id: idOf(event) } }));
  return found.Item ? json(200, found.Item) : json(404, { message: `no order ${idOf(event)}` });
}

async function cancelOrder(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  try {
    const update = await client.send(
      new UpdateCommand({
        TableName,
        Key: { id: idOf(event) },
        ConditionExpression: '#state = :open',
        UpdateExpression: 'SET #state = :cancelled',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':open': 'open', ':cancelled': 'cancelled' },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return json(200, update.Attributes);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return json(409, { message: `order ${idOf(event)} is not open` });
  }
}

function idOf(event: APIGatewayProxyEvent): string {
  return event.pathParameters?.['id'] ?? '';
}

function json(
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
