/** The shape of an inference method's declaration: what the checker must know of it. Its code is in `inference/methods/`. */

type OptionType =
  | { readonly kind: "integer"; readonly low: number; readonly high: number; readonly unit: string }
  | { readonly kind: "real"; readonly low: number; readonly high: number; readonly unit: string }
  /** One of a few words, some of which take numbers: `low_rank(r)`. */
  | {
      readonly kind: "choice";
      readonly choices: readonly Choice[];
      /** A layer may stand in a word's place: `weights = f.hidden`. */
      readonly layers?: true;
    };

export interface Choice {
  readonly name: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly default: number | null;
    readonly low: number;
    readonly high: number;
    readonly integer: boolean;
    readonly doc: string;
  }[];
  /** False: known to the language, not built yet; naming it gives a "not yet" diagnostic. */
  readonly built: boolean;
  readonly doc: string;
}

export type OptionValue =
  | number
  | { readonly choice: string; readonly arguments: Readonly<Record<string, number>> };

export interface OptionDeclaration {
  readonly name: string;
  readonly type: OptionType;
  /** Null: decided by the method from the model and the data, as `doc` says. */
  readonly default: OptionValue | null;
  readonly doc: string;
}

/** What a model must be for the method to apply. The checker has one test for each, in a total table. */
export type Requirement =
  /** The density has a gradient: every latent is continuous, or summed out. */
  | "gradients"
  /** There is a continuous latent to draw. */
  | "latents"
  /** The closed form exists. */
  | "conjugate"
  /** `batch` needs a common first dimension of the responses. */
  | "rows_if_batched"
  /** No layer draws noise while training. */
  | "no_noise"
  /** A layer draws noise. */
  | "noise"
  /** Every weight has a normal prior. */
  | "gaussian_weights";

export interface MethodDeclaration {
  readonly name: string;
  /** False: known to the language, not built yet. */
  readonly built: boolean;
  readonly doc: string;
  readonly options: readonly OptionDeclaration[];
  readonly requires: readonly Requirement[];
}
