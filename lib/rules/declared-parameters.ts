import type { RestRouteModel } from '../model';

const HEADER = 'method.request.header.';

/**
 * Whether a method declares a parameter of its requests, `method.request.querystring.page`. Names
 * of headers have no case, and what is declared once may be read with all of its values.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
 */
export function isDeclared({ requestParameters }: RestRouteModel, expression: string): boolean {
  const wanted = plain(expression);
  return Object.keys(requestParameters).some((name) => plain(name) === wanted);
}

function plain(expression: string): string {
  const one = expression.replace(/^(method\.request\.)multivalue(?=querystring|header)/, '$1');
  return one.startsWith(HEADER) ? one.toLowerCase() : one;
}
