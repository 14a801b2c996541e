import { memberStep } from './definite-steps';
import { parseBrackets } from './parse-brackets';
import { parseFilter } from './parse-filter';
import { filterStep, WILDCARD } from './selecting-steps';
import type { Source } from './source';
import type { DefiniteStep, PlacedStep, Step } from './steps';

/** Far beyond any path that is written, and short enough to be read in no time. */
const MAX_LENGTH = 10_000;
const MAX_STEPS = 1000;

/** Reads a path. @throws {@link JsonPathError} where it breaks the grammar of Jayway 2.0 */
export function parsePath(source: Source): readonly PlacedStep[] {
  if (source.path.length > MAX_LENGTH) {
    source.fail(`a path has at most ${MAX_LENGTH} characters, got: ${source.path.length}`);
  }
  return new PathParser(source.strip(), readFilter).parse();
}

function readFilter(source: Source): Step {
  return filterStep(parseFilter(source, parseOperand));
}

function parseOperand(source: Source): readonly DefiniteStep[] {
  const refuse = (filter: Source) => filter.fail('a filter cannot stand in a filter');
  return new PathParser(source, refuse).parse().map(({ step, deep, offset }) => {
    const definite = step.definite && !deep;
    return definite
      ? step
      : source.fail(
          "a path in a filter leads to one value: no '..', '*', slice, filter or list of indexes",
          offset - source.start,
        );
  });
}

class PathParser {
  private readonly steps: PlacedStep[] = [];
  private readonly text: string;
  private position = 0;
  private deep = false;

  public constructor(
    private readonly source: Source,
    private readonly readFilter: (source: Source) => Step,
  ) {
    this.text = source.text;
  }

  public parse(): readonly PlacedStep[] {
    this.parseStart();
    while (this.position < this.text.length) {
      this.parseNext();
    }
    if (this.deep) {
      this.fail("a path cannot end with '..'; expected a name, an index or *");
    }
    return this.steps;
  }

  /** `$` or `@`; a path without is one that lacks `$.` */
  private parseStart(): void {
    if (this.text === '') {
      this.fail('a path must not be empty; $ is the whole document');
    }
    if (!/^[$@]/.test(this.text)) {
      this.parseAfterDot();
      return;
    }
    this.position++;
    if (!/^(?:[.[]|$)/.test(this.text.slice(1, 2))) {
      this.fail(`expected '.' or '[' after ${this.text[0]}`);
    }
  }

  private parseNext(): void {
    const character = this.text[this.position];
    if (character === '.') {
      this.position++;
      this.parseAfterDot();
    } else if (character === '[') {
      this.parseBracketed();
    } else if (character === '*') {
      this.add(WILDCARD, 1);
    } else if (character === '$') {
      this.fail('$ can only stand at the start of a path or as a name after a dot');
    } else {
      this.parseName();
    }
  }

  private parseAfterDot(): void {
    const character = this.text[this.position];
    if (character === undefined) {
      this.fail("expected a name, '*' or '[' after the dot");
    } else if (character === '.') {
      this.parseDeep();
    } else if (character !== '[') {
      this.parseName();
    }
  }

  private parseDeep(): void {
    if (this.deep) {
      this.fail("expected a name, an index or * after '..'");
    }
    this.deep = true;
    this.position++;
  }

  private parseName(): void {
    const name = /^[^.[ ]*/.exec(this.text.slice(this.position))?.[0] ?? '';
    if (name === '') {
      this.fail("a blank cannot stand in a path; a name with a blank is written ['a b']");
    }
    if (/['\]]/.test(name)) {
      this.fail("a quote or ']' cannot stand in a name after a dot; write ['name']");
    }
    this.add(name === '*' ? WILDCARD : memberStep(name), name.length);
  }

  private parseBracketed(): void {
    const length = this.bracketLength();
    const content = this.source.slice(this.position + 1, this.position + length - 1);
    const isFilter = /^\s*\?/.test(content.text);
    this.add(isFilter ? this.readFilter(content) : parseBrackets(content), length);
  }

  // brackets in quotes count too, as in Jayway
  private bracketLength(): number {
    let open = 0;
    for (let i = this.position; i < this.text.length; i++) {
      open += this.text[i] === '[' ? 1 : this.text[i] === ']' ? -1 : 0;
      if (open === 0) {
        return i + 1 - this.position;
      }
    }
    return this.fail("expected ']' to close the bracket");
  }

  private add(step: Step, length: number): void {
    const previous = this.steps.at(-1)?.step;
    if (previous?.definite && previous.last) {
      this.fail('several names in brackets can only end a path');
    }
    if (this.steps.length === MAX_STEPS) {
      this.fail(`a path has at most ${MAX_STEPS} steps`);
    }
    this.steps.push({ step, deep: this.deep, offset: this.source.start + this.position });
    this.deep = false;
    this.position += length;
  }

  private fail(problem: string): never {
    return this.source.fail(problem, this.position);
  }
}
