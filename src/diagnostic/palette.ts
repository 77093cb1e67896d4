/** The colours of a diagnostic. Whether there are any is the caller's to say. */

export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly strong: Paint;
  /** What is at fault, and what is said of it. */
  readonly primary: Paint;
  /** What else matters. */
  readonly secondary: Paint;
  /** Line numbers, bars and arrows. */
  readonly frame: Paint;
}

type Paint = (text: string) => string;

const plain: Paint = (text) => text;

export const colourless: Palette = {
  error: plain,
  warning: plain,
  strong: plain,
  primary: plain,
  secondary: plain,
  frame: plain,
};

/** Select Graphic Rendition (ECMA-48, 8.3.117): on, and back to the default. */
function sgr(...on: readonly number[]): Paint {
  return (text) => (text === "" ? "" : `\u001b[${on.join(";")}m${text}\u001b[0m`);
}

export const coloured: Palette = {
  error: sgr(1, 31),
  warning: sgr(1, 33),
  strong: sgr(1),
  primary: sgr(31),
  secondary: sgr(34),
  frame: sgr(2),
};
