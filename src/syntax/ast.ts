/** The syntax tree: what was written, with its places, and nothing that was not. It covers the whole language. */

import type { Span } from "../diagnostic/source.ts";

export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A program's blocks in the order they were written; that they stand in the right order is checked later. */
export interface Syntax {
  readonly blocks: readonly Block[];
  readonly span: Span;
  /** False where some part of the text could not be read and is missing from the blocks, or was guessed. */
  readonly complete: boolean;
  /** Every word of the parts that could not be read: a name among them may well be declared there. */
  readonly lost: ReadonlySet<string>;
}

export type Block = ModelBlock | DimBlock | DataBlock | NetworkBlock | StatementsBlock | InferBlock;

export interface ModelBlock {
  readonly kind: "model";
  readonly name: Name;
  readonly span: Span;
}

/** `dim K = 3`, `dim County = 1..85`, `dim Colour = { red, green }`, `dim Next = State`. */
export interface DimBlock {
  readonly kind: "dim";
  readonly name: Name;
  readonly value:
    | { readonly kind: "size"; readonly size: NumberLiteral }
    | { readonly kind: "range"; readonly low: NumberLiteral; readonly high: NumberLiteral }
    | { readonly kind: "labels"; readonly labels: readonly Name[] }
    | { readonly kind: "twin"; readonly dimension: Name };
  readonly span: Span;
}

export interface DataBlock {
  readonly kind: "data";
  /** `data schools "schools.csv" { … }` names the table. */
  readonly name: Name | null;
  /** Quoted, unquoted here; in order. */
  readonly sources: readonly Name[];
  readonly items: readonly DataItem[];
  readonly span: Span;
}

export type DataItem =
  | {
      readonly kind: "variable";
      readonly name: Name;
      readonly type: TypeNode;
      readonly columns: readonly ColumnRange[];
      /** Where the word stands, or null. */
      readonly standardized: Span | null;
      readonly span: Span;
    }
  | {
      readonly kind: "definition";
      readonly name: Name;
      readonly type: TypeNode | null;
      readonly value: Expression;
      readonly span: Span;
    }
  /** `missing = drop` */
  | { readonly kind: "missing"; readonly policy: Name; readonly span: Span };

/** One column, or `first..last`. */
export interface ColumnRange {
  readonly first: Name;
  readonly last: Name | null;
  readonly span: Span;
}

/** `ordered positive[K]`, `interval(0, 1)[N]`, `School[N]`. */
export interface TypeNode {
  /** The prefix `ordered`, where it stands before another element type. */
  readonly ordered: Span | null;
  readonly element: Name;
  readonly arguments: readonly Expression[];
  readonly dimensions: readonly DimensionNode[];
  readonly span: Span;
}

export type DimensionNode =
  | { readonly kind: "name"; readonly name: Name; readonly span: Span }
  | { readonly kind: "size"; readonly size: NumberLiteral; readonly span: Span };

export interface NetworkBlock {
  readonly kind: "network";
  readonly name: Name;
  readonly input: TypeNode;
  readonly output:
    | { readonly kind: "type"; readonly type: TypeNode }
    | { readonly kind: "heads"; readonly heads: readonly Head[] };
  readonly layers: readonly LayerNode[];
  readonly span: Span;
}

export interface Head {
  readonly name: Name;
  readonly type: TypeNode;
}

export interface LayerNode {
  readonly label: Name | null;
  readonly layer: Name;
  readonly arguments: readonly Argument[];
  /** Of `residual { … }`; null where no braces stand. */
  readonly body: readonly LayerNode[] | null;
  readonly span: Span;
}

/** `prior { … }` and `likelihood { … }`. */
export interface StatementsBlock {
  readonly kind: "prior" | "likelihood";
  readonly statements: readonly Statement[];
  readonly span: Span;
}

/** A dotted name: `mu`, `f.hidden.weight`. */
export interface Path {
  readonly parts: readonly Name[];
  readonly span: Span;
}

export type Statement =
  /** `target: type ~ distribution`; `flat` is a `name` expression. */
  | {
      readonly kind: "draw";
      readonly target: Path;
      readonly type: TypeNode | null;
      readonly distribution: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "definition";
      readonly target: Path;
      readonly type: TypeNode | null;
      readonly value: Expression;
      readonly span: Span;
    };

export interface InferBlock {
  readonly kind: "infer";
  /** `infer wide: laplace { … }`; null where only the method stands. */
  readonly name: Name | null;
  readonly method: Name;
  readonly options: readonly { readonly name: Name; readonly value: Expression; readonly span: Span }[];
  readonly span: Span;
}

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  /** As written: `10_000`, `1e-5`. */
  readonly text: string;
  readonly span: Span;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "@" | "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Expression =
  | NumberLiteral
  | { readonly kind: "name"; readonly name: Name; readonly span: Span }
  /** A quoted label. */
  | { readonly kind: "string"; readonly text: string; readonly span: Span }
  | { readonly kind: "member"; readonly object: Expression; readonly name: Name; readonly span: Span }
  | {
      readonly kind: "call";
      readonly callee: Name;
      readonly arguments: readonly Argument[];
      readonly span: Span;
    }
  | {
      readonly kind: "index";
      readonly array: Expression;
      readonly indices: readonly Expression[];
      readonly span: Span;
    }
  | { readonly kind: "negate"; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly operatorSpan: Span;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  /** `{ low: 3, high: 10 }` */
  | {
      readonly kind: "labelled";
      readonly entries: readonly { readonly label: Name; readonly value: Expression }[];
      readonly span: Span;
    }
  | { readonly kind: "parenthesised"; readonly inner: Expression; readonly span: Span };

/** `e`, `name = e`, `weight: e` (of a mixture), `e over D`. */
export interface Argument {
  readonly name: Name | null;
  readonly weight: Expression | null;
  readonly value: Expression;
  readonly over: Name | null;
  readonly span: Span;
}
