import { unescapePointer } from '../json-pointer';

/** More servers than the one whose endpoint configuration counts. */
export const MANY_SERVERS =
  'More than one server provided. Ignoring all but the first for defining endpoint configuration';

/**
 * The warning that a document has no schema which one of its bodies refers to.
 *
 * @param place - of the section that refers to it: a JSON pointer without its first slash
 */
export function missingSchema(place: string, reference: string): string {
  return `Parse issue: attribute ${locationOf(place)}.schema.${reference} is missing`;
}

/** A place as the parser of API Gateway names it, such as `paths.'/pets'(get).responses.200.content`. */
function locationOf(place: string): string {
  const [section = '', ...tokens] = place.split('/').map(unescapePointer);
  // Of the media types of a body, the name of none is said.
  const content = tokens.lastIndexOf('content');
  const said = content < 0 ? tokens : tokens.slice(0, content + 1);
  if (section !== 'paths') return [section, ...said].join('.');
  const [route = '', verb = '', ...rest] = said;
  return [`paths.'${route}'(${verb})`, ...rest].join('.');
}
