import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { findProduct, type Product, searchProducts } from './products';

const PAGE_SIZE = 20;

/** Answers `GET /products` and `GET /products/{id}`. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const id = event.pathParameters?.['id'];
  if (id === undefined) {
    const found = searchProducts(event.queryStringParameters?.['q'] ?? '');
    return json(200, { products: found.slice(0, PAGE_SIZE).map(summaryOf), total: found.length });
  }
  const product = findProduct(id);
  return product ? json(200, product) : json(404, { message: `no product ${id}` });
}

function summaryOf({ id, name, price }: Product): Pick<Product, 'id' | 'name' | 'price'> {
  return { id, name, price };
}

function json(statusCode: number, body: unknown): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'max-age=60' },
    body: JSON.stringify(body),
  };
}
