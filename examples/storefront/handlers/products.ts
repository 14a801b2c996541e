/** What the shop sells. Prices are in cents of a euro. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly description: string;
}

const PRODUCTS: readonly Product[] = [
  { id: 'kettle', name: 'Kettle', price: 4900, description: 'Enamelled steel, 1.6 litres' },
  { id: 'teapot', name: 'Teapot', price: 3200, description: 'Stoneware, with an iron strainer' },
  { id: 'cup', name: 'Cup', price: 900, description: 'Stoneware, 0.2 litres' },
];

/** The product with this id. */
export function findProduct(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}

/** Products whose name or description has the text, in the order of the catalogue. */
export function searchProducts(text: string): Product[] {
  const wanted = text.toLowerCase();
  return PRODUCTS.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
}
