import type { Origin, Target } from '../../model';
import type { Synthesis } from '../synthesis/synthesis';
import { type Place, textOf } from './symbolic-text';
import { Symbols } from './symbols';

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': '<region>',
  'AWS::AccountId': '<account>',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value as people read it: literals as they are, references by the construct's path. */
export function readable(place: Place, value: unknown): string {
  return readableText(place.synthesis, textOf(place, value));
}

/** A symbolic text as people read it. */
export function readableText(synthesis: Synthesis, text: string): string {
  return Symbols.of(synthesis).replace(text, (target) => targetName(synthesis, target));
}

/** A target by its construct path (`Storefront/Orders`), or as the template spells it. */
export function targetName(synthesis: Synthesis, target: Target): string {
  if (target.kind === 'resource') return originName(synthesis, target.id);
  if (typeof target.value === 'string') return target.value;
  const ref: unknown = target.value['Ref'];
  return (typeof ref === 'string' && PSEUDO_PARAMETERS[ref]) || JSON.stringify(target.value);
}

/** An element by its construct path, without the `Resource` that the L2s put at its end. */
export function originName(synthesis: Synthesis, origin: Origin): string {
  const recorded = synthesis.index.resource(origin)?.Metadata?.['aws:cdk:path'];
  const path = typeof recorded === 'string' ? recorded : synthesis.pathOf(origin);
  return path.replace(/\/Resource$/, '');
}
