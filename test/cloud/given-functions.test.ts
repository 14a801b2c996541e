import { assignHandlers } from '../../lib/cloud/given-functions';
import type { TemplateSource } from '../../lib/model';

const handler = () => ({});

function stack(name: string, ...paths: string[]): TemplateSource {
  const Type = 'AWS::Lambda::Function';
  const resources = paths.map((path, index) => [
    `${path.replaceAll('/', '')}${index}`,
    { Type, Metadata: { 'aws:cdk:path': `${name}/${path}/Resource` } },
  ]);
  return { name, template: { Resources: Object.fromEntries(resources) } };
}

test.each(['Shop/Api/Orders', 'Orders', 'ApiOrders0', 'Shop/ApiOrders0'])(
  '%s names the function',
  (name) => {
    const find = assignHandlers({ [name]: handler }, [stack('Shop', 'Api/Orders', 'Stock')]);
    expect(find({ source: 'Shop', logicalId: 'ApiOrders0' })).toBe(handler);
    expect(find({ source: 'Shop', logicalId: 'Stock1' })).toBeUndefined();
  },
);

test('fails for a name of no function, and lists those that there are', () => {
  expect(() => assignHandlers({ Order: handler }, [stack('Shop', 'Api/Orders')])).toThrow(
    'FunctionName: `functions` must name one function each, got: "Order", which is none; there are Shop/Api/Orders',
  );
});

test('fails for a name of two functions, and lists both', () => {
  const sources = [stack('Shop', 'Orders'), stack('Depot', 'Orders')];
  expect(() => assignHandlers({ Orders: handler }, sources)).toThrow(
    /more than one; there are Shop\/Orders, Depot\/Orders/,
  );
});

test('fails for any name where there are no functions', () => {
  expect(() => assignHandlers({ Orders: handler }, [])).toThrow(/none; there are none/);
});
