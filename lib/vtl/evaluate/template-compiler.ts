import type { VtlLimits } from '../limits';
import { tokenLiteral } from '../syntax/literal';
import type {
  BlockNode,
  CommentNode,
  ExpressionNode,
  IfNode,
  SetNode,
  StatementNode,
} from '../syntax/nodes';
import { type ParsedTemplate, parseTemplate } from '../syntax/parser';
import type { Token } from '../syntax/tokens';
import { type Position, VtlError, VtlFailure } from '../vtl-error';
import type { Compiler } from './compiler';
import { directiveRenderer } from './directives';
import {
  chainCondition,
  chainValue,
  decimalValue,
  integerValue,
  listValue,
  mapValue,
  rangeValue,
} from './expressions';
import {
  referenceCondition,
  referenceRenderer,
  referenceSetter,
  referenceValue,
} from './references';
import type { Condition, Evaluator, Macro, Place, Renderer, Runtime } from './runtime';
import { stringValue } from './string-literals';
import { Symbols } from './symbols';

const START: Position = { line: 1, column: 1 };

/** Compiles a template once, to be rendered often. */
export class TemplateCompiler implements Compiler {
  private positionOf: (token: Token) => Position = () => START;
  /** Where `#evaluate` stands, if this text is one of its making. */
  private madeAt?: Position;

  public constructor(
    private readonly limits: Required<VtlLimits>,
    public readonly symbols = new Symbols(),
    public readonly macros = new Map<string, Macro>(),
    private readonly nesting = limits.nesting,
  ) {}

  /**
   * Compiles a text.
   *
   * @param origin - where the text begins in the template
   * @throws {@link VtlError} when it is no template
   */
  public template(text: string, origin: Position = START): Renderer {
    const parsed = this.parse(text, origin);
    this.positionOf = parsed.positionOf;
    return this.render(parsed.root);
  }

  /** Compiles a text that was made while rendering: all of it stands where `#evaluate` does. */
  private made(text: string, place: Position): Renderer {
    this.madeAt = place;
    this.positionOf = () => place;
    return this.render(this.parseMade(text, place).root);
  }

  private parseMade(text: string, place: Position): ParsedTemplate {
    try {
      return this.parse(text, START);
    } catch (error) {
      if (!(error instanceof VtlError)) throw error;
      throw new VtlError(`in the text of #evaluate, ${error.message}`, place, { cause: error });
    }
  }

  private parse(text: string, origin: Position): ParsedTemplate {
    return parseTemplate(text, {
      maxNesting: this.nesting,
      origin,
      isMacro: (name) => this.macros.has(name),
    });
  }

  public place(token: Token): Place {
    return { token, positionOf: this.positionOf };
  }

  public text(text: string, literal: Token): Renderer {
    const { line, column } = this.positionOf(literal);
    const inner = new TemplateCompiler(
      this.limits,
      this.symbols,
      this.macros,
      Math.floor(this.nesting / 2),
    );
    if (this.madeAt) return inner.made(text, this.madeAt);
    return inner.template(text, { line, column: column + 1 });
  }

  public evaluate(text: string, { token, positionOf }: Place, runtime: Runtime): Renderer {
    const macros = runtime.fork();
    const inner = new TemplateCompiler(this.limits, runtime.symbols, macros);
    runtime.charge(text.length * PARSING);
    const render = inner.made(text, positionOf(token));
    runtime.adopt();
    return render;
  }

  public value(node: ExpressionNode): Evaluator {
    return this.values[node.type](node as never);
  }

  public condition(node: ExpressionNode): Condition {
    const compile = this.conditions[node.type];
    if (compile !== undefined) return compile(node as never);
    this.value(node);
    return () => false;
  }

  public render(node: StatementNode | BlockNode): Renderer {
    return this.statements[node.type](node as never);
  }

  private readonly values: Readonly<{
    [T in ExpressionNode['type']]: (node: Extract<ExpressionNode, { type: T }>) => Evaluator;
  }> = {
    reference: (node) => referenceValue(node, this),
    string: (node) => this.failing(node.first, () => stringValue(node, this)),
    integer: integerValue,
    decimal: decimalValue,
    boolean: (node) => () => node.value,
    range: (node) => rangeValue(node, this),
    list: (node) => listValue(node, this),
    map: (node) => mapValue(node, this),
    word: () => () => null,
    not: (node) => this.negation(node.operand),
    chain: (node) => chainValue(node, this),
    group: (node) => this.value(node.inner),
  };

  // What is not here is never true: a text, a number, a list and the like.
  private readonly conditions: Readonly<{
    [T in ExpressionNode['type']]?: (node: Extract<ExpressionNode, { type: T }>) => Condition;
  }> = {
    reference: (node) => referenceCondition(node, this),
    boolean: (node) => () => node.value,
    not: (node) => this.negation(node.operand),
    chain: (node) => chainCondition(node, this),
    group: (node) => this.condition(node.inner),
  };

  private readonly statements: Readonly<{
    [T in (StatementNode | BlockNode)['type']]: (
      node: Extract<StatementNode | BlockNode, { type: T }>,
    ) => Renderer;
  }> = {
    text: (node) => printed(tokenLiteral(node.token)),
    comment: (node) => printed(beforeComment(node)),
    textblock: (node) => printed(node.token.image.slice(3, -3)),
    escape: (node) => printed(node.text),
    reference: (node) => referenceRenderer(node, this),
    set: (node) => this.assignment(node),
    if: (node) => this.choice(node),
    directive: (node) => this.failing(node.first, () => directiveRenderer(node, this)),
    block: (node) => this.block(node),
  };

  private negation(operand: ExpressionNode): Condition {
    const condition = this.condition(operand);
    return (runtime) => !condition(runtime);
  }

  private assignment(node: SetNode): Renderer {
    const set = referenceSetter(node.left, this);
    const value = this.value(node.right);
    const place = this.place(node.first);
    return (runtime) => {
      runtime.place = place;
      const right = value(runtime);
      if (right !== null) set(runtime, right);
    };
  }

  private choice({ branches, otherwise }: IfNode): Renderer {
    const choices = branches.map(({ condition, block }) => ({
      condition: this.condition(condition),
      render: this.render(block),
    }));
    const last = otherwise === undefined ? printed('') : this.render(otherwise);
    return (runtime) => {
      for (let i = 0; i < choices.length; i++) {
        const choice = choices[i];
        if (choice?.condition(runtime)) return choice.render(runtime);
      }
      last(runtime);
    };
  }

  private block({ statements }: BlockNode): Renderer {
    const renderers: Renderer[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') renderers.push(printed(text));
      text = '';
    };
    for (const statement of statements) {
      const render = this.render(statement);
      const constant = CONSTANTS.get(render);
      if (constant !== undefined) text += constant;
      else {
        flush();
        renderers.push(render);
      }
    }
    flush();
    return inSequence(renderers);
  }

  // A failure while compiling is one of the template's text.
  private failing<T>(token: Token, compile: () => T): T {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof VtlFailure)) throw error;
      throw new VtlError(error.message, this.positionOf(token), { cause: error });
    }
  }
}

/** What a character that is parsed while rendering counts as work. */
const PARSING = 1000;

/** The renderers of plain text, so that text next to text becomes one. */
const CONSTANTS = new WeakMap<Renderer, string>();

function printed(text: string): Renderer {
  const render: Renderer = (runtime) => {
    runtime.out += text;
  };
  CONSTANTS.set(render, text);
  return render;
}

function beforeComment({ token }: CommentNode): string {
  const line = token.image.indexOf('##');
  return token.image.slice(0, line >= 0 ? line : Math.max(token.image.indexOf('#*'), 0));
}

function inSequence(renderers: readonly Renderer[]): Renderer {
  const [first, second, third] = renderers;
  if (first === undefined) return printed('');
  if (second === undefined) return first;
  if (third === undefined) {
    return (runtime) => {
      first(runtime);
      second(runtime);
    };
  }
  return (runtime) => {
    for (let i = 0; i < renderers.length; i++) renderers[i]?.(runtime);
  };
}
