const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** How lists are written: each item under the list's own name, or as `member` below it. */
export type ListStyle = 'flat' | 'member';

/**
 * A value as an XML element; nothing for what is absent.
 *
 * @param attributes text after the name, with a blank before it
 */
export function element(name: string, value: unknown, lists: ListStyle, attributes = ''): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    if (lists === 'flat') return value.map((item) => element(name, item, lists)).join('');
    const items = value.map((item) => element('member', item, lists)).join('');
    return `<${name}${attributes}>${items}</${name}>`;
  }
  return `<${name}${attributes}>${content(value, lists)}</${name}>`;
}

function content(value: unknown, lists: ListStyle): string {
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return value.toISOString();
  return Object.entries(value)
    .map(([name, member]) => element(name, member, lists))
    .join('');
}

/** Text that stands for itself in XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}
