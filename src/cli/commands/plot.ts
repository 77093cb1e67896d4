/** `hunch plot`: a picture of a posterior. One kind so far: the predictive band over a column of the data. */

import { diagnose } from "../../diagnostic/diagnostic.ts";
import { bandOver } from "../../pipeline-band.ts";
import { load } from "../../pipeline.ts";
import { bandAsSvg } from "../../report/band-svg.ts";
import { bandInTerminal } from "../../report/band-terminal.ts";
import { failed, type Command } from "../command.ts";
import { didYouMean } from "../did-you-mean.ts";
import { dataOptions, isMain, newDataFor } from "../model-file.ts";
import { mayWrite, writeWhole } from "../output.ts";

export const plot: Command = {
  verb: "plot",
  usage: "POSTERIOR band --data D --over COLUMN [--out F.svg]",
  positionals: { least: 2, most: 2, wanted: "a posterior's folder and a kind, which is band" },
  options: [
    ...dataOptions.filter(({ name }) => name === "data"),
    {
      name: "over",
      value: "COLUMN",
      doc: "the horizontal axis; every other column is what it typically is there",
    },
    { name: "out", value: "F.svg", doc: "write the picture as SVG too" },
    { name: "force", value: null, doc: "replace F.svg" },
  ],
  about:
    "The data needs the response: its rows are the points of the picture. The band shows where the mean lies (epistemic)\nand where a new observation lies, both with probability 90 %.",
  examples: ["hunch plot cars.posterior band --data cars.json --over Horsepower --out cars.svg"],
  async run(given, { terminal }) {
    const [path = "", kind = ""] = given.positionals;
    if (kind !== "band") {
      const help = didYouMean(kind, ["band"]);
      return failed(diagnose("H0802", { what: `a plot of the kind ${kind}` }, { at: null, help }));
    }
    const over = given.value("over");
    if (over === null || !given.has("data")) {
      return failed(
        diagnose("H0805", { verb: "plot", wanted: "--data FILE and --over COLUMN" }, { at: null }),
      );
    }
    const out = given.value("out");
    const free = out === null ? null : mayWrite(out, given.has("force"));
    if (free?.ok === false) return failed(...free.diagnostics);
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const { program } = posterior.value.model;
    const sources = await newDataFor(program, given);
    if (!sources.ok) return failed(...sources.diagnostics);
    // The points are rows of the block that the response is in, which needs no name.
    const main = program.tables.find(isMain)?.name ?? null;
    const source = sources.value.find(({ block }) => block === undefined || block === (main ?? ""));
    const beside = sources.value.filter((each) => each !== source);
    const band = source === undefined ? null : await bandOver(posterior.value, source, { over, beside });
    if (band === null) return failed(diagnose("H0635", { fitted: true }, { at: null }));
    if (!band.ok) return failed(...band.diagnostics);
    const written = out === null ? null : await writeWhole(out, bandAsSvg(band.value));
    if (written?.ok === false) return failed(...written.diagnostics);
    const lines = bandInTerminal(band.value, terminal.style);
    const text = `${[...lines, ...(out === null ? [] : ["", `the same as a picture: ${out}`])].join("\n")}\n`;
    return { kind: "done", exit: 0, json: { ...band.value, file: out }, text, warnings: band.warnings };
  },
};
